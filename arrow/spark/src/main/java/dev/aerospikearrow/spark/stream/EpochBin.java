package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.write.RecordMode;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The bin that has the marks of a streaming query, and what goes with it.
 *
 * @param bin its name
 * @param queryId of the query
 * @param orderColumn the column that says which row of a key is the last; null if a key has one row
 */
record EpochBin(String bin, String queryId, @Nullable String orderColumn) implements Serializable {

    /**
     * Reads and checks what the options say of it.
     *
     * @return empty if no bin is named
     * @throws IllegalArgumentException if something does not go with it
     */
    static Optional<EpochBin> of(
            ConnectorOptions options, StructType columns, RecordMode mode, String queryId) {
        Optional<String> bin = options.value(OptionName.EPOCH_BIN);
        Optional<String> order = options.value(OptionName.ORDER_COLUMN);
        if (bin.isEmpty()) {
            require(
                    order.isEmpty(),
                    OptionName.ORDER_COLUMN.key()
                            + " is about rows of one key in one epoch, whose order counts with "
                            + OptionName.EPOCH_BIN.key()
                            + " only. Give that, too");
            return Optional.empty();
        }
        require(
                !Arrays.asList(columns.fieldNames()).contains(bin.get()),
                OptionName.EPOCH_BIN.key()
                        + " is a bin for the marks of the query alone, but "
                        + bin.get()
                        + " is a column. Name another bin");
        require(
                mode != RecordMode.CREATE_ONLY,
                OptionName.WRITE_MODE.key()
                        + " create_only refuses records that the same epoch has created before it was"
                        + " run again, whatever "
                        + OptionName.EPOCH_BIN.key()
                        + " says. Leave out one of the two");
        require(
                options.value(OptionName.GENERATION_COLUMN).isEmpty(),
                OptionName.GENERATION_COLUMN.key()
                        + " refuses records that the same epoch has changed before it was run again,"
                        + " whatever "
                        + OptionName.EPOCH_BIN.key()
                        + " says. Leave out one of the two");
        require(
                order.isEmpty() || Arrays.asList(columns.fieldNames()).contains(order.get()),
                OptionName.ORDER_COLUMN.key()
                        + " names column "
                        + order.orElse("")
                        + ", which is not there. Columns: "
                        + String.join(", ", columns.fieldNames()));
        return Optional.of(new EpochBin(bin.get(), queryId, order.orElse(null)));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise + ".");
        }
    }

    /** The columns with that of the marks behind them. */
    StructType behind(StructType columns) {
        return columns.add(new StructField(bin, DataTypes.StringType, false, Metadata.empty()));
    }

    EpochMark mark(long epoch) {
        return new EpochMark(queryId, epoch);
    }
}
