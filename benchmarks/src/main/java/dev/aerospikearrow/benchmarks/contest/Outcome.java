package dev.aerospikearrow.benchmarks.contest;

/**
 * What tells rows from other rows, whatever their order.
 *
 * @param rows how many they are
 * @param hashes the sum of their hashes, each of the values of all columns
 */
public record Outcome(long rows, long hashes) {
    /** No rows. */
    public static final Outcome NONE = new Outcome(0, 0);

    /** That of these rows and others. */
    public Outcome plus(Outcome other) {
        return new Outcome(rows + other.rows, hashes + other.hashes);
    }
}
