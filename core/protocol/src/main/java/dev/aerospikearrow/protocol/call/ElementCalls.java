package dev.aerospikearrow.protocol.call;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.operation.ReturnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What lists and maps have in common: their elements are selected, and read or removed.
 *
 * @param <N> numbers
 * @param <V> values
 * @param <L> lists of values
 * @param <R> what a call becomes
 */
public abstract class ElementCalls<N, V extends @Nullable Object, L, R> {
    private final CallTarget<R> target;
    private final Type content;

    ElementCalls(CallTarget<R> target, Type content) {
        this.target = target;
        this.content = content;
    }

    /** The element at an index. */
    public R getByIndex(N index, ReturnType returnType) {
        return get(ElementSelector.INDEX, returnType, whole(index));
    }

    /** The elements from an index on. */
    public R getByIndexRange(N index, ReturnType returnType) {
        return get(ElementSelector.INDEX_RANGE, returnType, whole(index));
    }

    /** At most {@code count} elements from an index on. */
    public R getByIndexRange(N index, N count, ReturnType returnType) {
        return get(ElementSelector.INDEX_RANGE, returnType, whole(index), whole(count));
    }

    /** The element at a rank. */
    public R getByRank(N rank, ReturnType returnType) {
        return get(ElementSelector.RANK, returnType, whole(rank));
    }

    /** The elements from a rank on. */
    public R getByRankRange(N rank, ReturnType returnType) {
        return get(ElementSelector.RANK_RANGE, returnType, whole(rank));
    }

    /** At most {@code count} elements from a rank on. */
    public R getByRankRange(N rank, N count, ReturnType returnType) {
        return get(ElementSelector.RANK_RANGE, returnType, whole(rank), whole(count));
    }

    /** All elements that equal {@code value}; of a map those that have it. */
    public R getByValue(V value, ReturnType returnType) {
        return get(ElementSelector.VALUE, returnType, value);
    }

    /** All elements that equal one of {@code values}. */
    public R getByValueList(L values, ReturnType returnType) {
        return get(ElementSelector.VALUE_LIST, returnType, values);
    }

    /**
     * The elements from {@code begin} on and below {@code end}.
     *
     * @param begin null for no lower bound
     * @param end null for no upper bound
     */
    public R getByValueInterval(@Nullable V begin, @Nullable V end, ReturnType returnType) {
        return get(ElementSelector.VALUE_INTERVAL, returnType, interval(begin, end));
    }

    /**
     * The elements from a rank on that is counted from where {@code value} is, or would be, in
     * value order.
     */
    public R getByValueRelativeRankRange(V value, N rank, ReturnType returnType) {
        return get(ElementSelector.VALUE_RELATIVE_RANK_RANGE, returnType, value, whole(rank));
    }

    /** The same, at most {@code count} elements. */
    public R getByValueRelativeRankRange(V value, N rank, N count, ReturnType returnType) {
        return get(
                ElementSelector.VALUE_RELATIVE_RANK_RANGE,
                returnType,
                value,
                whole(rank),
                whole(count));
    }

    /** Removes what {@link #getByIndex} selects. */
    public R removeByIndex(N index, ReturnType returnType) {
        return remove(ElementSelector.INDEX, returnType, whole(index));
    }

    /** Removes what {@link #getByIndexRange} selects. */
    public R removeByIndexRange(N index, ReturnType returnType) {
        return remove(ElementSelector.INDEX_RANGE, returnType, whole(index));
    }

    /** The same, at most {@code count} elements. */
    public R removeByIndexRange(N index, N count, ReturnType returnType) {
        return remove(ElementSelector.INDEX_RANGE, returnType, whole(index), whole(count));
    }

    /** Removes what {@link #getByRank} selects. */
    public R removeByRank(N rank, ReturnType returnType) {
        return remove(ElementSelector.RANK, returnType, whole(rank));
    }

    /** Removes what {@link #getByRankRange} selects. */
    public R removeByRankRange(N rank, ReturnType returnType) {
        return remove(ElementSelector.RANK_RANGE, returnType, whole(rank));
    }

    /** The same, at most {@code count} elements. */
    public R removeByRankRange(N rank, N count, ReturnType returnType) {
        return remove(ElementSelector.RANK_RANGE, returnType, whole(rank), whole(count));
    }

