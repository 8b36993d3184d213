package dev.aerospikearrow.protocol.message;

import java.util.BitSet;

/**
 * The receiver of the answer to one call: vectors, maps, a counter. It names the bins, takes the
 * records in blocks, has the result when all of them are there, and is closed once, whatever
 * happened. An attempt that is tried again goes on with the same answer.
 *
 * <p>Used by one thread at a time.
 *
 * @param <T> the result
 */
public interface Answer<T> extends RecordTaker, AutoCloseable {
    /** How the bins of records become the columns of blocks. */
    BinNames binNames();

    /**
     * Whether there is a result although a command for one record was answered with this code; for
     * any other the call fails.
     */
    default boolean accepts(int resultCode) {
        return resultCode == 0;
    }

    /**
     * Whether there is a use for what nodes say, besides the code, about single rows of a batch
     * that they refuse. They are asked to only then.
     */
    default boolean explainsRows() {
        return false;
    }

    /** The result, once everything is answered; asked for at most once. */
    T result();

    /**
     * The call fails: what its caller is told instead of {@code cause}.
     *
     * @param rowsInDoubt the rows of a batch without a final answer that may have been carried out
     */
    default RuntimeException failure(RuntimeException cause, BitSet rowsInDoubt) {
        return cause;
    }

    /** Releases what is held besides the result. */
    @Override
    default void close() {}
}
