package dev.aerospikearrow.examples.quickstart;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The median of some rounds, and the quartiles around it.
 *
 * @param lowerQuartile a quarter of the rounds lies below
 * @param median half of them
 * @param upperQuartile three quarters
 */
record Spread(double lowerQuartile, double median, double upperQuartile) {
    static Spread of(List<Usage> rounds, ToDoubleFunction<Usage> quantity) {
        double[] sorted = rounds.stream().mapToDouble(quantity).sorted().toArray();
        return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /** Between two values in proportion. */
    private static double quantile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
    }

    /** Half the distance between the quartiles, relative to the median: 0.05 is ±5 %. */
    double relative() {
        return median == 0 ? 0 : (upperQuartile - lowerQuartile) / 2 / median;
    }
}
