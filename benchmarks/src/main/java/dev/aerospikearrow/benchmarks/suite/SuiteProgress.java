package dev.aerospikearrow.benchmarks.suite;

import dev.aerospikearrow.benchmarks.rounds.RoundWatch;

/** The progress of a run: shows how far it is, and can stop it. */
public interface SuiteProgress extends RoundWatch, AutoCloseable {
    /**
     * The next piece of work starts.
     *
     * @param title what it is
     * @param partOfRound which part of a step each of its rounds is
     */
    void starts(String title, double partOfRound);

    @Override
    default void close() {}

    /** Shows nothing and stops nothing. */
    static SuiteProgress none() {
        return new SuiteProgress() {
            @Override
            public void starts(String title, double partOfRound) {}

            @Override
            public boolean goesOn() {
                return true;
            }

            @Override
            public void roundIsOver() {}
        };
    }
}
