package dev.aerospikearrow.operation;

import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.CollectionCode;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way from a bin to a list or map inside it, step by step: {@code
 * CollectionPath.mapKey("readings").listIndex(-1)} is the last element of the list under
 * "readings". A step that creates makes what is missing when something is written at its end.
 * Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 11"
 */
public final class CollectionPath {
    static final int CREATE_LIST_PADDED = 0x80;

    // What a step makes where nothing is, beside its kind.
    private static final int CREATE = 0x40;
    private static final int CREATE_KEY_ORDERED = 0x80;
    private static final int CREATE_ORDERED = 0xC0;

    private static final int IN_LIST = 0x10;

    private record Step(int code, @Nullable Object value) {}

    private static final Map<Integer, String> STEP_NAMES =
            Map.of(
                    CollectionCode.CONTEXT_LIST_INDEX, "listIndex",
                    CollectionCode.CONTEXT_LIST_RANK, "listRank",
                    CollectionCode.CONTEXT_LIST_VALUE, "listValue",
                    CollectionCode.CONTEXT_MAP_INDEX, "mapIndex",
                    CollectionCode.CONTEXT_MAP_RANK, "mapRank",
                    CollectionCode.CONTEXT_MAP_KEY, "mapKey",
                    CollectionCode.CONTEXT_MAP_VALUE, "mapValue");

    private static final CollectionPath ROOT = new CollectionPath(List.of(), "");

    private final List<Step> steps;
    private final String text;

    private CollectionPath(List<Step> steps, String text) {
        this.steps = steps;
        this.text = text;
    }

    /** The bin itself. */
    public static CollectionPath root() {
        return ROOT;
    }

    /**
     * Reads what {@link #packed()} writes.
     *
     * @throws IllegalArgumentException if a step is none of those below, as a newer server may
     *     have, or would be packed in another way
     * @throws dev.aerospikearrow.protocol.wire.MalformedReplyException if it is no list of steps
     */
    public static CollectionPath unpack(byte[] packed) {
        MsgpackReader reader = new MsgpackReader().reset(packed, 0, packed.length);
        CollectionPath path = ROOT;
        for (int left = reader.readListHeader(); left > 1; left -= 2) {
            long code = reader.readLong();
            path = path.then(code == (int) code ? (int) code : -1, reader.readValue());
        }
        reader.requireEnd();
        if (!Arrays.equals(path.packed(), packed)) {
            throw new IllegalArgumentException(
                    "Path " + path + " into lists and maps is packed in another way.");
        }
        return path;
    }

    private CollectionPath then(int code, @Nullable Object value) {
        String name = STEP_NAMES.get(code);
        if (name == null) {
            throw new IllegalArgumentException(
                    "Step " + code + " of a path into lists and maps is not known.");
        }
        return with(new Step(code, value), name + "(" + value + ")");
    }

