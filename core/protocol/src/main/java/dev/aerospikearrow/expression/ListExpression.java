package dev.aerospikearrow.expression;

import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.call.CallTarget;
import dev.aerospikearrow.protocol.call.ListCalls;

/**
 * The content of a list, inside an expression: {@code ListExpression.of(listBin("bin")).size()}.
 *
 * <p>An <em>index</em> is a position from 0, a <em>rank</em> a place in value order from 0 for the
 * smallest. Negative ones count from the end. An interval reaches from {@code begin} on to below
 * {@code end}; {@link Expressions#nil()} is below and {@link Expressions#infinity()} above
 * everything. Where one element is selected, the result's type must be said; several come as what
 * {@link ReturnType} says.
 *
 * <p>What modifies the list has the list as it is then as its value, of a list inside of another
 * value that value; the record stays as it is until the expression is written to a bin. Immutable.
 *
 * @see "docs/docs/internals/wire.md, sections 10 and 11"
 */
// What is inherited can be called without naming the class that declares it.
@SuppressWarnings("exports")
public final class ListExpression
        extends ListCalls<Expression, Expression, Expression, Expression> {
    private final CallTarget<Expression> target;

    private ListExpression(CallTarget<Expression> target) {
        super(target);
        this.target = target;
    }

    /** Looks into a list, mostly {@link Expressions#listBin}. */
    public static ListExpression of(Expression list) {
        return of(list, CollectionPath.root());
    }

    /**
     * Looks into a list inside another list or map.
     *
     * @param outer the list or map, mostly a bin
     * @param path the way from there
     */
    public static ListExpression of(Expression outer, CollectionPath path) {
        return new ListExpression(new ContentTarget(outer, path));
    }

    private ListExpression typed(Expression.Type resultType) {
        return new ListExpression(call -> target.accept(call.as(resultType)));
    }

    /** The element at an index, with its type. */
    public Expression getByIndex(
            Expression index, ReturnType returnType, Expression.Type resultType) {
        return typed(resultType).getByIndex(index, returnType);
    }

    /** The element at a rank, with its type. */
    public Expression getByRank(
            Expression rank, ReturnType returnType, Expression.Type resultType) {
        return typed(resultType).getByRank(rank, returnType);
    }
}
