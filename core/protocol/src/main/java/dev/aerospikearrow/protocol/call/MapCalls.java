package dev.aerospikearrow.protocol.call;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.operation.MapOperation.Flag;
import dev.aerospikearrow.operation.MapOperation.Order;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.wire.CollectionCode;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to a map.
 *
 * @param <N> numbers
 * @param <K> keys
 * @param <V> values
 * @param <L> lists of keys or values
 * @param <M> maps
 * @param <R> what a call becomes
 */
public abstract class MapCalls<N, K, V extends @Nullable Object, L, M, R>
        extends ElementCalls<N, V, L, R> {
    protected MapCalls(CallTarget<R> target) {
        super(target, Type.MAP);
    }

    /** How many entries the map has. */
    public R size() {
        return read("Size", CollectionCode.MAP_SIZE, Type.INT);
    }

    /** The entry with a key. */
    public R getByKey(K key, ReturnType returnType) {
        return get(ElementSelector.KEY, returnType, key);
    }

    /** The entries with one of {@code keys}. */
    public R getByKeyList(L keys, ReturnType returnType) {
        return get(ElementSelector.KEY_LIST, returnType, keys);
    }

    /**
     * The entries with keys from {@code begin} on and below {@code end}.
     *
     * @param begin null for no lower bound
     * @param end null for no upper bound
     */
    public R getByKeyInterval(@Nullable K begin, @Nullable K end, ReturnType returnType) {
        return get(ElementSelector.KEY_INTERVAL, returnType, interval(begin, end));
    }

    /**
     * The entries from an index on that is counted from where {@code key} is, or would be, in key
     * order.
     */
    public R getByKeyRelativeIndexRange(K key, N index, ReturnType returnType) {
        return get(ElementSelector.KEY_RELATIVE_INDEX_RANGE, returnType, key, whole(index));
    }

    /** The same, at most {@code count} entries. */
    public R getByKeyRelativeIndexRange(K key, N index, N count, ReturnType returnType) {
        return get(
                ElementSelector.KEY_RELATIVE_INDEX_RANGE,
                returnType,
                key,
                whole(index),
                whole(count));
    }

    /**
     * Sets the value under a key; makes an unordered map if there is none. An operation answers the
     * new size.
     */
    public R put(K key, V value) {
        return put(key, value, Order.UNORDERED);
    }

    /** The same, with the order that a new map gets. */
    public R put(K key, V value, Order order, Flag... flags) {
        return modify(
                "Put", CollectionCode.MAP_PUT, withBits(bits(flags), key, value, order.code()));
    }

    /**
     * Sets the values under several keys; makes an unordered map if there is none. An operation
     * answers the new size.
     */
    public R putItems(M entries) {
        return putItems(entries, Order.UNORDERED);
    }

    /** The same, with the order that a new map gets. */
    public R putItems(M entries, Order order, Flag... flags) {
        return modify(
                "PutItems",
                CollectionCode.MAP_PUT_ITEMS,
                withBits(bits(flags), entries, order.code()));
    }

    /** Adds to the number under a key, 0 if it is missing. An operation answers the sum. */
    public R increment(K key, N summand) {
        return increment(key, summand, Order.UNORDERED);
    }

    /** The same, with the order that a new map gets. */
    public R increment(K key, N summand, Order order) {
        return modify("Increment", CollectionCode.MAP_INCREMENT, key, summand, order.code());
    }

    /** Subtracts from the number under a key, 0 if it is missing. An operation answers the rest. */
    public R decrement(K key, N subtrahend) {
        return decrement(key, subtrahend, Order.UNORDERED);
    }

    /** The same, with the order that a new map gets. */
    public R decrement(K key, N subtrahend, Order order) {
        return modify("Decrement", CollectionCode.MAP_DECREMENT, key, subtrahend, order.code());
    }

    /** Removes all entries. */
    public R clear() {
        return modify("Clear", CollectionCode.MAP_CLEAR);
    }

    /** Removes what {@link #getByKey} selects. */
    public R removeByKey(K key, ReturnType returnType) {
        return remove(ElementSelector.KEY, returnType, key);
    }

    /** Removes what {@link #getByKeyList} selects. */
    public R removeByKeyList(L keys, ReturnType returnType) {
        return remove(ElementSelector.KEY_LIST, returnType, keys);
    }

    /** Removes what {@link #getByKeyInterval} selects. */
    public R removeByKeyInterval(@Nullable K begin, @Nullable K end, ReturnType returnType) {
        return remove(ElementSelector.KEY_INTERVAL, returnType, interval(begin, end));
    }

    /** Removes what {@link #getByKeyRelativeIndexRange} selects. */
    public R removeByKeyRelativeIndexRange(K key, N index, ReturnType returnType) {
        return remove(ElementSelector.KEY_RELATIVE_INDEX_RANGE, returnType, key, whole(index));
    }

    /** The same, at most {@code count} entries. */
    public R removeByKeyRelativeIndexRange(K key, N index, N count, ReturnType returnType) {
        return remove(
                ElementSelector.KEY_RELATIVE_INDEX_RANGE,
                returnType,
                key,
                whole(index),
                whole(count));
    }

    private static int bits(Flag... flags) {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.code();
        }
        return bits;
    }
}
