package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.engine.FilterEvaluator;
import dev.aerospikearrow.server.engine.RecordFilter;
import dev.aerospikearrow.server.engine.RequestException;

/** A compiler of filters of requests and rows. Stateless and thread-safe. */
public final class ExpressionEvaluator implements FilterEvaluator {
    @Override
    public RecordFilter compile(byte[] bytes, int offset, int length, long nowNanos) {
        CompiledExpression expression = CompiledExpression.compile(bytes, offset, length);
        if (!expression.isBoolean()) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return record -> expression.matches(record, nowNanos);
    }
}
