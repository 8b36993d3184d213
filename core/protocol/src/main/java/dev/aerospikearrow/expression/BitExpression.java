package dev.aerospikearrow.expression;

import dev.aerospikearrow.operation.BitOperation;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.protocol.call.BitCalls;

/**
 * The bits of a blob, inside an expression: {@code
 * BitExpression.of(blobBin("flags")).count(literal(0), literal(8))}. What modifies the blob has the
 * changed blob as its value; the record stays as it is until that is written to a bin. Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 11.1"
 */
// What is inherited can be called without naming the class that declares it.
@SuppressWarnings("exports")
public final class BitExpression extends BitCalls<Expression, Expression, Expression, Expression> {
    private BitExpression(Expression blob, BitOperation.Flag... flags) {
        super(new ContentTarget(blob, CollectionPath.root()), BitOperation.Flag.bits(flags));
    }

    /**
     * Looks into a blob, mostly {@link Expressions#blobBin}.
     *
     * @param flags of all modifications
     */
    public static BitExpression of(Expression blob, BitOperation.Flag... flags) {
        return new BitExpression(blob, flags);
    }
}
