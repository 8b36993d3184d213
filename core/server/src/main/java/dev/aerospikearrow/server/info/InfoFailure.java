package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoError;

/** An info command that cannot be carried out, and what it is answered with. */
final class InfoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient InfoError error;

    InfoFailure(ResultCode code, String text) {
        this(code.code(), text);
    }

    InfoFailure(int code, String text) {
        super(text, null, false, false);
        error = new InfoError(code, text);
    }

    /** The answer. */
    String answer() {
        return error.format();
    }
}
