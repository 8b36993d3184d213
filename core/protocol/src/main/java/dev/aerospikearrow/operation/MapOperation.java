package dev.aerospikearrow.operation;

import dev.aerospikearrow.protocol.wire.CollectionCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operations on map bins, carried out by the server so that only their result travels. To reach a
 * map inside a bin, add the way there: {@code MapOperation.getByKey("bin", "unit",
 * ReturnType.VALUE).within(CollectionPath.root().listIndex(0))}.
 *
 * <p>An <em>index</em> is a position in key order from 0, a <em>rank</em> a place in value order
 * from 0 for the smallest; negative ones count from the end. A range without count reaches to the
 * end. Reads of a missing bin answer nothing, and so does a single key that the map lacks. Keys are
 * a String, an integer or a byte array; values have the types that {@link dev.aerospikearrow.data}
 * lists, or are an {@link dev.aerospikearrow.data.ArgumentMark}.
 *
 * @see "docs/docs/internals/wire.md, section 11"
 */
public final class MapOperation {
    /** How the server keeps a map. */
    public enum Order {
        /** In no order; reads return it by key nevertheless. */
        UNORDERED(0),
        /** By key. */
        KEY_ORDERED(1),
        /** By key, with values indexed by rank. */
        KEY_VALUE_ORDERED(3);

        private final int code;

        Order(int code) {
            this.code = code;
        }
    }

    /** What a write into a map may be limited to. */
    public enum Flag {
        /** Only keys that the map does not have yet. */
        CREATE_ONLY(1),
        /** Only keys that the map has. */
        UPDATE_ONLY(2),
        /** Do nothing instead of failing. */
        NO_FAIL(4),
        /** With {@link #NO_FAIL}: write those of several entries that may be written. */
        PARTIAL(8);

        private final int code;

        Flag(int code) {
            this.code = code;
        }
    }

    private MapOperation() {}

