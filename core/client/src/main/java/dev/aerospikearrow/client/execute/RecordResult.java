package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.protocol.message.RecordBlock;

/**
 * A maker of the result of one record of a block. Without a state of its own, so that one serves
 * any number of commands.
 *
 * @param <T> the result
 */
public interface RecordResult<T> {
    /**
     * Whether there is a result for this code; for any other the call fails with a {@link
     * dev.aerospikearrow.client.ServerException}.
     */
    default boolean accepts(int resultCode) {
        return resultCode == 0;
    }

    /** What the node says besides a code that is not accepted; empty for nothing. */
    default String reason(RecordBlock block, int record) {
        return "";
    }

    /**
     * The result.
     *
     * @param record which record of the block; its code is one that is accepted
     */
    T of(RecordBlock block, int record);
}
