package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Rows that were not written, as an exception with counts and the first keys. */
final class FailedRows {
    private static final int SHOWN_KEYS = 10;

    private FailedRows() {}

    /**
     * Checks a result.
     *
     * @param keys the rows' keys
     * @param before how many rows the task has written before
     * @throws AerospikeException if a row failed; one that had only nulls to write has not, nor has
     *     one of which the write's condition says that its record has it already
     */
    static void requireNone(WriteResult result, FieldVector keys, long before, String place) {
        List<WriteResult.CodeCount> failures =
                result.counts().stream().filter(it -> isFailure(it.resultCode())).toList();
        if (failures.isEmpty()) {
            return;
        }
        int failed = failures.stream().mapToInt(WriteResult.CodeCount::rowCount).sum();
        long written = before + result.writtenCount();
        throw new AerospikeException(
                String.format(
                        Locale.ROOT,
                        "%,d of %s %s not written to %s: %s. Keys of the first: %s. This task has"
                                + " written %s, which %s.",
                        failed,
                        Quantity.grouped(result.rowCount(), "row"),
                        failed == 1 ? "was" : "were",
                        place,
                        failures.stream().map(FailedRows::text).collect(Collectors.joining("; ")),
                        firstKeys(result, keys),
                        Quantity.grouped(written, "row"),
                        written == 1 ? "stays" : "stay"),
                null,
                result.inDoubtCount() > 0);
    }

    /** A count, and what is wrong with the first of them if the code does not say it. */
    private static String text(WriteResult.CodeCount failures) {
        String counted =
                failures.rowCount()
                        + " x "
                        + failures.description()
                        + RowAdvice.of(failures.resultCode());
        return failures.firstProblem().isEmpty()
                ? counted
                : counted + " (" + failures.firstKey() + ": " + failures.firstProblem() + ")";
    }

    private static boolean isFailure(int resultCode) {
        return resultCode != ResultCode.OK.code()
                && resultCode != ResultCode.FILTERED_OUT.code()
                && resultCode != WriteResult.NOTHING_TO_WRITE;
    }

    private static String firstKeys(WriteResult result, FieldVector keys) {
        List<String> shown = new ArrayList<>();
        for (int row = 0; row < result.rowCount() && shown.size() < SHOWN_KEYS; row++) {
            if (isFailure(result.resultCode(row))) {
                shown.add(MessageValues.shown(text(keys.getObject(row)), "(hidden)"));
            }
        }
        return String.join(", ", shown);
    }

    private static String text(@Nullable Object key) {
        return key instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(key);
    }
}
