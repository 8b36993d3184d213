package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.AerospikeException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a batch leaves when it ends.
 *
 * @param <T> the result
 */
public interface BatchOutcome<T> {
    /** Every row has its final answer. */
    T complete();

    /**
     * The batch fails: what its caller is told instead of {@code cause}.
     *
     * @param rowsInDoubt the rows without a final answer that may have been carried out
     */
    default AerospikeException incomplete(AerospikeException cause, BitSet rowsInDoubt) {
        return cause;
    }

    /** For those who only want what went into the sink. */
    static BatchOutcome<@Nullable Void> nothing() {
        return () -> null;
    }
}
