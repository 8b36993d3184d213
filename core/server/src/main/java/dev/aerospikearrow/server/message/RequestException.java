package dev.aerospikearrow.server.message;

import dev.aerospikearrow.data.ResultCode;

/**
 * A request, or a row of one, cannot be carried out; its answer is a result code. Cheap to throw:
 * it has no stack trace.
 */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int resultCode;

    public RequestException(ResultCode resultCode) {
        this(resultCode.code());
    }

    public RequestException(int resultCode) {
        super(ResultCode.describe(resultCode), null, false, false);
        this.resultCode = resultCode;
    }

    public int resultCode() {
        return resultCode;
    }
}
