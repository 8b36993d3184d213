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
 * "readings". Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 11"
 */
public final class CollectionPath {
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
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(code, value));
        String step = name + "(" + value + ")";
        return new CollectionPath(longer, text.isEmpty() ? step : text + "." + step);
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

    public boolean isRoot() {
        return steps.isEmpty();
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