    private CollectionPath with(Step step, String stepText) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new CollectionPath(longer, text.isEmpty() ? stepText : text + "." + stepText);
    }

    /**
     * The element of a list at a position.
     *
     * @param index from 0; negative ones count from the end
     */
    public CollectionPath listIndex(int index) {
        return then(CollectionCode.CONTEXT_LIST_INDEX, index);
    }

    /**
     * The element of a list at a place in value order.
     *
     * @param rank from 0 for the smallest; negative ones count from the largest
     */
    public CollectionPath listRank(int rank) {
        return then(CollectionCode.CONTEXT_LIST_RANK, rank);
    }

    /** The element of a list that equals a value. */
    public CollectionPath listValue(@Nullable Object value) {
        return then(CollectionCode.CONTEXT_LIST_VALUE, value);
    }

    /**
     * The value of a map at a position in key order.
     *
     * @param index from 0; negative ones count from the end
     */
    public CollectionPath mapIndex(int index) {
        return then(CollectionCode.CONTEXT_MAP_INDEX, index);
    }

    /**
     * The value of a map at a place in value order.
     *
     * @param rank from 0 for the smallest; negative ones count from the largest
     */
    public CollectionPath mapRank(int rank) {
        return then(CollectionCode.CONTEXT_MAP_RANK, rank);
    }

    /**
     * The value of a map under a key.
     *
     * @param key a String, an integer or a byte array
     */
    public CollectionPath mapKey(Object key) {
        return then(CollectionCode.CONTEXT_MAP_KEY, key);
    }

    /** The value of a map that equals a value. */
    public CollectionPath mapValue(@Nullable Object value) {
        return then(CollectionCode.CONTEXT_MAP_VALUE, value);
    }

    /**
     * The element of a list at a position; a write makes the list, and the element at its end, if
     * they are missing.
     *
     * @param index from 0; negative ones count from the end
     * @param order what a new list gets
     */
    public CollectionPath listIndexCreate(int index, ListOperation.Order order) {
        return thenCreate(CollectionCode.CONTEXT_LIST_INDEX, creationOf(order), index, order);
    }

    /**
     * The same for an unordered list; an index behind its end is reached by inserting nulls.
     *
     * @param index from 0
     * @throws IllegalArgumentException if the index is negative, which would stop a server 8.1
     *     where there is no list yet
     */
    public CollectionPath listIndexCreatePadded(int index) {
        if (index < 0) {
            throw new IllegalArgumentException(
                    "The index up to which a list is padded is counted from 0, but found "
                            + index
                            + ".");
        }
        return thenCreate(CollectionCode.CONTEXT_LIST_INDEX, CREATE_LIST_PADDED, index, "PADDED");
    }

    /**
     * The value of a map under a key; a write makes the map, and the entry, if they are missing.
     *
     * @param key a String, an integer or a byte array
     * @param order what a new map gets
     */
    public CollectionPath mapKeyCreate(Object key, MapOperation.Order order) {
        return thenCreate(CollectionCode.CONTEXT_MAP_KEY, creationOf(order), key, order);
    }

    private CollectionPath thenCreate(int code, int creation, Object value, Object order) {
        String step = STEP_NAMES.get(code) + "Create(" + value + ", " + order + ")";
        return with(new Step(code | creation, value), step);
    }

    /** The same path, whose last step makes what is missing. */
    CollectionPath lastCreating(int creation) {
        List<Step> changed = new ArrayList<>(steps);
        Step last = changed.remove(changed.size() - 1);
        changed.add(new Step(last.code() | creation, last.value()));
        return new CollectionPath(changed, text);
    }

    static int creationOf(ListOperation.Order order) {
        return order.isOrdered() ? CREATE_ORDERED : CREATE;
    }

    static int creationOf(MapOperation.Order order) {
        return switch (order) {
            case UNORDERED -> CREATE;
            case KEY_ORDERED, KEY_ORDERED_INDEXED -> CREATE_KEY_ORDERED;
            case KEY_VALUE_ORDERED, KEY_VALUE_ORDERED_INDEXED -> CREATE_ORDERED;
        };
    }

    public boolean isRoot() {
        return steps.isEmpty();
    }

    /** Whether the first step is into a map. */
    public boolean startsInMap() {
        return !isRoot() && (steps.get(0).code() & IN_LIST) == 0;
    }

    /** The packed list of steps, as operations, expressions and indexes carry it. */
    public byte[] packed() {
        WireBuffer target = new WireBuffer(32);
        MsgpackWriter writer = new MsgpackWriter(target);
        writer.writeArrayHeader(2 * steps.size());
        for (Step step : steps) {
            writer.writeLong(step.code());
            writer.writeValue(step.value());
        }
        return target.toByteArray();
    }

    /**
     * A packed call that happens at the end of the path: {@code [255, steps, call]}; the call
     * itself at the root.
     *
     * @param packedCall a list or map call in MessagePack, not changed
     */
    public byte[] around(byte[] packedCall) {
        if (isRoot()) {
            return packedCall;
        }
        byte[] path = packed();
        WireBuffer target = new WireBuffer(3 + path.length + packedCall.length);
        MsgpackWriter writer = new MsgpackWriter(target);
        writer.writeArrayHeader(3);
        writer.writeLong(CollectionCode.WITH_CONTEXT);
        writer.writePacked(path);
        writer.writePacked(packedCall);
        return target.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CollectionPath that && Arrays.equals(that.packed(), packed());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed());
    }

    @Override
    public String toString() {
        return text;
    }
}
