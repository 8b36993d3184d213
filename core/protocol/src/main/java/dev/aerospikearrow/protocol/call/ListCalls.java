package dev.aerospikearrow.protocol.call;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.operation.ListOperation.Flag;
import dev.aerospikearrow.operation.ListOperation.Order;
import dev.aerospikearrow.operation.ListOperation.SortFlag;
import dev.aerospikearrow.protocol.wire.CollectionCode;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to a list.
 *
 * @param <N> numbers
 * @param <V> values
 * @param <L> lists of values
 * @param <R> what a call becomes
 */
public abstract class ListCalls<N, V extends @Nullable Object, L, R>
        extends ElementCalls<N, V, L, R> {
    protected ListCalls(CallTarget<R> target) {
        super(target, Type.LIST);
    }

    /** How many elements the list has. */
    public R size() {
        return read("Size", CollectionCode.LIST_SIZE, Type.INT);
    }

    /** Appends a value; makes the list if it is missing. An operation answers the new size. */
    public R append(V value) {
        return modify("Append", CollectionCode.LIST_APPEND, value);
    }

    /** The same, with the order that a new list gets. */
    public R append(V value, Order order, Flag... flags) {
        return modify("Append", CollectionCode.LIST_APPEND, value, order.code(), bits(flags));
    }

    /** Appends values; makes the list if it is missing. An operation answers the new size. */
    public R appendItems(L values) {
        return modify("AppendItems", CollectionCode.LIST_APPEND_ITEMS, values);
    }

    /** The same, with the order that a new list gets. */
    public R appendItems(L values, Order order, Flag... flags) {
        return modify(
                "AppendItems", CollectionCode.LIST_APPEND_ITEMS, values, order.code(), bits(flags));
    }

    /** Inserts a value before an index. An operation answers the new size. */
    public R insert(N index, V value, Flag... flags) {
        return modify(
                "Insert", CollectionCode.LIST_INSERT, withBits(bits(flags), whole(index), value));
    }

    /** Inserts values before an index. An operation answers the new size. */
    public R insertItems(N index, L values, Flag... flags) {
        return modify(
                "InsertItems",
                CollectionCode.LIST_INSERT_ITEMS,
                withBits(bits(flags), whole(index), values));
    }

    /** Replaces the element at an index. */
    public R set(N index, V value, Flag... flags) {
        return modify("Set", CollectionCode.LIST_SET, withBits(bits(flags), whole(index), value));
    }

    /** Adds to the number at an index. An operation answers the sum. */
    public R increment(N index, N summand) {
        return modify("Increment", CollectionCode.LIST_INCREMENT, whole(index), summand);
    }

    /** The same, with the order that a new list gets. */
    public R increment(N index, N summand, Order order, Flag... flags) {
        return modify(
                "Increment",
                CollectionCode.LIST_INCREMENT,
                whole(index),
                summand,
                order.code(),
                bits(flags));
    }

    /** Removes all elements. */
    public R clear() {
        return modify("Clear", CollectionCode.LIST_CLEAR);
    }

    /** Sorts the list once, by value; fails if there is none. */
    public R sort(SortFlag... flags) {
        int bits = 0;
        for (SortFlag flag : flags) {
            bits |= flag.code();
        }
        return modify("Sort", CollectionCode.LIST_SORT, bits);
    }

    private static int bits(Flag... flags) {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.code();
        }
        return bits;
    }
}
