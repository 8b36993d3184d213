package dev.aerospikearrow.server.message;

import dev.aerospikearrow.data.ResultCode;

/**
 * A request, or a row of one, cannot be carried out; its answer is a result code. Cheap to throw:
 * it has no stack trace.
 */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int resultCode;
    private final int subcode;
    private final String explanation;

    public RequestException(ResultCode resultCode) {
        this(resultCode.code());
    }

    public RequestException(int resultCode) {
        this(resultCode, 0, "");
    }

    /**
     * @param subcode which of the code's causes it is; 0 if there are no others
     * @param explanation why, in words; empty if the code says all
     */
    public RequestException(int resultCode, int subcode, String explanation) {
        super(ResultCode.describe(resultCode), null, false, false);
        this.resultCode = resultCode;
        this.subcode = subcode;
        this.explanation = explanation;
    }

    public int resultCode() {
        return resultCode;
    }

    /** Which of the code's causes it is; 0 if there are no others. */
    int subcode() {
        return subcode;
    }

    /** Why, in words; empty if the code says all. */
    String explanation() {
        return explanation;
    }
}
