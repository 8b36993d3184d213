package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/** A node that refuses the client's login. Nothing was sent to it. */
public final class LoginException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    private final int resultCode;

    /**
     * @param message which node, what it says, and what to do
     * @param resultCode what it answered, see {@link dev.aerospikearrow.data.ResultCode}; 0 if the
     *     password could not be had
     * @param cause what was behind it, if anything
     * @param inDoubt see {@link #inDoubt()}
     */
    public LoginException(
            String message, int resultCode, @Nullable Throwable cause, boolean inDoubt) {
        super(message, cause, inDoubt);
        this.resultCode = resultCode;
    }

    /** What the node answered; 0 if the password could not be had. */
    public int resultCode() {
        return resultCode;
    }
}
