package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;

/**
 * A list or map operation that cannot be done; carries the code that the client is answered with.
 */
public final class CollectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int resultCode;
    private final int subcode;

    public CollectionException(ResultCode resultCode, String what) {
        this(resultCode, 0, what);
    }

    CollectionException(ResultCode resultCode, int subcode, String what) {
        super(what, null, false, false);
        this.resultCode = resultCode.code();
        this.subcode = subcode;
    }

    /** One of docs/docs/internals/wire.md, section 14. */
    public int resultCode() {
        return resultCode;
    }

    /** Which of the code's causes it is; 0 if there are no others. */
    public int subcode() {
        return subcode;
    }
}
