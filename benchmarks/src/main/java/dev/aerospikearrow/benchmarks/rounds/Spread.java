package dev.aerospikearrow.benchmarks.rounds;

/**
 * The spread of one figure over the rounds.
 *
 * @param median the median of the rounds without outliers
 * @param lowerQuartile a quarter of the rounds lies below
 * @param upperQuartile a quarter of the rounds lies above
 * @param least the lowest round, outlier or not
 * @param most the highest round, outlier or not
 * @param outliers how many rounds the median does without
 */
public record Spread(
        double median,
        double lowerQuartile,
        double upperQuartile,
        double least,
        double most,
        int outliers) {

    /** Of at least one round. */
    static Spread of(double... values) {
        double[] trimmed = Statistics.withoutOutliers(values);
        return new Spread(
                Statistics.median(trimmed),
                Statistics.quantile(values, 0.25),
                Statistics.quantile(values, 0.75),
                Statistics.quantile(values, 0),
                Statistics.quantile(values, 1),
                values.length - trimmed.length);
    }

    /** Half the distance between the quartiles, relative to the median: 0.05 is ±5 %. */
    public double relative() {
        return median == 0 ? 0 : (upperQuartile - lowerQuartile) / 2 / median;
    }
}
