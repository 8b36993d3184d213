package dev.aerospikearrow.client;

/**
 * A frame of a node's answer that is larger than the client's {@link ClientConfig#frameLimit()}.
 * Nothing of the frame was stored; the connection was closed.
 */
public final class ReplyTooLargeException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed
     * @param inDoubt see {@link #inDoubt()}
     */
    public ReplyTooLargeException(String message, boolean inDoubt) {
        super(message, null, inDoubt);
    }
}
