package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.workload.Work;

/** A client that does less than it was asked for must not be measured as if it had done it. */
final class Expectation {
    private Expectation() {}

    /** Where records are missing on purpose, their number is checked before the rounds instead. */
    static void check(Work work, int firstRow, int found, int expected) {
        if (found != expected && work.data().missingPercent() == 0) {
            throw new IllegalStateException(
                    "Of the "
                            + expected
                            + " records of set "
                            + work.data().setName()
                            + " from "
                            + work.data().key(firstRow)
                            + " on, "
                            + found
                            + " were found or written.");
        }
    }
}
