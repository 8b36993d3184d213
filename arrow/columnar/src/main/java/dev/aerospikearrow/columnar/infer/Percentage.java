package dev.aerospikearrow.columnar.infer;

import java.util.Locale;

/** Shares of counts, as people read them. */
public final class Percentage {
    private Percentage() {}

    /** One decimal place. What is not all is never 100.0%, and what is not nothing never 0.0%. */
    public static String of(long count, long total) {
        if (total == 0) {
            return "0.0%";
        }
        long thousandths = Math.round(1_000.0 * count / total);
        if (count < total) {
            thousandths = Math.min(thousandths, 999);
        }
        if (count > 0) {
            thousandths = Math.max(thousandths, 1);
        }
        return String.format(Locale.ROOT, "%.1f%%", thousandths / 10.0);
    }
}
