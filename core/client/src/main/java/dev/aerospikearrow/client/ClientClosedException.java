package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/** A call of a client that is closed, or was closed while the call ran. */
public final class ClientClosedException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed
     * @param cause what was behind it, if anything
     * @param inDoubt see {@link #inDoubt()}
     */
    public ClientClosedException(String message, @Nullable Throwable cause, boolean inDoubt) {
        super(message, cause, inDoubt);
    }
}
