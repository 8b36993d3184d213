package dev.aerospikearrow.expression;

import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.HllOperation;
import dev.aerospikearrow.protocol.call.CallModule;
import dev.aerospikearrow.protocol.call.ContentCall;
import dev.aerospikearrow.protocol.call.HllCalls;
import dev.aerospikearrow.protocol.wire.HllCode;

/**
 * The content of a HyperLogLog, inside an expression: {@code
 * HllExpression.of(hllBin("visitors")).getCount()}. Where sketches are expected, {@link
 * Expressions#hllBin} is one, and a list literal several. What modifies the sketch has the changed
 * sketch as its value; the record stays as it is until that is written to a bin. Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 11.2"
 */
// What is inherited can be called without naming the class that declares it.
@SuppressWarnings("exports")
public final class HllExpression extends HllCalls<Expression, Expression, Expression, Expression> {
    private final ContentTarget target;

    private HllExpression(ContentTarget target, HllOperation.Flag... flags) {
        super(target, HllOperation.Flag.bits(flags));
        this.target = target;
    }

    /**
     * Looks into a sketch, mostly {@link Expressions#hllBin}.
     *
     * @param flags of all modifications
     */
    public static HllExpression of(Expression sketch, HllOperation.Flag... flags) {
        return new HllExpression(new ContentTarget(sketch, CollectionPath.root()), flags);
    }

    /** 1 if all of a list of values may have been added, 0 if one was not for certain. */
    public Expression mayContain(Expression values) {
        return target.accept(
                ContentCall.read(
                        CallModule.HLL,
                        "hllMayContain",
                        HllCode.MAY_CONTAIN,
                        Expression.Type.INT,
                        values));
    }
}
