package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A check of the columns that a streaming query writes to a table. Spark fits the rows of a
 * statement into the table's columns, and those of a stream it hands over as they are.
 */
final class StreamedColumns {
    private StreamedColumns() {}

    /**
     * Checks that the table has all columns of the stream, and reads back what is written to them.
     *
     * @param table its name, for people
     * @param columns the table's
     * @throws IllegalArgumentException if one is not the table's, or is of another type there
     */
    static void require(
            StructType streamed, String table, StructType columns, ConnectorOptions options) {
        for (StructField field : streamed.fields()) {
            if (isNoBin(field.name(), options)) {
                continue;
            }
            Optional<DataType> type = typeOf(columns, field.name());
            if (type.isEmpty()) {
                throw new IllegalArgumentException(
                        "Column "
                                + field.name()
                                + " of the stream is none of table "
                                + table
                                + ", which has "
                                + String.join(", ", columns.fieldNames())
                                + ". Rename it, leave it out, or write with format(\"aerospike\"),"
                                + " which takes any column.");
            }
            if (!isReadBack(field.dataType(), type.get())) {
                throw new IllegalArgumentException(
                        "Column "
                                + field.name()
                                + " of the stream is "
                                + field.dataType().sql()
                                + ", and that of table "
                                + table
                                + " is "
                                + type.get().sql()
                                + ". Spark does not convert the rows of a stream: CAST("
                                + field.name()
                                + " AS "
                                + type.get().sql()
                                + ").");
            }
        }
    }

    private static boolean isNoBin(String name, ConnectorOptions options) {
        return name.startsWith(MetadataColumn.PREFIX)
                || options.value(OptionName.TTL_COLUMN).filter(name::equals).isPresent()
                || options.value(OptionName.GENERATION_COLUMN).filter(name::equals).isPresent();
    }

    private static Optional<DataType> typeOf(StructType columns, String name) {
        return Arrays.stream(columns.fields())
                .filter(it -> it.name().equals(name))
                .map(StructField::dataType)
                .findFirst();
    }

    private static boolean isReadBack(DataType written, DataType read) {
        return DataType.equalsIgnoreNullability(written, read)
                || TypeWidening.keepsIntegers(written, read)
                || written.equals(DataTypes.FloatType) && read.equals(DataTypes.DoubleType)
                || written instanceof StringType && read instanceof StringType;
    }
}
