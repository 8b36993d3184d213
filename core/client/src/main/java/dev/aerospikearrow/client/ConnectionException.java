package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/** A failure to reach a node, or a connection that broke, where no retry helped. */
public final class ConnectionException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed
     * @param cause what was behind it, if anything
     * @param inDoubt see {@link #inDoubt()}
     */
    public ConnectionException(String message, @Nullable Throwable cause, boolean inDoubt) {
        super(message, cause, inDoubt);
    }
}
