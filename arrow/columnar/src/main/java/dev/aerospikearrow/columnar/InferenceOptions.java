package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.QueryPolicy;
import java.util.Objects;
import java.util.Optional;

/**
 * How many records a sample has, and how they are read. Immutable; made from {@link #DEFAULT} with
 * the {@code with} methods, each of which returns another object.
 *
 * @param maxRecords at most this many records, 1 or more
 * @param queryPolicy timeouts, and the filter that a record must satisfy; empty for the policy in
 *     the client's configuration
 */
public record InferenceOptions(long maxRecords, Optional<QueryPolicy> queryPolicy) {
    /** Records of a sample, unless another number is chosen. */
    public static final long DEFAULT_MAX_RECORDS = 1_000;

    /** The options with every default. */
    public static final InferenceOptions DEFAULT =
            new InferenceOptions(DEFAULT_MAX_RECORDS, Optional.empty());

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code maxRecords} is not positive
     */
    public InferenceOptions {
        Objects.requireNonNull(queryPolicy, "queryPolicy (empty for the client's)");
        if (maxRecords <= 0) {
            throw new IllegalArgumentException(
                    "A sample has 1 or more records, not " + maxRecords + ".");
        }
    }

    /** The same with another number of records. */
    public InferenceOptions withMaxRecords(long limit) {
        return new InferenceOptions(limit, queryPolicy);
    }

    /** The same with another policy. */
    public InferenceOptions withQueryPolicy(QueryPolicy policy) {
        return new InferenceOptions(maxRecords, Optional.of(policy));
    }
}
