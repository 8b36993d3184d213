package dev.aerospikearrow.benchmarks.suite.parameters;

import java.util.Locale;

/** The scenarios that there are, in the order in which all of them are run. */
public enum ScenarioName {
    /** Nine operations, each client in its usual way. */
    BASIC("Nine operations"),
    /** Put and get of records from tiny to very large. */
    DATA_SIZE("Size of the records"),
    /** Asynchronous clients with 1 to 500 operations under way. */
    CONCURRENCY("Operations under way"),
    /** Reads and writes in several shares. */
    MIXED("Reads and writes mixed"),
    /** Columns beside maps: batches of all sizes, and what is done with them. */
    COLUMNAR("Columns beside maps"),
    /** Every size of batch, single records, scans and streams, in many short turns. */
    SIDE_BY_SIDE("Side by side"),
    /** Requests of 1 to 200 keys beside CPU work in the same threads. */
    SERVING("Serving"),
    /** What a result occupies: heap, direct memory, resident size. */
    MEMORY("Memory");

    private final String title;

    ScenarioName(String title) {
        this.title = title;
    }

    /** For headings. */
    public String title() {
        return title;
    }

    /** As in the parameter and in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
