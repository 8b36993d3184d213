package dev.aerospikearrow.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void medianIsTheMiddleOrTheMeanOfBothMiddles() {
        assertEquals(3, Statistics.median(5, 1, 3));
        assertEquals(2.5, Statistics.median(4, 1, 2, 3));
        assertEquals(7, Statistics.median(7));
    }

    @Test
    void quantilesLieBetweenValuesInProportion() {
        double[] values = {40, 10, 20, 30, 50};
        assertEquals(10, Statistics.quantile(values, 0));
        assertEquals(20, Statistics.quantile(values, 0.25));
        assertEquals(48, Statistics.quantile(values, 0.95), 1e-9);
        assertEquals(50, Statistics.quantile(values, 1));
    }

    @Test
    void noValuesHaveNoMedian() {
        assertThrows(IllegalArgumentException.class, Statistics::median);
    }

    @Test
    void valuesFarOutsideTheQuartilesAreOutliers() {
        assertArrayEquals(
                new double[] {10, 11, 12, 13}, Statistics.withoutOutliers(10, 11, 12, 13, 100));
        assertArrayEquals(
                new double[] {10, 11, 12, 13, 14}, Statistics.withoutOutliers(10, 11, 12, 13, 14));
    }

    @Test
    void fewValuesHaveNoOutliers() {
        assertArrayEquals(new double[] {1, 1, 1, 100}, Statistics.withoutOutliers(1, 1, 1, 100));
    }

    @Test
    void percentileIsTheNearestRank() {
        long[] sorted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertEquals(5, Statistics.percentile(sorted, 0.5));
        assertEquals(10, Statistics.percentile(sorted, 0.99));
        assertEquals(1, Statistics.percentile(sorted, 0));
    }
}
