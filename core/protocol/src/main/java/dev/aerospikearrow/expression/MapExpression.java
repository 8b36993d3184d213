package dev.aerospikearrow.expression;

import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.call.CallTarget;
import dev.aerospikearrow.protocol.call.MapCalls;

/**
 * The content of a map, inside an expression: {@code
 * MapExpression.of(mapBin("bin")).getByKey(literal("unit"), VALUE, STRING)}.
 *
 * <p>An <em>index</em> is a position in key order from 0, a <em>rank</em> a place in value order
 * from 0 for the smallest. Negative ones count from the end. An interval reaches from {@code begin}
 * on to below {@code end}; {@link Expressions#nil()} is below and {@link Expressions#infinity()}
 * above everything. Where one element is selected, the result's type must be said; several come as
 * what {@link ReturnType} says.
 *
 * <p>What modifies the map has the map as it is then as its value, of a map inside of another value
 * that value; the record stays as it is until the expression is written to a bin. Immutable.
 *
 * @see "docs/docs/internals/wire.md, sections 10 and 11"
 */
// What is inherited can be called without naming the class that declares it.
@SuppressWarnings("exports")
public final class MapExpression
        extends MapCalls<Expression, Expression, Expression, Expression, Expression, Expression> {
    private final CallTarget<Expression> target;

    private MapExpression(CallTarget<Expression> target) {
        super(target);
        this.target = target;
    }

    /** Looks into a map, mostly {@link Expressions#mapBin}. */
    public static MapExpression of(Expression map) {
        return of(map, CollectionPath.root());
    }

    /**
     * Looks into a map inside another list or map.
     *
     * @param outer the list or map, mostly a bin
     * @param path the way from there
     */
    public static MapExpression of(Expression outer, CollectionPath path) {
        return new MapExpression(new ContentTarget(outer, path));
    }

    private MapExpression typed(Expression.Type resultType) {
        return new MapExpression(call -> target.accept(call.as(resultType)));
    }

    /** The entry with a key, with the type of what is returned of it. */
    public Expression getByKey(Expression key, ReturnType returnType, Expression.Type resultType) {
        return typed(resultType).getByKey(key, returnType);
    }

    /** The entry at an index, with the type of what is returned of it. */
    public Expression getByIndex(
            Expression index, ReturnType returnType, Expression.Type resultType) {
        return typed(resultType).getByIndex(index, returnType);
    }

    /** The entry at a rank, with the type of what is returned of it. */
    public Expression getByRank(
            Expression rank, ReturnType returnType, Expression.Type resultType) {
        return typed(resultType).getByRank(rank, returnType);
    }
}
