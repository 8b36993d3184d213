package dev.aerospikearrow.benchmarks.contest;

import java.util.List;
import java.util.stream.Stream;

/**
 * A piece of work.
 *
 * @param rows the rows of a run: what rates and costs are told of
 * @param preparation what all contestants need, done once
 * @param others those that are compared
 * @param official the one that they are compared with
 */
public record Work(
        String title, long rows, Step preparation, List<Contestant> others, Contestant official) {
    /** Something that is done, and may fail. */
    @FunctionalInterface
    public interface Step {
        /** Does it. */
        void run() throws Exception;
    }

    /** What is done over the official client by hand. */
    public static final String BY_HAND = "official client, by hand";

    /** What is done with this project. */
    public static final String OURS = "aerospike-arrow";

    /** All contestants. */
    public List<Contestant> contestants() {
        return Stream.concat(others.stream(), Stream.of(official)).toList();
    }

    /**
     * Lets all contestants do the work, after its preparation.
     *
     * @return what all of them found
     * @throws IllegalStateException if two of them found something else
     */
    public Outcome requireSameOutcomes() throws Exception {
        Outcome expected = official.outcome();
        for (Contestant contestant : others) {
            Outcome found = contestant.outcome();
            if (!found.equals(expected)) {
                throw new IllegalStateException(
                        title
                                + ": \""
                                + contestant.title()
                                + "\" found "
                                + found
                                + ", but \""
                                + official.title()
                                + "\" found "
                                + expected
                                + ".");
            }
        }
        return expected;
    }
}
