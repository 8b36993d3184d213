package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/** A call that failed. The message says what, where, what was found and what to do. */
public class AerospikeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean inDoubt;

    /**
     * @param message what failed
     * @param cause what was behind it, if anything
     * @param inDoubt see {@link #inDoubt()}
     */
    public AerospikeException(String message, @Nullable Throwable cause, boolean inDoubt) {
        super(
                inDoubt
                        ? message + " The write is in doubt: it may have been carried out."
                        : message,
                cause);
        this.inDoubt = inDoubt;
    }

    /** Says the same as another one, which is its cause. */
    AerospikeException(AerospikeException told) {
        super(told.getMessage(), told);
        inDoubt = told.inDoubt;
    }

    /** Whether a write was sent and not answered, so that it may have been carried out. */
    public boolean inDoubt() {
        return inDoubt;
    }
}
