package dev.aerospikearrow.client.login;

import org.jspecify.annotations.Nullable;

/** A login that does not come about. The message is the rest of a sentence about the node. */
public final class LoginRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int resultCode;

    LoginRefusedException(String what, int resultCode, @Nullable Throwable cause) {
        super(what, cause);
        this.resultCode = resultCode;
    }

    /** What the node answered; 0 if it was not asked. */
    public int resultCode() {
        return resultCode;
    }
}
