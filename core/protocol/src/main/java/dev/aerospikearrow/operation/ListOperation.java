package dev.aerospikearrow.operation;

import dev.aerospikearrow.protocol.wire.CollectionCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations on list bins, carried out by the server so that only their result travels. To reach a
 * list inside a bin, add the way there: {@code ListOperation.get("bin",
 * 0).within(CollectionPath.root().mapKey("readings"))}.
 *
 * <p>An <em>index</em> is a position from 0, a <em>rank</em> a place in value order from 0 for the
 * smallest; negative ones count from the end. A range without count reaches to the end. Reads of a
 * missing bin answer nothing; an index outside the list fails with OP_NOT_APPLICABLE. Arguments
 * that are values have the types that {@link dev.aerospikearrow.data} lists, or are an {@link
 * dev.aerospikearrow.data.ArgumentMark}.
 *
 * @see "docs/docs/internals/wire.md, section 11"
 */
public final class ListOperation {
    /** How the server keeps a list. */
    public enum Order {
        /** As elements were put. */
        UNORDERED(0),
        /** By value. */
        ORDERED(1);

        private final int code;

        Order(int code) {
            this.code = code;
        }
    }

    /** What a write into a list may be limited to. */
    public enum Flag {
        /** Only values that the list does not have yet. */
        ADD_UNIQUE(1),
        /** Only at positions inside the list. */
        INSERT_BOUNDED(2),
        /** Do nothing instead of failing. */
        NO_FAIL(4),
        /** With {@link #NO_FAIL}: write those of several values that may be written. */
        PARTIAL(8);

        private final int code;

        Flag(int code) {
            this.code = code;
        }
    }

    private ListOperation() {}

