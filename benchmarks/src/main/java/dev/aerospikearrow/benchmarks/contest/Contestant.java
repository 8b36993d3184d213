package dev.aerospikearrow.benchmarks.contest;

/** Somebody who does a piece of work in a way of their own. */
public interface Contestant {
    /** What they use. */
    String title();

    /** Prepares a run, which is not measured. */
    default void prepare() throws Exception {}

    /** Does the work. */
    void run() throws Exception;

    /** Does the work, too, and looks at what comes of it. */
    Outcome outcome() throws Exception;
}
