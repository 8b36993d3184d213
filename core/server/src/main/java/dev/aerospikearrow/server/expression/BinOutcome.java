package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.ParticleValue;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an operation on one bin. Errors are {@link RequestException}s.
 *
 * @param result what the operation answers; null for nothing
 * @param newValue what the bin becomes, a value of type NULL to remove it; null for no change
 */
public record BinOutcome(@Nullable ParticleValue result, @Nullable ParticleValue newValue) {
    /** Nothing to answer and nothing to change. */
    public static final BinOutcome NOTHING = new BinOutcome(null, null);
}
