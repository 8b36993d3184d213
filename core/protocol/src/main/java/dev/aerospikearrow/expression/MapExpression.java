package dev.aerospikearrow.expression;

import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.wire.CollectionCode;

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
 * @see "docs/docs/internals/wire.md, sections 10 and 11"
 */
public final class MapExpression {
    private final Expression map;
    private final CollectionPath path;

    private MapExpression(Expression map, CollectionPath path) {
        this.map = map;
        this.path = path;
    }

    /** Looks into a map, mostly {@link Expressions#mapBin}. */
    public static MapExpression of(Expression map) {
        return new MapExpression(map, CollectionPath.root());
    }

    /**
     * Looks into a map inside another list or map.
     *
     * @param outer the list or map, mostly a bin
     * @param path the way from there
     */
    public static MapExpression of(Expression outer, CollectionPath path) {
        return new MapExpression(outer, path);
    }

    /** How many entries there are. */
    public Expression size() {
        return call("mapSize", Expression.Type.INT, CollectionCode.MAP_SIZE);
    }

    /** The entry with a key. */
    public Expression getByKey(Expression key, ReturnType returnType, Expression.Type resultType) {
        return call(
                "mapGetByKey",
                resultType,
                CollectionCode.MAP_GET_BY_KEY,
                CollectionExpression.code(returnType),
                key);
    }

    /** The entries with a key that a list has. */
    public Expression getByKeyList(Expression keys, ReturnType returnType) {
        return call(
                "mapGetByKeyList",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_KEY_LIST,
                CollectionExpression.code(returnType),
                keys);
    }

    /** The entries with keys in an interval. */
    public Expression getByKeyInterval(Expression begin, Expression end, ReturnType returnType) {
        return call(
                "mapGetByKeyInterval",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_KEY_INTERVAL,
                CollectionExpression.code(returnType),
                begin,
                end);
    }

    /** The entries from an index on that is counted from a key. */
    public Expression getByKeyRelativeIndexRange(
            Expression key, Expression index, ReturnType returnType) {
        return call(
                "mapGetByKeyRelativeIndexRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE,
                CollectionExpression.code(returnType),
                key,
                index);
    }

    /** The same, at most {@code count} entries. */
    public Expression getByKeyRelativeIndexRange(
            Expression key, Expression index, Expression count, ReturnType returnType) {
        return call(
                "mapGetByKeyRelativeIndexRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE,
                CollectionExpression.code(returnType),
                key,
                index,
                count);
    }

    /** The entry at an index. */
    public Expression getByIndex(
            Expression index, ReturnType returnType, Expression.Type resultType) {
        return call(
                "mapGetByIndex",
                resultType,
                CollectionCode.MAP_GET_BY_INDEX,
                CollectionExpression.code(returnType),
                index);
    }

    /** The entries from an index on. */
    public Expression getByIndexRange(Expression index, ReturnType returnType) {
        return call(
                "mapGetByIndexRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_INDEX_RANGE,
                CollectionExpression.code(returnType),
                index);
    }

    /** At most {@code count} entries from an index on. */
    public Expression getByIndexRange(Expression index, Expression count, ReturnType returnType) {
        return call(
                "mapGetByIndexRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_INDEX_RANGE,
                CollectionExpression.code(returnType),
                index,
                count);
    }

    /** The entry at a rank. */
    public Expression getByRank(
            Expression rank, ReturnType returnType, Expression.Type resultType) {
        return call(
                "mapGetByRank",
                resultType,
                CollectionCode.MAP_GET_BY_RANK,
                CollectionExpression.code(returnType),
                rank);
    }

    /** The entries from a rank on. */
    public Expression getByRankRange(Expression rank, ReturnType returnType) {
        return call(
                "mapGetByRankRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_RANK_RANGE,
                CollectionExpression.code(returnType),
                rank);
    }

    /** At most {@code count} entries from a rank on. */
    public Expression getByRankRange(Expression rank, Expression count, ReturnType returnType) {
        return call(
                "mapGetByRankRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_RANK_RANGE,
                CollectionExpression.code(returnType),
                rank,
                count);
    }

    /** All entries whose value equals a value. */
    public Expression getByValue(Expression value, ReturnType returnType) {
        return call(
                "mapGetByValue",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_ALL_BY_VALUE,
                CollectionExpression.code(returnType),
                value);
    }

    /** All entries whose value equals an element of a list. */
    public Expression getByValueList(Expression values, ReturnType returnType) {
        return call(
                "mapGetByValueList",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_VALUE_LIST,
                CollectionExpression.code(returnType),
                values);
    }

    /** The entries with values in an interval. */
    public Expression getByValueInterval(Expression begin, Expression end, ReturnType returnType) {
        return call(
                "mapGetByValueInterval",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_VALUE_INTERVAL,
                CollectionExpression.code(returnType),
                begin,
                end);
    }

    /** The entries from a rank on that is counted from a value. */
    public Expression getByValueRelativeRankRange(
            Expression value, Expression rank, ReturnType returnType) {
        return call(
                "mapGetByValueRelativeRankRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_VALUE_RELATIVE_RANK_RANGE,
                CollectionExpression.code(returnType),
                value,
                rank);
    }

    /** The same, at most {@code count} entries. */
    public Expression getByValueRelativeRankRange(
            Expression value, Expression rank, Expression count, ReturnType returnType) {
        return call(
                "mapGetByValueRelativeRankRange",
                CollectionExpression.typeOf(returnType),
                CollectionCode.MAP_GET_BY_VALUE_RELATIVE_RANK_RANGE,
                CollectionExpression.code(returnType),
                value,
                rank,
                count);
    }

    private Expression call(
            String name, Expression.Type resultType, int code, Expression... arguments) {
        return CollectionExpression.call(name, resultType, code, path, map, arguments);
    }
}
