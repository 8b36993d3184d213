package dev.aerospikearrow.cli;

import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Locale;

/** Numbers of bytes, and how fast rows went, for people. */
final class Sizes {
    private static final int ROWS_OF_A_RATE = 1000;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Sizes() {}

    /** {@code 1.4 MB}. */
    static String text(long bytes) {
        if (bytes < 1000) {
            return Quantity.of(bytes, "byte");
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1000 && unit + 1 < UNITS.length) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    /** {@code , 2.5 s, 80,000 rows/s}; a few rows tell nothing of a rate. */
    static String pace(double seconds, long rows) {
        return String.format(Locale.ROOT, ", %.1f s", seconds)
                + (rows < ROWS_OF_A_RATE
                        ? ""
                        : String.format(Locale.ROOT, ", %,.0f rows/s", rows / seconds));
    }
}