    private static int bits(Flag... flags) {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.code;
        }
        return bits;
    }

    /** How many elements the list has. */
    public static Operation size(String binName) {
        return CollectionCall.read(binName, CollectionCode.LIST_SIZE);
    }

    /** One element. */
    public static Operation get(String binName, int index) {
        return CollectionCall.read(binName, CollectionCode.LIST_GET, index);
    }

    /** The elements from an index on. */
    public static Operation getRange(String binName, int index) {
        return CollectionCall.read(binName, CollectionCode.LIST_GET_RANGE, index);
    }

    /** At most {@code count} elements from an index on. */
    public static Operation getRange(String binName, int index, int count) {
        return CollectionCall.read(binName, CollectionCode.LIST_GET_RANGE, index, count);
    }

    public static Operation getByIndex(String binName, int index, ReturnType returnType) {
        return CollectionCall.read(binName, CollectionCode.LIST_GET_BY_INDEX, returnType, index);
    }

    public static Operation getByIndexRange(String binName, int index, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.LIST_GET_BY_INDEX_RANGE, returnType, index);
    }

    public static Operation getByIndexRange(
            String binName, int index, int count, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.LIST_GET_BY_INDEX_RANGE, returnType, index, count);
    }

    public static Operation getByRank(String binName, int rank, ReturnType returnType) {
        return CollectionCall.read(binName, CollectionCode.LIST_GET_BY_RANK, returnType, rank);
    }

    public static Operation getByRankRange(String binName, int rank, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.LIST_GET_BY_RANK_RANGE, returnType, rank);
    }

    public static Operation getByRankRange(
            String binName, int rank, int count, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.LIST_GET_BY_RANK_RANGE, returnType, rank, count);
    }

    /** All elements that equal {@code value}. */
    public static Operation getByValue(
            String binName, @Nullable Object value, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.LIST_GET_ALL_BY_VALUE, returnType, value);
    }

    /** All elements that equal one of {@code values}. */
    public static Operation getByValueList(String binName, List<?> values, ReturnType returnType) {
        return CollectionCall.read(
                binName, CollectionCode.LIST_GET_BY_VALUE_LIST, returnType, values);
    }

    /**
     * The elements from {@code begin} on and below {@code end}.
     *
     * @param begin null for no lower bound
     * @param end null for no upper bound
     */
    public static Operation getByValueInterval(
            String binName, @Nullable Object begin, @Nullable Object end, ReturnType returnType) {
        return end == null
                ? CollectionCall.read(
                        binName, CollectionCode.LIST_GET_BY_VALUE_INTERVAL, returnType, begin)
                : CollectionCall.read(
                        binName, CollectionCode.LIST_GET_BY_VALUE_INTERVAL, returnType, begin, end);
    }

    /**
     * The elements from a place on that is counted from where {@code value} is, or would be, in
     * value order.
     */
    public static Operation getByValueRelativeRankRange(
            String binName, @Nullable Object value, int rank, ReturnType returnType) {
        return CollectionCall.read(
                binName,
                CollectionCode.LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE,
                returnType,
                value,
                rank);
    }

    /** The same, at most {@code count} elements. */
    public static Operation getByValueRelativeRankRange(
            String binName, @Nullable Object value, int rank, int count, ReturnType returnType) {
        return CollectionCall.read(
                binName,
                CollectionCode.LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE,
                returnType,
                value,
                rank,
                count);
    }

    /** Appends a value and answers the new size; creates the bin if it is missing. */
    public static Operation append(String binName, @Nullable Object value) {
        return CollectionCall.modify(binName, CollectionCode.LIST_APPEND, value);
    }

    /** The same, with the order that a new list gets. */
    public static Operation append(
            String binName, @Nullable Object value, Order order, Flag... flags) {
        return CollectionCall.modify(
                binName, CollectionCode.LIST_APPEND, value, order.code, bits(flags));
    }

    /** Appends values and answers the new size; creates the bin if it is missing. */
    public static Operation appendItems(String binName, List<?> values) {
        return CollectionCall.modify(binName, CollectionCode.LIST_APPEND_ITEMS, values);
    }

    /** The same, with the order that a new list gets. */
    public static Operation appendItems(
            String binName, List<?> values, Order order, Flag... flags) {
        return CollectionCall.modify(
                binName, CollectionCode.LIST_APPEND_ITEMS, values, order.code, bits(flags));
    }

    /** Inserts a value before an index and answers the new size. */
    public static Operation insert(
            String binName, int index, @Nullable Object value, Flag... flags) {
        return flags.length == 0
                ? CollectionCall.modify(binName, CollectionCode.LIST_INSERT, index, value)
                : CollectionCall.modify(
                        binName, CollectionCode.LIST_INSERT, index, value, bits(flags));
    }

    /** Inserts values before an index and answers the new size. */
    public static Operation insertItems(String binName, int index, List<?> values, Flag... flags) {
        return flags.length == 0
                ? CollectionCall.modify(binName, CollectionCode.LIST_INSERT_ITEMS, index, values)
                : CollectionCall.modify(
                        binName, CollectionCode.LIST_INSERT_ITEMS, index, values, bits(flags));
    }

    /** Replaces the element at an index. */
    public static Operation set(String binName, int index, @Nullable Object value, Flag... flags) {
        return flags.length == 0
                ? CollectionCall.modify(binName, CollectionCode.LIST_SET, index, value)
                : CollectionCall.modify(
                        binName, CollectionCode.LIST_SET, index, value, bits(flags));
    }

    /** Adds to the number at an index and answers the sum. */
    public static Operation increment(String binName, int index, long summand) {
        return CollectionCall.modify(binName, CollectionCode.LIST_INCREMENT, index, summand);
    }

    /** Removes the element at an index and answers it. */
    public static Operation pop(String binName, int index) {
        return CollectionCall.modify(binName, CollectionCode.LIST_POP, index);
    }

    /** Removes {@code count} elements from an index on and answers them. */
    public static Operation popRange(String binName, int index, int count) {
        return CollectionCall.modify(binName, CollectionCode.LIST_POP_RANGE, index, count);
    }

    /** Removes the element at an index and answers how many were removed. */
    public static Operation remove(String binName, int index) {
        return CollectionCall.modify(binName, CollectionCode.LIST_REMOVE, index);
    }

    /** Removes {@code count} elements from an index on and answers how many were removed. */
    public static Operation removeRange(String binName, int index, int count) {
        return CollectionCall.modify(binName, CollectionCode.LIST_REMOVE_RANGE, index, count);
    }

    /** Keeps {@code count} elements from an index on and answers how many were removed. */
    public static Operation trim(String binName, int index, int count) {
        return CollectionCall.modify(binName, CollectionCode.LIST_TRIM, index, count);
    }

    /** Removes all elements. */
    public static Operation clear(String binName) {
        return CollectionCall.modify(binName, CollectionCode.LIST_CLEAR);
    }

    /** Sorts the list once, by value. */
    public static Operation sort(String binName) {
        return CollectionCall.modify(binName, CollectionCode.LIST_SORT, 0);
    }

    /** Changes how the server keeps the list. */
    public static Operation setOrder(String binName, Order order) {
        return CollectionCall.modify(binName, CollectionCode.LIST_SET_ORDER, order.code);
    }

    public static Operation removeByIndex(String binName, int index, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.LIST_REMOVE_BY_INDEX, returnType, index);
    }

    public static Operation removeByIndexRange(
            String binName, int index, int count, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.LIST_REMOVE_BY_INDEX_RANGE, returnType, index, count);
    }

    public static Operation removeByRank(String binName, int rank, ReturnType returnType) {
        return CollectionCall.modify(binName, CollectionCode.LIST_REMOVE_BY_RANK, returnType, rank);
    }

    public static Operation removeByRankRange(
            String binName, int rank, int count, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.LIST_REMOVE_BY_RANK_RANGE, returnType, rank, count);
    }

    /** Removes all elements that equal {@code value}. */
    public static Operation removeByValue(
            String binName, @Nullable Object value, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.LIST_REMOVE_ALL_BY_VALUE, returnType, value);
    }

    /** Removes all elements that equal one of {@code values}. */
    public static Operation removeByValueList(
            String binName, List<?> values, ReturnType returnType) {
        return CollectionCall.modify(
                binName, CollectionCode.LIST_REMOVE_BY_VALUE_LIST, returnType, values);
    }

    /** Removes what {@link #getByValueInterval} selects. */
    public static Operation removeByValueInterval(
            String binName, @Nullable Object begin, @Nullable Object end, ReturnType returnType) {
        return end == null
                ? CollectionCall.modify(
                        binName, CollectionCode.LIST_REMOVE_BY_VALUE_INTERVAL, returnType, begin)
                : CollectionCall.modify(
                        binName,
                        CollectionCode.LIST_REMOVE_BY_VALUE_INTERVAL,
                        returnType,
                        begin,
                        end);
    }
}
