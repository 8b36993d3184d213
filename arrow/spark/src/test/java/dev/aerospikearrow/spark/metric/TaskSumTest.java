package dev.aerospikearrow.spark.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TaskSumTest {
    private static String shown(TaskSum.Unit unit, long... counts) {
        return new TaskSum("name", "for people", unit) {}.aggregateTaskMetrics(counts);
    }

    @Test
    void sumsAreShownInTheUnitThatSuitsThemAsSparkShowsItsOwn() {
        assertEquals("200,001", shown(TaskSum.Unit.COUNT, 200_000, 1));
        assertEquals("0", shown(TaskSum.Unit.COUNT));
        assertEquals("50.9 KiB", shown(TaskSum.Unit.BYTES, 52_000, 78));
        assertEquals("1.5 s", shown(TaskSum.Unit.MILLISECONDS, 1_000, 492));
        assertEquals("3 ms", shown(TaskSum.Unit.MILLISECONDS, 3));
    }
}