    private static int bits(Flag... flags) {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.code;
        }
        return bits;
    }

    /** How many entries the map has. */
    public static Operation size(String binName) {
        return CollectionCall.read(binName, CollectionCode.MAP_SIZE);
    }

    public static Operation getByKey(String binName, Object key, ReturnType returnType) {
        return CollectionCall.read(binName, CollectionCode.MAP_GET_BY_KEY, returnType, key);
    }

    /** The entries with one of {@code keys}. */
    public static Operation getByKeyList(String binName, List<?> keys, ReturnType returnType) {
        return CollectionCall.read(binName, CollectionCode.MAP_GET_BY_KEY_LIST, returnType, keys);
    }

    /**
     * The entries with keys from {@code begin} on and below {@code end}.
     *
     * @param begin null for no lower bound
     * @param end null for no upper bound
     */
    public static Operation getByKeyInterval(
            String binName, @Nullable Object begin, @Nullable Object end, ReturnType returnType) {
        return end == null
                ? CollectionCall.read(
                        binName, CollectionCode.MAP_GET_BY_KEY_INTERVAL, returnType, begin)
                : CollectionCall.read(
                        binName, CollectionCode.MAP_GET_BY_KEY_INTERVAL, returnType, begin, end);
    }

    /**
     * The entries from a position on that is counted from where {@code key} is, or would be, in key
     * order.
     */
    public static Operation getByKeyRelativeIndexRange(
            String binName, Object key, int index, ReturnType returnType) {
        return CollectionCall.read(
                binName,
                CollectionCode.MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE,
                returnType,
                key,
                index);
    }

    /** The same, at most {@code count} entries. */
    public static Operation getByKeyRelativeIndexRange(
            String binName, Object key, int index, int count, ReturnType returnType) {
        return CollectionCall.read(
                binName,
                CollectionCode.MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE,
                returnType,
                key,
                index,
                count);
    }

    public static Operation getByIndex(String binName, int index, ReturnType returnType) {
        return CollectionCall.read(binName, CollectionCode.MAP_GET_BY_INDEX, returnType, index);
    }

    public static Operation getByIndexRange(String binName, int index, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.MAP_GET_BY_INDEX_RANGE, returnType, index);
    }

    public static Operation getByIndexRange(
            String binName, int index, int count, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.MAP_GET_BY_INDEX_RANGE, returnType, index, count);
    }

    public static Operation getByRank(String binName, int rank, ReturnType returnType) {
        return CollectionCall.read(binName, CollectionCode.MAP_GET_BY_RANK, returnType, rank);
    }

    public static Operation getByRankRange(String binName, int rank, ReturnType returnType) {
        return CollectionCall.read(binName, CollectionCode.MAP_GET_BY_RANK_RANGE, returnType, rank);
    }

    public static Operation getByRankRange(
            String binName, int rank, int count, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.MAP_GET_BY_RANK_RANGE, returnType, rank, count);
    }

    /** All entries whose value equals {@code value}. */
    public static Operation getByValue(
            String binName, @Nullable Object value, ReturnType returnType) {
        return CollectionCall.read(binName, CollectionCode.MAP_GET_ALL_BY_VALUE, returnType, value);
    }

    /** All entries whose value equals one of {@code values}. */
    public static Operation getByValueList(String binName, List<?> values, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.MAP_GET_BY_VALUE_LIST, returnType, values);
    }

    /**
     * The entries with values from {@code begin} on and below {@code end}.
     *
     * @param begin null for no lower bound
     * @param end null for no upper bound
     */
    public static Operation getByValueInterval(
            String binName, @Nullable Object begin, @Nullable Object end, ReturnType returnType) {
        return end == null
                ? CollectionCall.read(
                        binName, CollectionCode.MAP_GET_BY_VALUE_INTERVAL, returnType, begin)
                : CollectionCall.read(
                        binName, CollectionCode.MAP_GET_BY_VALUE_INTERVAL, returnType, begin, end);
    }

    /**
     * The entries from a place on that is counted from where {@code value} is, or would be, in
     * value order.
     */
    public static Operation getByValueRelativeRankRange(
            String binName, @Nullable Object value, int rank, ReturnType returnType) {
        return CollectionCall.read(
                binName,
                CollectionCode.MAP_GET_BY_VALUE_RELATIVE_RANK_RANGE,
                returnType,
                value,
                rank);
    }

    /** The same, at most {@code count} entries. */
    public static Operation getByValueRelativeRankRange(
            String binName, @Nullable Object value, int rank, int count, ReturnType returnType) {
        return CollectionCall.read(
                binName,
                CollectionCode.MAP_GET_BY_VALUE_RELATIVE_RANK_RANGE,
                returnType,
                value,
                rank,
                count);
    }

    /** Sets an entry and answers the new size; creates the bin if it is missing. */
    public static Operation put(String binName, Object key, @Nullable Object value) {
        return put(binName, key, value, Order.UNORDERED);
    }

    /** The same, with the order that a new map gets. */
    public static Operation put(
            String binName, Object key, @Nullable Object value, Order order, Flag... flags) {
        return flags.length == 0
                ? CollectionCall.modify(binName, CollectionCode.MAP_PUT, key, value, order.code)
                : CollectionCall.modify(
                        binName, CollectionCode.MAP_PUT, key, value, order.code, bits(flags));
    }

    /** Sets entries and answers the new size; creates the bin if it is missing. */
    public static Operation putItems(String binName, Map<?, ?> entries) {
        return putItems(binName, entries, Order.UNORDERED);
    }

    /** The same, with the order that a new map gets. */
    public static Operation putItems(
            String binName, Map<?, ?> entries, Order order, Flag... flags) {
        return flags.length == 0
                ? CollectionCall.modify(binName, CollectionCode.MAP_PUT_ITEMS, entries, order.code)
                : CollectionCall.modify(
                        binName, CollectionCode.MAP_PUT_ITEMS, entries, order.code, bits(flags));
    }

    /** Adds to the integer under a key, 0 if it is missing, and answers the sum. */
    public static Operation increment(String binName, Object key, long summand) {
        return CollectionCall.modify(
                binName, CollectionCode.MAP_INCREMENT, key, summand, Order.UNORDERED.code);
    }

    /** Adds to the double under a key, 0 if it is missing, and answers the sum. */
    public static Operation increment(String binName, Object key, double summand) {
        return CollectionCall.modify(
                binName, CollectionCode.MAP_INCREMENT, key, summand, Order.UNORDERED.code);
    }

    /** Removes all entries. */
    public static Operation clear(String binName) {
        return CollectionCall.modify(binName, CollectionCode.MAP_CLEAR);
    }

    /** Changes how the server keeps the map. */
    public static Operation setOrder(String binName, Order order) {
        return CollectionCall.modify(binName, CollectionCode.MAP_SET_ORDER, order.code);
    }

    public static Operation removeByKey(String binName, Object key, ReturnType returnType) {
        return CollectionCall.modify(binName, CollectionCode.MAP_REMOVE_BY_KEY, returnType, key);
    }

    public static Operation removeByKeyList(String binName, List<?> keys, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.MAP_REMOVE_BY_KEY_LIST, returnType, keys);
    }

    /** Removes what {@link #getByKeyInterval} selects. */
    public static Operation removeByKeyInterval(
            String binName, @Nullable Object begin, @Nullable Object end, ReturnType returnType) {
        return end == null
                ? CollectionCall.modify(
                        binName, CollectionCode.MAP_REMOVE_BY_KEY_INTERVAL, returnType, begin)
                : CollectionCall.modify(
                        binName, CollectionCode.MAP_REMOVE_BY_KEY_INTERVAL, returnType, begin, end);
    }

    public static Operation removeByIndex(String binName, int index, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.MAP_REMOVE_BY_INDEX, returnType, index);
    }

    public static Operation removeByIndexRange(
            String binName, int index, int count, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.MAP_REMOVE_BY_INDEX_RANGE, returnType, index, count);
    }

    public static Operation removeByRank(String binName, int rank, ReturnType returnType) {
        return CollectionCall.modify(binName, CollectionCode.MAP_REMOVE_BY_RANK, returnType, rank);
    }

    public static Operation removeByRankRange(
            String binName, int rank, int count, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.MAP_REMOVE_BY_RANK_RANGE, returnType, rank, count);
    }

    /** Removes all entries whose value equals {@code value}. */
    public static Operation removeByValue(
            String binName, @Nullable Object value, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.MAP_REMOVE_ALL_BY_VALUE, returnType, value);
    }

    /** Removes what {@link #getByValueInterval} selects. */
    public static Operation removeByValueInterval(
            String binName, @Nullable Object begin, @Nullable Object end, ReturnType returnType) {
        return end == null
                ? CollectionCall.modify(
                        binName, CollectionCode.MAP_REMOVE_BY_VALUE_INTERVAL, returnType, begin)
                : CollectionCall.modify(
                        binName,
                        CollectionCode.MAP_REMOVE_BY_VALUE_INTERVAL,
                        returnType,
                        begin,
                        end);
    }
}
