package dev.aerospikearrow.columnar;

/**
 * How many records a sample has. Immutable; made from {@link #DEFAULT} with the {@code with}
 * methods, each of which returns another object.
 *
 * @param maxRecords at most this many records, 1 or more
 */
public record InferenceOptions(long maxRecords) {
    /** Records of a sample, unless another number is chosen. */
    public static final long DEFAULT_MAX_RECORDS = 1_000;

    /** The options with every default. */
    public static final InferenceOptions DEFAULT = new InferenceOptions(DEFAULT_MAX_RECORDS);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code maxRecords} is not positive
     */
    public InferenceOptions {
        if (maxRecords <= 0) {
            throw new IllegalArgumentException(
                    "A sample has 1 or more records, not " + maxRecords + ".");
        }
    }

    /** The same with another number of records. */
    public InferenceOptions withMaxRecords(long limit) {
        return new InferenceOptions(limit);
    }
}
