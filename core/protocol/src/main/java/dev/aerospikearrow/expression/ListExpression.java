package dev.aerospikearrow.expression;

import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.wire.CollectionCode;

/**
 * The content of a list, inside an expression: {@code ListExpression.of(listBin("bin")).size()}.
 *
 * <p>An <em>index</em> is a position from 0, a <em>rank</em> a place in value order from 0 for the
 * smallest. Negative ones count from the end. An interval reaches from {@code begin} on to below
 * {@code end}; {@link Expressions#nil()} is below and {@link Expressions#infinity()} above
 * everything. Where one element is selected, the result's type must be said; several come as what
 * {@link ReturnType} says.
 *
 * @see "docs/docs/internals/wire.md, sections 10 and 11"
 */
public final class ListExpression {
    private final Expression list;
    private final CollectionPath path;

    private ListExpression(Expression list, CollectionPath path) {
        this.list = list;
        this.path = path;
    }

    /** Looks into a list, mostly {@link Expressions#listBin}. */
    public static ListExpression of(Expression list) {
        return new ListExpression(list, CollectionPath.root());
    }

    /**
     * Looks into a list inside another list or map.
     *
     * @param outer the list or map, mostly a bin
     * @param path the way from there
     */
    public static ListExpression of(Expression outer, CollectionPath path) {
        return new ListExpression(outer, path);
    }

    /** How many elements there are. */
    public Expression size() {
        return call("listSize", Expression.Type.INT, CollectionCode.LIST_SIZE);
    }

    /** The element at an index. */
    public Expression getByIndex(
            Expression index, ReturnType returnType, Expression.Type resultType) {
        return call(
                "listGetByIndex",
                resultType,
                CollectionCode.LIST_GET_BY_INDEX,
                CollectionExpression.code(returnType),
                index);
    }

    /** The elements from an index on. */
    public Expression getByIndexRange(Expression index, ReturnType returnType) {
        return call(
                "listGetByIndexRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_BY_INDEX_RANGE,
                CollectionExpression.code(returnType),
                index);
    }

    /** At most {@code count} elements from an index on. */
    public Expression getByIndexRange(Expression index, Expression count, ReturnType returnType) {
        return call(
                "listGetByIndexRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_BY_INDEX_RANGE,
                CollectionExpression.code(returnType),
                index,
                count);
    }

    /** The element at a rank. */
    public Expression getByRank(
            Expression rank, ReturnType returnType, Expression.Type resultType) {
        return call(
                "listGetByRank",
                resultType,
                CollectionCode.LIST_GET_BY_RANK,
                CollectionExpression.code(returnType),
                rank);
    }

    /** The elements from a rank on. */
    public Expression getByRankRange(Expression rank, ReturnType returnType) {
        return call(
                "listGetByRankRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_BY_RANK_RANGE,
                CollectionExpression.code(returnType),
                rank);
    }

    /** At most {@code count} elements from a rank on. */
    public Expression getByRankRange(Expression rank, Expression count, ReturnType returnType) {
        return call(
                "listGetByRankRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_BY_RANK_RANGE,
                CollectionExpression.code(returnType),
                rank,
                count);
    }

    /** All elements that equal a value. */
    public Expression getByValue(Expression value, ReturnType returnType) {
        return call(
                "listGetByValue",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_ALL_BY_VALUE,
                CollectionExpression.code(returnType),
                value);
    }

    /** All elements that equal an element of another list. */
    public Expression getByValueList(Expression values, ReturnType returnType) {
        return call(
                "listGetByValueList",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_BY_VALUE_LIST,
                CollectionExpression.code(returnType),
                values);
    }

    /** The elements in an interval. */
    public Expression getByValueInterval(Expression begin, Expression end, ReturnType returnType) {
        return call(
                "listGetByValueInterval",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_BY_VALUE_INTERVAL,
                CollectionExpression.code(returnType),
                begin,
                end);
    }

    /** The elements from a rank on that is counted from a value. */
    public Expression getByValueRelativeRankRange(
            Expression value, Expression rank, ReturnType returnType) {
        return call(
                "listGetByValueRelativeRankRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE,
                CollectionExpression.code(returnType),
                value,
                rank);
    }

    /** The same, at most {@code count} elements. */
    public Expression getByValueRelativeRankRange(
            Expression value, Expression rank, Expression count, ReturnType returnType) {
        return call(
                "listGetByValueRelativeRankRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE,
                CollectionExpression.code(returnType),
                value,
                rank,
                count);
    }

    private Expression call(
            String name, Expression.Type resultType, int code, Expression... arguments) {
        return CollectionExpression.call(name, resultType, code, path, list, arguments);
    }
}
