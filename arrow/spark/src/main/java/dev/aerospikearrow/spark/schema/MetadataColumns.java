package dev.aerospikearrow.spark.schema;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.spark.option.UserKeyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The columns of every table that are not bins: {@code __key}, {@code __digest}, {@code
 * __generation}, {@code __ttl} and {@code __expiry}. They are read when they are selected by name.
 */
public final class MetadataColumns {
    private MetadataColumns() {}

    private record Column(String name, DataType dataType, String comment)
            implements org.apache.spark.sql.connector.catalog.MetadataColumn {

        /** Only digests are there for every record: changes of rows name them so. */
        @Override
        public boolean isNullable() {
            return !name.equals(MetadataColumn.DIGEST.fieldName());
        }
    }

    /**
     * The metadata columns, in the order in which people list them.
     *
     * @param existing columns of the table; a schema that names one itself has it as a column of
     *     its own
     */
    public static org.apache.spark.sql.connector.catalog.MetadataColumn[] of(
            UserKeyType keyType, String[] existing) {
        List<Column> columns = new ArrayList<>();
        columns.add(
                new Column(
                        MetadataColumn.KEY.fieldName(),
                        type(keyType),
                        "user key; null if it is not stored with the record"));
        columns.add(
                new Column(
                        MetadataColumn.DIGEST.fieldName(),
                        DataTypes.BinaryType,
                        "20 bytes that name the record"));
        columns.add(
                new Column(
                        MetadataColumn.GENERATION.fieldName(),
                        DataTypes.IntegerType,
                        "how often the record was written"));
        columns.add(
                new Column(
                        MetadataColumn.TTL.fieldName(),
                        DataTypes.LongType,
                        "seconds left when it was read; null for never"));
        columns.add(
                new Column(
                        MetadataColumn.EXPIRY.fieldName(),
                        DataTypes.TimestampType,
                        "when it expires; null for never"));
        columns.removeIf(column -> Arrays.asList(existing).contains(column.name()));
        return columns.toArray(org.apache.spark.sql.connector.catalog.MetadataColumn[]::new);
    }

    private static DataType type(UserKeyType keyType) {
        return switch (keyType) {
            case STRING -> DataTypes.StringType;
            case INT -> DataTypes.IntegerType;
            case LONG -> DataTypes.LongType;
            case BYTES -> DataTypes.BinaryType;
        };
    }
}
