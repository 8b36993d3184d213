package dev.aerospikearrow.spark.key;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.schema.MetadataColumns;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a table whose values name records. */
public final class KeyColumns {
    private record Known(KeyColumn column, DataType type) {}

    private final Map<String, Known> columns = new HashMap<>();

    /**
     * @param schema the table's, which may lack the metadata columns
     */
    public KeyColumns(StructType schema, ConnectorOptions options) {
        for (StructField column : schema.fields()) {
            add(column, options);
        }
        for (MetadataColumn column : MetadataColumns.of(options.keyType(), schema.fieldNames())) {
            add(new StructType().add(column.name(), column.dataType()).fields()[0], options);
        }
    }

    private void add(StructField field, ConnectorOptions options) {
        KeyColumn.of(field, options)
                .ifPresent(
                        column -> columns.put(field.name(), new Known(column, field.dataType())));
    }

    /** The column of a name, if its values name records. */
    public Optional<KeyColumn> find(String name) {
        return Optional.ofNullable(columns.get(name)).map(Known::column);
    }

    /** Whether a literal is of a column's own type. */
    boolean hasType(String name, DataType type) {
        Known known = columns.get(name);
        return known != null && known.type().equals(type);
    }
}
