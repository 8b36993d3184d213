package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/** A call that got no complete answer in the time that its policy gives it. */
public final class RequestTimeoutException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed
     * @param cause what was behind it, if anything
     * @param inDoubt see {@link #inDoubt()}
     */
    public RequestTimeoutException(String message, @Nullable Throwable cause, boolean inDoubt) {
        super(message, cause, inDoubt);
    }
}
