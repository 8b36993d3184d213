package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.write.RecordMode;
import dev.aerospikearrow.spark.write.TaskPlan;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * What rows of one key in one epoch come to. The nodes take one row for each key and epoch, so that
 * several become the one that does what all of them, one after the other, would do.
 */
final class RowsOfKeys {
    private final TaskPlan plan;
    private final EpochBin epochs;
    private final StructField[] columns;
    private final int key;
    private final Set<Integer> bins = new HashSet<>();
    private final boolean nullsChangeNothing;

    /**
     * @param plan of rows that have their mark
     */
    RowsOfKeys(TaskPlan plan, EpochBin epochs) {
        this.plan = plan;
        this.epochs = epochs;
        columns = plan.columns().fields();
        key = plan.columns().fieldIndex(plan.keyColumn());
        for (String bin : plan.binColumns()) {
            if (!bin.equals(epochs.bin())) {
                bins.add(plan.columns().fieldIndex(bin));
            }
        }
        boolean deletes =
                plan.options().choice(OptionName.WRITE_NULLS, OnNull.class).orElse(OnNull.LEAVE)
                        == OnNull.DELETE;
        nullsChangeNothing = !(deletes && keepsBins(plan.mode()));
    }

    private static boolean keepsBins(RecordMode mode) {
        return mode == RecordMode.UPDATE || mode == RecordMode.UPDATE_ONLY;
    }

    /** Whether a row has nothing to write but its mark. */
    boolean isEmpty(InternalRow row) {
        return nullsChangeNothing && bins.stream().allMatch(row::isNullAt);
    }

    /** Whether two rows are of one key. */
    boolean isSameKey(InternalRow row, InternalRow other) {
        Object value = value(row, key);
        return value != null && Objects.deepEquals(value, value(other, key));
    }

    private @Nullable Object value(InternalRow row, int column) {
        return row.isNullAt(column) ? null : row.get(column, columns[column].dataType());
    }

    /**
     * The row that does what two of one key do.
     *
     * @param later comes after the other one by the column of the order
     * @throws AerospikeException if it cannot be told which is the later one
     */
    InternalRow merge(InternalRow earlier, InternalRow later) {
        String order = epochs.orderColumn();
        if (order == null) {
            throw twice(
                    later,
                    "which is the last cannot be told. Name the column that tells with "
                            + OptionName.ORDER_COLUMN.key()
                            + ", or leave one row of each key, with dropDuplicates or an"
                            + " aggregate");
        }
        int ordinal = plan.columns().fieldIndex(order);
        if (Objects.deepEquals(value(earlier, ordinal), value(later, ordinal))) {
            throw twice(
                    later,
                    "column "
                            + order
                            + ", which tells the last, is the same in both. Let it differ, or leave"
                            + " one row of each key");
        }
        if (!nullsChangeNothing || !keepsBins(plan.mode())) {
            return later.copy();
        }
        Object[] values = new Object[columns.length - 1];
        InternalRow kept = later.copy();
        for (int column = 0; column < values.length; column++) {
            boolean isLeft = bins.contains(column) && kept.isNullAt(column);
            values[column] = value(isLeft ? earlier : kept, column);
        }
        return new GenericInternalRow(values);
    }

    private AerospikeException twice(InternalRow row, String why) {
        return new AerospikeException(
                "An epoch has "
                        + keyText(row)
                        + " in two rows, and with "
                        + OptionName.EPOCH_BIN.key()
                        + " a record is written once in each epoch, but "
                        + why
                        + ".",
                null,
                false);
    }

    /** A row's key, for people. */
    String keyText(InternalRow row) {
        return keyText(plan.options().place(), value(row, key));
    }

    /** A key of a place, for people. */
    static String keyText(String place, @Nullable Object key) {
        String text =
                key instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(key);
        return "key " + place + " " + MessageValues.shown(text, "(hidden)");
    }
}
