package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.RecordSnapshot;

/** A compiled filter expression (docs/docs/internals/wire.md, section 10). Thread-safe. */
@FunctionalInterface
public interface RecordFilter {
    /** For requests without a filter. */
    RecordFilter ALL = record -> true;

    /**
     * Compiles a packed expression, once per request.
     *
     * @param nowNanos the time of the request, in nanoseconds since 1970
     * @throws RequestException PARAMETER if it is malformed or not boolean
     */
    static RecordFilter compile(byte[] bytes, int offset, int length, long nowNanos) {
        CompiledExpression expression = CompiledExpression.compile(bytes, offset, length);
        if (!expression.isBoolean()) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return record -> expression.matches(record, nowNanos);
    }

    /** Whether the expression is true for the record; unknown counts as false. */
    boolean matches(RecordSnapshot record);
}
