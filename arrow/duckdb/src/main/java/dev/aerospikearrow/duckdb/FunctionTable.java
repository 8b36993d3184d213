package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.stream.ValueRange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * The table that a call of a table function reads, as found out when its query was bound.
 *
 * @param set the set, or the whole namespace
 * @param fields the columns of the function's result
 * @param options how to read
 * @param retryTime for how long what can still succeed is tried again; empty for what the client's
 *     policies say
 */
record FunctionTable(
        SetName set, List<Field> fields, StreamOptions options, Optional<Duration> retryTime) {
    FunctionTable {
        fields = fields.stream().map(ValueRange::inFunction).toList();
        ColumnNames.requireColumns(fields);
    }

    /** The client with the policies that the call wants. */
    ColumnarClient over(ColumnarClient client) {
        if (retryTime.isEmpty()) {
            return client;
        }
        ClientConfig config = client.client().config();
        return client.with(config.batchPolicy().toBuilder().totalTimeout(retryTime.get()).build())
                .with(config.queryPolicy().toBuilder().retryTimeout(retryTime.get()).build());
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
        return set.toString();
    }
}
