package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;

/**
 * A list or map operation that cannot be done; carries the code that the client is answered with.
 */
public final class CollectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int resultCode;

    public CollectionException(ResultCode resultCode, String what) {
        super(what, null, false, false);
        this.resultCode = resultCode.code();
    }

    /** One of docs/docs/internals/wire.md, section 14. */
    public int resultCode() {
        return resultCode;
    }
}
