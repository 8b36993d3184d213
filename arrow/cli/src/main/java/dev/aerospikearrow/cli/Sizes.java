package dev.aerospikearrow.cli;

import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Locale;

/** Numbers of bytes for people. */
final class Sizes {
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
}
