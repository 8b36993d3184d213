package dev.aerospikearrow.protocol.message;

/**
 * The receiver to which a {@link ReplyDecoder} hands records, block by block. Called by one thread
 * at a time.
 */
@FunctionalInterface
public interface RecordTaker {
    /**
     * Takes the records of a block.
     *
     * <p>Each is complete, lies inside the frame and, in a batch, was asked for and is answered
     * once. The block and its frame are lent: they are used again when this method returns.
     *
     * <p>What it throws does not disturb the connection: the decoder keeps the exception, reads on
     * to the end of the reply without handing anything over, and reports it there.
     *
     * @throws dev.aerospikearrow.protocol.wire.MalformedReplyException if a value turns out to be
     *     broken; this one ends the connection
     */
    void take(RecordBlock block);

    /**
     * A query could not serve a partition.
     *
     * @param resultCode why not
     */
    default void partitionUnavailable(int partitionId, int resultCode) {}
}
