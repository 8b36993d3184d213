package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.server.collection.Value;
import org.jspecify.annotations.Nullable;

/** A compiled part of an expression. Immutable. */
@FunctionalInterface
interface ExpressionNode {
    /** The value for a record; null for unknown, the third value of the logic. */
    @Nullable Value evaluate(Evaluation evaluation);
}
