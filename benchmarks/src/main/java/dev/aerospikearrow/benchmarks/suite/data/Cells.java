package dev.aerospikearrow.benchmarks.suite.data;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A comparison of what a client read or wrote with what it should be. */
public final class Cells {
    private static final int SHOWN_BYTES = 16;
    private static final int SHOWN_CHARACTERS = 60;

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
            RecordLayout shape) {
        Map<String, Object> expected = data.isStored(row) ? shape.record(row) : null;
        if (!same(expected, found)) {
            throw new IllegalStateException(
                    who
                            + ": record "
                            + data.key(row)
                            + " of set "
                            + data.setName()
                            + " is "
                            + text(expected, found)
                            + ", but should be "
                            + text(found, expected)
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

    /** The cells of one record that differ from another. */
    private static String text(
            @Nullable Map<String, Object> other, @Nullable Map<String, Object> record) {
        if (record == null) {
            return "missing";
        }
        StringBuilder text = new StringBuilder();
        record.forEach(
                (bin, value) -> {
                    if (other == null || !Objects.deepEquals(other.get(bin), value)) {
                        text.append(text.isEmpty() ? "" : ", ").append(bin).append('=');
                        text.append(text(value));
                    }
                });
        return text.isEmpty() ? "without further bins" : text.toString();
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            byte[] first = Arrays.copyOf(bytes, Math.min(SHOWN_BYTES, bytes.length));
            return "blob " + HexFormat.of().formatHex(first);
        }
        String text = value instanceof String ? "\"" + value + "\"" : value.toString();
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    }
}
