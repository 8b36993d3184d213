package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A check of the columns that a streaming query writes to a table. Spark fits the rows of a
 * statement into the table's columns, and those of a stream it hands over as they are.
 */
final class StreamedColumns {
    /** Each has room for the ones before it. */
    private static final List<DataType> INTEGERS =
            List.of(
                    DataTypes.ByteType,
                    DataTypes.ShortType,
                    DataTypes.IntegerType,
                    DataTypes.LongType);

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
            StructField column = find(columns, field.name());
            if (column == null) {
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
            if (!isReadBack(field.dataType(), column.dataType())) {
                throw new IllegalArgumentException(
                        "Column "
                                + field.name()
                                + " of the stream is "
                                + field.dataType().sql()
                                + ", and that of table "
                                + table
                                + " is "
                                + column.dataType().sql()
                                + ". Spark does not convert the rows of a stream: CAST("
                                + field.name()
                                + " AS "
                                + column.dataType().sql()
                                + ").");
            }
        }
    }

    private static boolean isNoBin(String name, ConnectorOptions options) {
        return name.startsWith(MetadataColumn.PREFIX)
                || options.value(OptionName.TTL_COLUMN).filter(name::equals).isPresent()
                || options.value(OptionName.GENERATION_COLUMN).filter(name::equals).isPresent();
    }

    private static @Nullable StructField find(StructType columns, String name) {
        return Arrays.stream(columns.fields())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isReadBack(DataType written, DataType read) {
        int integer = INTEGERS.indexOf(written);
        return DataType.equalsIgnoreNullability(written, read)
                || integer >= 0 && integer <= INTEGERS.indexOf(read)
                || written.equals(DataTypes.FloatType) && read.equals(DataTypes.DoubleType)
                || written instanceof StringType && read instanceof StringType;
    }
}
