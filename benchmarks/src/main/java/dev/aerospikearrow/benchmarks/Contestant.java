package dev.aerospikearrow.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client that takes part in comparisons, in one way of using it. */
public interface Contestant extends AutoCloseable {
    /** A piece of work, ready to be done many times by one thread. */
    @FunctionalInterface
    interface Call {
        /**
         * Does it once.
         *
         * @param firstRow where in the table to start
         * @return how many records were read, each of which was found
         */
        int run(int firstRow) throws Exception;
    }

    /** What this client has for a kind of work; empty if it has nothing. */
    Optional<Call> prepare(Work work);

    /**
     * The cells of the rows {@code firstRow} to {@code firstRow + count - 1}, read as in a batch,
     * to check that every contestant reads the same.
     */
    List<Map<String, Object>> cells(SampleTable table, int firstRow, int count);

    @Override
    void close();
}
