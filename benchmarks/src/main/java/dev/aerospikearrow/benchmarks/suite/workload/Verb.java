package dev.aerospikearrow.benchmarks.suite.workload;

import java.util.Locale;

/** The kinds of operations on single records. */
public enum Verb {
    /** Writes all bins of a record that is not there. */
    PUT,
    /** Reads all bins. */
    GET,
    /** Reads one bin and adds 1 to another, at once. */
    OPERATE,
    /** Removes a record that is there. */
    REMOVE;

    /** For tables and JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
