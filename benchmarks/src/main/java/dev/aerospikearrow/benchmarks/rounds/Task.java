package dev.aerospikearrow.benchmarks.rounds;

/** Work of this process, to be done once in each round. */
@FunctionalInterface
public interface Task extends AutoCloseable {
    /**
     * The work of a round.
     *
     * @param latencies takes how long each call took
     * @return how many operations were done
     */
    long run(LatencyLog latencies) throws Exception;

    @Override
    default void close() {}
}
