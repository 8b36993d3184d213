package dev.aerospikearrow.benchmarks.suite.data;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what a client read or wrote with what it should be. */
public final class Cells {
    private Cells() {}

    /**
     * Requires one record.
     *
     * @param who for the message
     * @param found null if the record is missing
     * @param shape the bins that should be there
     * @throws IllegalStateException if it differs; the message has both
     */
    public static void require(
            String who,
            Dataset data,
            int row,
            @Nullable Map<String, Object> found,
            RecordShape shape) {
        Map<String, Object> expected = data.isStored(row) ? shape.record(row) : null;
        if (!same(expected, found)) {
            throw new IllegalStateException(
                    who
                            + ": record "
                            + data.key(row)
                            + " of set "
                            + data.setName()
                            + " is "
                            + text(found)
                            + ", but should be "
                            + text(expected)
                            + ".");
        }
    }

    private static boolean same(
            @Nullable Map<String, Object> expected, @Nullable Map<String, Object> found) {
        if (expected == null || found == null) {
            return expected == found;
        }
        return expected.keySet().equals(found.keySet())
                && expected.keySet().stream()
                        .allMatch(bin -> Objects.deepEquals(expected.get(bin), found.get(bin)));
    }

    private static String text(@Nullable Map<String, Object> record) {
        if (record == null) {
            return "missing";
        }
        StringBuilder text = new StringBuilder();
        record.forEach(
                (bin, value) -> {
                    String shown =
                            value instanceof byte[] bytes
                                    ? HexFormat.of()
                                            .formatHex(
                                                    Arrays.copyOf(
                                                            bytes, Math.min(16, bytes.length)))
                                    : value.toString();
                    text.append(text.isEmpty() ? "" : ", ").append(bin).append('=').append(shown);
                });
        return text.toString();
    }
}
