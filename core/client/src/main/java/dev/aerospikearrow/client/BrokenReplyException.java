package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/**
 * A reply of a node that breaks the format. The message says which node and at which byte; the
 * connection was closed.
 */
public final class BrokenReplyException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed
     * @param cause what was behind it, if anything
     * @param inDoubt see {@link #inDoubt()}
     */
    public BrokenReplyException(String message, @Nullable Throwable cause, boolean inDoubt) {
        super(message, cause, inDoubt);
    }
}
