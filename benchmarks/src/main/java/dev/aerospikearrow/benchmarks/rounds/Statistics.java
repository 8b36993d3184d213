package dev.aerospikearrow.benchmarks.rounds;

import java.util.Arrays;

/** Statistics of many numbers. */
public final class Statistics {
    /** With fewer values, none is called an outlier. */
    static final int LEAST_FOR_TRIMMING = 5;

    /**
     * How many interquartile ranges beyond the quartiles a value is an outlier (Tukey's fences).
     */
    private static final double FENCE = 1.5;

    private Statistics() {}

    /**
     * The value in the middle; the mean of both if there are two.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static double median(double... values) {
        return quantile(values, 0.5);
    }

    /**
     * The value below which a fraction of the values lies, between two values in proportion.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static double quantile(double[] values, double fraction) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is no quantile of no values.");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = fraction * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
    }

    /**
     * The values without outliers: those further from the quartiles than one and a half times the
     * distance between the quartiles.
     */
    public static double[] withoutOutliers(double... values) {
        if (values.length < LEAST_FOR_TRIMMING) {
            return values;
        }
        double lower = quantile(values, 0.25);
        double upper = quantile(values, 0.75);
        double margin = FENCE * (upper - lower);
        return Arrays.stream(values)
                .filter(value -> value >= lower - margin && value <= upper + margin)
                .toArray();
    }

    /**
     * The smallest of the values that a fraction of them does not exceed: the nearest rank.
     *
     * @param sorted ascending, at least one
     */
    public static long percentile(long[] sorted, double fraction) {
        int rank = (int) Math.ceil(fraction * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
