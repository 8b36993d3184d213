package dev.aerospikearrow.spark.filter;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.filter.BinFilter;
import dev.aerospikearrow.columnar.filter.FieldFilter;
import dev.aerospikearrow.columnar.filter.FilterColumns;
import dev.aerospikearrow.spark.schema.Columns;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a table's bins fill, and what the server can be asked about each. */
final class FilterableColumns implements FilterColumns {
    private record Column(DataType type, BinFilter filter) {}

    private final Map<String, Column> columns = new HashMap<>();

    FilterableColumns(StructType schema, OnMismatch onMismatch) {
        for (StructField column : schema.fields()) {
            Field field = Columns.arrowField(column);
            // Such as texts of another collation than that of their bytes.
            boolean otherForm = !Columns.sparkType(field).equals(column.dataType());
            FieldFilter.of(field, onMismatch)
                    .map(filter -> otherForm ? FieldFilter.presenceOf(filter) : filter)
                    .ifPresent(
                            filter ->
                                    columns.put(
                                            column.name(), new Column(column.dataType(), filter)));
        }
    }

    @Override
    public Optional<BinFilter> filter(String columnName) {
        return Optional.ofNullable(columns.get(columnName)).map(Column::filter);
    }

    /** Whether a literal is of a column's own type. */
    boolean hasType(String columnName, DataType type) {
        Column column = columns.get(columnName);
        return column != null && column.type().equals(type);
    }
}
