package dev.aerospikearrow.benchmarks.suite.workload;

/** How a batch is handed over. */
public enum Form {
    /** A map for each record. */
    MAPS,
    /** A column for each bin: Arrow vectors, or a NumPy array with fields. */
    COLUMNS
}
