package dev.aerospikearrow.benchmarks.suite.parameters;

import java.util.Locale;

/** The scenarios that there are, in the order in which all of them are run. */
public enum ScenarioName {
    /** Nine operations, each client in its usual way. */
    BASIC,
    /** Put and get of records from tiny to very large. */
    DATA_SIZE,
    /** Asynchronous clients with 1 to 500 operations under way. */
    CONCURRENCY,
    /** Reads and writes in several shares. */
    MIXED,
    /** Columns beside maps: batches of all sizes, and what is done with them. */
    COLUMNAR,
    /** Every size of batch, single records, scans and streams, in many short turns. */
    SIDE_BY_SIDE,
    /** Requests of 1 to 200 keys beside CPU work in the same threads. */
    SERVING,
    /** What a result occupies: heap, direct memory, resident size. */
    MEMORY;

    /** As in the parameter and in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