    /** Removes what {@link #getByValue} selects. */
    public R removeByValue(V value, ReturnType returnType) {
        return remove(ElementSelector.VALUE, returnType, value);
    }

    /** Removes what {@link #getByValueList} selects. */
    public R removeByValueList(L values, ReturnType returnType) {
        return remove(ElementSelector.VALUE_LIST, returnType, values);
    }

    /** Removes what {@link #getByValueInterval} selects. */
    public R removeByValueInterval(@Nullable V begin, @Nullable V end, ReturnType returnType) {
        return remove(ElementSelector.VALUE_INTERVAL, returnType, interval(begin, end));
    }

    /** Removes what {@link #getByValueRelativeRankRange} selects. */
    public R removeByValueRelativeRankRange(V value, N rank, ReturnType returnType) {
        return remove(ElementSelector.VALUE_RELATIVE_RANK_RANGE, returnType, value, whole(rank));
    }

    /** The same, at most {@code count} elements. */
    public R removeByValueRelativeRankRange(V value, N rank, N count, ReturnType returnType) {
        return remove(
                ElementSelector.VALUE_RELATIVE_RANK_RANGE,
                returnType,
                value,
                whole(rank),
                whole(count));
    }

    final R get(ElementSelector selector, ReturnType returnType, @Nullable Object... arguments) {
        return target.accept(
                ContentCall.read(
                        CallModule.COLLECTION,
                        name("GetBy" + selector.text()),
                        selector.read(content == Type.LIST),
                        resultType(selector, returnType),
                        after(returnType, arguments)));
    }

    final R remove(ElementSelector selector, ReturnType returnType, @Nullable Object... arguments) {
        return modify(
                "RemoveBy" + selector.text(),
                selector.remove(content == Type.LIST),
                after(returnType, arguments));
    }

    final R read(String name, int code, Type resultType, @Nullable Object... arguments) {
        return target.accept(
                ContentCall.read(CallModule.COLLECTION, name(name), code, resultType, arguments));
    }

    final R modify(String name, int code, @Nullable Object... arguments) {
        return target.accept(
                ContentCall.modify(CallModule.COLLECTION, name(name), code, content, arguments));
    }

    private String name(String ending) {
        return (content == Type.LIST ? "list" : "map") + ending;
    }

    private static @Nullable Object[] after(ReturnType returnType, @Nullable Object... arguments) {
        @Nullable Object[] all = new Object[1 + arguments.length];
        all[0] = returnType;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    /** Arguments with a bit set more, if there is one. */
    static @Nullable Object[] withBits(int bits, @Nullable Object... arguments) {
        if (bits == 0) {
            return arguments;
        }
        @Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = bits;
        return all;
    }

    /** The type of what is answered; null where it is that of an element. */
    private static @Nullable Type resultType(ElementSelector selector, ReturnType returnType) {
        ReturnType plain = returnType.isInverted() ? returnType.inverted() : returnType;
        if (plain.equals(ReturnType.COUNT)) {
            return Type.INT;
        }
        if (plain.equals(ReturnType.EXISTS)) {
            return Type.BOOL;
        }
        if (plain.equals(ReturnType.KEY_VALUE)
                || plain.equals(ReturnType.ORDERED_MAP)
                || plain.equals(ReturnType.UNORDERED_MAP)) {
            return Type.MAP;
        }
        if (!selector.isSingle()) {
            return Type.LIST;
        }
        return plain.equals(ReturnType.VALUE) || plain.equals(ReturnType.KEY) ? null : Type.INT;
    }

    static @Nullable Object[] interval(@Nullable Object begin, @Nullable Object end) {
        return end == null ? new @Nullable Object[] {begin} : new @Nullable Object[] {begin, end};
    }

    /**
     * A number that must be a whole one.
     *
     * @throws IllegalArgumentException if it has a fraction
     */
    static Object whole(Object number) {
        if (number instanceof Expression
                || number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte) {
            return number;
        }
        throw new IllegalArgumentException(
                "Indexes, ranks, counts, offsets and sizes are whole numbers, but found "
                        + number
                        + ".");
    }
}
