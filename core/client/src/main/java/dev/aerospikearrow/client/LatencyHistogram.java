package dev.aerospikearrow.client;

import java.time.Duration;
import java.util.Locale;

/**
 * A histogram of how long things took. Its buckets grow with what they hold, so that a percentile
 * is at most an eighth too high, from a microsecond to four minutes. Immutable.
 */
public final class LatencyHistogram {
    /** How many buckets there are. */
    public static final int BUCKET_COUNT = 8 + 28 * 8;

    /** A histogram of nothing. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(new long[BUCKET_COUNT], 0, 0);

    /** The first eight buckets are so wide; every eight that follow are twice as wide. */
    private static final int UNIT_SHIFT = 7;

    private static final int MANTISSA_BITS = 3;
    private static final int PER_OCTAVE = 1 << MANTISSA_BITS;

    private final long[] counts;
    private final long count;
    private final long totalNanos;
    private final long maxNanos;

    private LatencyHistogram(long[] counts, long totalNanos, long maxNanos) {
        this.counts = counts;
        this.totalNanos = totalNanos;
        this.maxNanos = maxNanos;
        long sum = 0;
        for (long bucket : counts) {
            sum += bucket;
        }
        count = sum;
    }

    /**
     * A histogram of counted buckets.
     *
     * @param bucketCounts how many there are in each of the {@value #BUCKET_COUNT} buckets; copied
     * @param totalNanos how long all took together
     * @param maxNanos how long the longest took
     */
    public static LatencyHistogram of(long[] bucketCounts, long totalNanos, long maxNanos) {
        if (bucketCounts.length != BUCKET_COUNT) {
            throw new IllegalArgumentException(
                    "A histogram has " + BUCKET_COUNT + " buckets, not " + bucketCounts.length);
        }
        return new LatencyHistogram(bucketCounts.clone(), totalNanos, maxNanos);
    }

    /** The bucket of what took so long; the last one has all that is longer. */
    public static int bucketOf(long nanos) {
        long units = Math.max(0, nanos) >>> UNIT_SHIFT;
        if (units < PER_OCTAVE) {
            return (int) units;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
        int mantissa = (int) (units >>> (exponent - MANTISSA_BITS)) & (PER_OCTAVE - 1);
        int bucket = PER_OCTAVE * (exponent - MANTISSA_BITS + 1) + mantissa;
        return Math.min(bucket, BUCKET_COUNT - 1);
    }

    /** The first duration, in nanoseconds, that is too long for a bucket. */
    public static long limitNanos(int bucket) {
        if (bucket < PER_OCTAVE) {
            return (bucket + 1L) << UNIT_SHIFT;
        }
        int octave = bucket / PER_OCTAVE - 1;
        return (PER_OCTAVE + bucket % PER_OCTAVE + 1L) << (octave + UNIT_SHIFT);
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** How many there are in a bucket. */
    public long count(int bucket) {
        return counts[bucket];
    }

    /** How long all took together. */
    public Duration total() {
        return Duration.ofNanos(totalNanos);
    }

    /** The mean; zero if there is nothing. */
    public Duration mean() {
        return Duration.ofNanos(count == 0 ? 0 : totalNanos / count);
    }

    /** The longest; of a {@link #minus difference}, the longest since the client was made. */
    public Duration max() {
        return Duration.ofNanos(maxNanos);
    }

    /**
     * How long so many of a hundred took at most; zero if there is nothing.
     *
     * @param percent above 0, up to 100
     */
    public Duration percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent is above 0, up to 100, not " + percent);
        }
        long wanted = Math.max(1, (long) Math.ceil(count * percent / 100));
        long seen = 0;
        for (int bucket = 0; bucket < BUCKET_COUNT && count > 0; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Duration.ofNanos(Math.min(limitNanos(bucket), maxNanos));
            }
        }
        return Duration.ZERO;
    }

    /** What has come since an earlier one was taken. */
    public LatencyHistogram minus(LatencyHistogram earlier) {
        long[] difference = counts.clone();
        for (int bucket = 0; bucket < BUCKET_COUNT; bucket++) {
            difference[bucket] -= earlier.counts[bucket];
        }
        return new LatencyHistogram(difference, totalNanos - earlier.totalNanos, maxNanos);
    }

    /** For people: {@code 1200, mean 1.120 ms, p50 0.901 ms, p99 4.200 ms, max 7.015 ms}. */
    @Override
    public String toString() {
        return count == 0
                ? "none"
                : count
                        + ", mean "
                        + text(mean())
                        + ", p50 "
                        + text(percentile(50))
                        + ", p99 "
                        + text(percentile(99))
                        + ", max "
                        + text(max());
    }

    static String text(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }
}
