package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static LatencyHistogram of(long... nanos) {
        long[] counts = new long[LatencyHistogram.BUCKET_COUNT];
        long total = 0;
        long max = 0;
        for (long each : nanos) {
            counts[LatencyHistogram.bucketOf(each)]++;
            total += each;
            max = Math.max(max, each);
        }
        return LatencyHistogram.of(counts, total, max);
    }

    @Test
    void aBucketHoldsWhatIsBelowItsLimitAndNotBelowThatOfTheOneBefore() {
        for (int bucket = 0; bucket < LatencyHistogram.BUCKET_COUNT; bucket++) {
            long limit = LatencyHistogram.limitNanos(bucket);
            assertEquals(bucket, LatencyHistogram.bucketOf(limit - 1));
            assertEquals(
                    Math.min(bucket + 1, LatencyHistogram.BUCKET_COUNT - 1),
                    LatencyHistogram.bucketOf(limit));
        }
    }

    @Test
    void aLimitIsAtMostAnEighthAboveWhatTheBucketHolds() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long nanos = 1000 + (long) Math.exp(random.nextDouble() * Math.log(250e9));
            long limit = LatencyHistogram.limitNanos(LatencyHistogram.bucketOf(nanos));
            assertTrue(limit > nanos && limit <= nanos + nanos / 8 + 128, nanos + " " + limit);
        }
    }

    @Test
    void everythingHasItsBucketHoweverLong() {
        assertEquals(0, LatencyHistogram.bucketOf(0));
        assertEquals(0, LatencyHistogram.bucketOf(-5));
        assertEquals(LatencyHistogram.BUCKET_COUNT - 1, LatencyHistogram.bucketOf(Long.MAX_VALUE));
    }

    @Test
    void percentilesAreThoseOfTheSortedTimes() {
        long[] nanos = new long[1000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (i + 1) * 1_000_000L;
        }
        LatencyHistogram histogram = of(nanos);

        for (double percent : new double[] {0.1, 50, 99, 99.9, 100}) {
            double exact = Math.ceil(percent * 10) * 1e6;
            double told = histogram.percentile(percent).toNanos();
            assertTrue(told >= exact && told <= exact * 1.125 + 128, percent + ": " + told);
        }
        assertEquals(Duration.ofSeconds(1), histogram.max());
        assertEquals(Duration.ofSeconds(1), histogram.percentile(100));
        assertEquals(Duration.ofNanos(500_500_000), histogram.mean());
    }

    @Test
    void ofNothingAllIsZero() {
        assertEquals(0, LatencyHistogram.EMPTY.count());
        assertEquals(Duration.ZERO, LatencyHistogram.EMPTY.mean());
        assertEquals(Duration.ZERO, LatencyHistogram.EMPTY.percentile(99));
        assertEquals("none", LatencyHistogram.EMPTY.toString());
    }

    @Test
    void aDifferenceHasWhatCameSince() {
        LatencyHistogram earlier = of(1_000_000, 2_000_000);
        LatencyHistogram difference = of(1_000_000, 2_000_000, 7_000_000).minus(earlier);

        assertEquals(1, difference.count());
        assertEquals(Duration.ofMillis(7), difference.mean());
        assertEquals(Duration.ofMillis(7), difference.percentile(50));
    }

    @Test
    void aPercentileThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> LatencyHistogram.EMPTY.percentile(0));
        assertThrows(IllegalArgumentException.class, () -> LatencyHistogram.EMPTY.percentile(101));
    }
}
