package dev.aerospikearrow.server.security;

import dev.aerospikearrow.data.ResultCode;

/** An admin command that is not carried out, and the code that it is answered with. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ResultCode code;

    Refusal(ResultCode code) {
        super(code.meaning(), null, false, false);
        this.code = code;
    }

    ResultCode code() {
        return code;
    }
}
