package dev.aerospikearrow.benchmarks.text;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as tables show them: as many digits as the rounds can tell, and thousands apart. */
public final class Numbers {
    /** Where there is no number. */
    public static final String NONE = "–";

    private Numbers() {}

    /** Three digits that count. */
    public static String significant(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (magnitude >= 10) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(
                Locale.ROOT, magnitude >= 1 || magnitude == 0 ? "%.2f" : "%.3f", value);
    }

    /** The same; {@link #NONE} where there is none. */
    public static String significant(OptionalDouble value) {
        return value.isPresent() ? significant(value.getAsDouble()) : NONE;
    }

    /** A rate. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }

    /** A time of microseconds in milliseconds. */
    public static String millis(double micros) {
        double value = micros / 1e3;
        return String.format(
                Locale.ROOT, value < 0.01 ? "%.5f" : value < 1 ? "%.4f" : "%.3f", value);
    }

    /** Half the distance between the quartiles. */
    public static String spread(double relative) {
        return String.format(Locale.ROOT, "±%.1f %%", relative * 100);
    }

    /** As aerospike-py's tables say it: more than 1 is faster. */
    public static String speedUp(OptionalDouble ratio) {
        if (ratio.isEmpty()) {
            return NONE;
        }
        double value = ratio.getAsDouble();
        return value >= 1
                ? String.format(Locale.ROOT, "%.2fx faster", value)
                : String.format(Locale.ROOT, "%.2fx slower", 1 / value);
    }
}
