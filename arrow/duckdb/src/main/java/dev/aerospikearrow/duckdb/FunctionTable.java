package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.StreamOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * What a call of a table function reads, as found out when its query was bound.
 *
 * @param namespace what to read
 * @param setName its set; empty for the whole namespace
 * @param fields the columns of the function's result
 * @param options how to read
 */
record FunctionTable(String namespace, String setName, List<Field> fields, StreamOptions options) {
    FunctionTable {
        fields = fields.stream().map(ValueRange::inFunction).toList();
        ColumnNames.requireColumns(fields);
    }

    /** Tells DuckDB the columns. */
    void declareColumns(DuckDBTableFunctionBindInfo info) throws SQLException {
        for (Field field : fields) {
            try (DuckDBLogicalType type = FunctionColumn.type(field)) {
                info.addResultColumn(field.getName(), type);
            }
        }
    }

    /** The columns that a query uses, in the order in which it wants them. */
    Schema projected(DuckDBTableFunctionInitInfo info) {
        List<Field> used = new ArrayList<>();
        for (long i = 0; i < info.getColumnCount(); i++) {
            used.add(fields.get(Math.toIntExact(info.getColumnIndex(i))));
        }
        return new Schema(used);
    }

    @Override
    public String toString() {
        return setName.isEmpty() ? "namespace " + namespace : namespace + "." + setName;
    }
}
