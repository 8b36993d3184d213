package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/** A call whose thread was interrupted while it waited; its interrupt flag is set. */
public final class CallInterruptedException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed
     * @param cause what was behind it, if anything
     * @param inDoubt see {@link #inDoubt()}
     */
    public CallInterruptedException(String message, @Nullable Throwable cause, boolean inDoubt) {
        super(message, cause, inDoubt);
    }
}
