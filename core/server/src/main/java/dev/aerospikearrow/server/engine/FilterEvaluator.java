package dev.aerospikearrow.server.engine;

import dev.aerospikearrow.data.ResultCode;

/** A compiler of filter expressions (docs/docs/internals/wire.md, section 10). Thread-safe. */
@FunctionalInterface
public interface FilterEvaluator {
    /** Refuses every expression. */
    FilterEvaluator UNSUPPORTED =
            (bytes, offset, length, nowNanos) -> {
                throw new RequestException(ResultCode.PARAMETER);
            };

    /**
     * Compiles a packed expression, once per request.
     *
     * @param bytes holds the packed expression; stays as it is while the filter is in use
     * @param nowNanos the time of the request, in nanoseconds since 1970
     * @throws RequestException PARAMETER if it is malformed or not boolean
     */
    RecordFilter compile(byte[] bytes, int offset, int length, long nowNanos);
}
