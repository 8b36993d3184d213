package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RootBenchmarkTest {
    @Test
    void bothWaysMakeARootOfOneRowAndReleaseIt() {
        RootBenchmark benchmark = new RootBenchmark();
        assertEquals(1, benchmark.allocations());
        assertEquals(1, benchmark.slices());
        benchmark.close();
    }
}
