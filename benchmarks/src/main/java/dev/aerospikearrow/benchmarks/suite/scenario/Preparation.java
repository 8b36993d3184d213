package dev.aerospikearrow.benchmarks.suite.scenario;

/** The preparation of a client's records, outside of what is measured. */
public enum Preparation {
    /** They are stored beforehand and read. */
    STORED,
    /** They are written, over those of the round before. */
    OVERWRITTEN,
    /** They are removed before each round, which writes them. */
    REMOVED_BEFORE_EACH_ROUND,
    /** They are stored before each round, which removes them. */
    STORED_BEFORE_EACH_ROUND,
    /** They are stored beforehand and changed. */
    CHANGED
}
