package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.protocol.message.RecordSink;

/**
 * Makes a result of the answer to a command for one record. It is fed like any sink; an answer that
 * is tried again is fed again, beginning with {@link #onRecord}.
 *
 * @param <T> the result
 */
public interface RecordReply<T> extends RecordSink {
    /**
     * Whether there is a result for this code; for any other the call fails with a {@link
     * dev.aerospikearrow.client.ServerException}.
     */
    boolean accepts(int resultCode);

    /** The result, once the answer is complete and its code accepted. */
    T result();
}
