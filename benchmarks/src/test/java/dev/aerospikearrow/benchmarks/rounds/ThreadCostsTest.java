package dev.aerospikearrow.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ThreadCostsTest {
    @Test
    void threadsThatEndedInBetweenAreLeftOutAndNewOnesCountWhole() {
        long[] startIds = {1, 2, 3};
        long[] start = {100, 5_000, 7};
        long[] endIds = {3, 1, 4, 5};
        long[] end = {10, 150, 1_000, -1};

        assertEquals(3 + 50 + 1_000, ThreadCosts.difference(startIds, start, endIds, end));
    }
}
