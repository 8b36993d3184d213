package dev.aerospikearrow.benchmarks.rounds;

/** A client at a piece of work, to be measured in rounds. */
public interface Participant extends AutoCloseable {
    /** Where the code runs that is measured. */
    enum Place {
        /** In this process, whose compiler works on it while it runs. */
        THIS_PROCESS,
        /** In another one. */
        ELSEWHERE
    }

    /** Does one round. What it needs before or after is not in the result. */
    Round round() throws Exception;

    /** Where it runs. */
    default Place place() {
        return Place.THIS_PROCESS;
    }

    /** Releases what was prepared for the rounds. */
    @Override
    default void close() {}
}
