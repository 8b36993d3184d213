package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import dev.aerospikearrow.server.collection.Value.Particle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reader of MessagePack into {@link Value}s (docs/docs/internals/wire.md, section 5). Maps are
 * sorted by key. Every length is checked against the bytes that are there; nesting is limited.
 */
public final class ValueReader {
    private static final int EMPTY_PARTICLE = -1;
    private static final int PERSIST_INDEX = 0x10;

    /** Who sent the bytes, which decides what is allowed in them. */
    private enum Origin {
        /**
         * To be stored: no wildcard or infinity, marked containers must be sorted, keys be unique.
         */
        VALUE,
        /** An argument of a selection. */
        ARGUMENT,
        /** What the store holds, or a value that was checked before: taken as it is. */
        TRUSTED
    }

    private final byte[] bytes;
    private final int limit;
    private final Origin origin;
    private int position;

    private ValueReader(byte[] bytes, int offset, int length, Origin origin) {
        this.bytes = bytes;
        this.position = offset;
        this.limit = offset + length;
        this.origin = origin;
    }

    /**
     * A value from a client that is to be stored.
     *
     * @throws MalformedReplyException if it is broken, not sorted as its mark says, has a key twice
     *     or a key of a type that keys cannot have
     */
    public static Value readStorable(byte[] bytes, int offset, int length) {
        return new ValueReader(bytes, offset, length, Origin.VALUE).readWhole();
    }

    /**
     * A value that a selection compares with; may hold wildcards and infinity.
     *
     * @throws MalformedReplyException if it is broken
     */
    public static Value readArgument(byte[] bytes, int offset, int length) {
        return new ValueReader(bytes, offset, length, Origin.ARGUMENT).readWhole();
    }

    /**
     * A value of the store.
     *
     * @throws MalformedReplyException if it is broken
     */
    public static Value readStored(byte[] bytes, int offset, int length) {
        return new ValueReader(bytes, offset, length, Origin.TRUSTED).readWhole();
    }

    private Value readWhole() {
        Value value = read(0);
        if (position != limit) {
            throw malformed(Quantity.of(limit - position, "byte") + " left after the value");
        }
        return value;
    }

    private Value read(int depth) {
        if (depth > MsgpackWriter.MAX_DEPTH) {
            throw malformed("nested deeper than " + MsgpackWriter.MAX_DEPTH + " levels");
        }
        int lead = bytes[take(1)] & 0xFF;
        if (lead < 0x80 || lead >= 0xE0) {
            return new Value.Int((byte) lead);
        }
        if (lead < 0x90) {
            return readMap(lead & 0x0F, depth);
        }
        if (lead < 0xA0) {
            return readList(lead & 0x0F, depth);
        }
        if (lead < 0xC0) {
            return readParticle(lead & 0x1F);
        }
        return switch (lead) {
            case 0xC0 -> Value.NIL;
            case 0xC2 -> Value.FALSE;
            case 0xC3 -> Value.TRUE;
            case 0xC4, 0xD9 -> readParticle(bytes[take(1)] & 0xFF);
            case 0xC5, 0xDA -> readParticle(Bytes.getUnsignedShort(bytes, take(2)));
            case 0xC6, 0xDB -> readParticle(Bytes.getInt(bytes, take(4)));
            case 0xC7 -> readExtension(bytes[take(1)] & 0xFF);
            case 0xC8 -> readExtension(Bytes.getUnsignedShort(bytes, take(2)));
            case 0xC9 -> readExtension(Bytes.getInt(bytes, take(4)));
            case 0xCA -> new Value.Float32(Float.intBitsToFloat(Bytes.getInt(bytes, take(4))));
            case 0xCB -> new Value.Float64(Bytes.getDouble(bytes, take(8)));
            case 0xCC -> new Value.Int(bytes[take(1)] & 0xFF);
            case 0xCD -> new Value.Int(Bytes.getUnsignedShort(bytes, take(2)));
            case 0xCE -> new Value.Int(Bytes.getInt(bytes, take(4)) & 0xFFFF_FFFFL);
            case 0xCF -> unsigned(Bytes.getLong(bytes, take(8)));
            case 0xD0 -> new Value.Int(bytes[take(1)]);
            case 0xD1 -> new Value.Int((short) Bytes.getUnsignedShort(bytes, take(2)));
            case 0xD2 -> new Value.Int(Bytes.getInt(bytes, take(4)));
            case 0xD3 -> new Value.Int(Bytes.getLong(bytes, take(8)));
            case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> readExtension(1 << (lead - 0xD4));
            case 0xDC -> readList(Bytes.getUnsignedShort(bytes, take(2)), depth);
            case 0xDD -> readList(Bytes.getInt(bytes, take(4)), depth);
            case 0xDE -> readMap(Bytes.getUnsignedShort(bytes, take(2)), depth);
            case 0xDF -> readMap(Bytes.getInt(bytes, take(4)), depth);
            default -> throw malformed("0xc1 is no MessagePack value");
        };
    }

    private static Value unsigned(long bits) {
        return bits < 0 ? new Value.UnsignedInt(bits) : new Value.Int(bits);
    }

    private Value readParticle(int length) {
        int start = take(length);
        if (length == 0) {
            return new Particle(EMPTY_PARTICLE, new byte[0]);
        }
        return new Particle(
                bytes[start] & 0xFF, Arrays.copyOfRange(bytes, start + 1, start + length));
    }

    private Value readExtension(int length) {
        int type = bytes[take(1)] & 0xFF;
        int start = take(length);
        if (type == 0xFF && length == 1 && bytes[start] >= 0 && bytes[start] <= 1) {
            if (origin != Origin.ARGUMENT) {
                throw malformed("a wildcard or infinity where a value is stored");
            }
            return bytes[start] == 0 ? Value.WILDCARD : Value.INFINITY;
        }
        return new Value.Extension(type, Arrays.copyOfRange(bytes, start, start + length));
    }

    private Value readList(int count, int depth) {
        checkCount(count, 1);
        int order = 0;
        int remaining = count;
        if (count > 0 && isOrderMark()) {
            order = readOrderMark() & ListValue.ORDERED;
            remaining--;
        }
        List<Value> elements = new ArrayList<>(remaining);
        for (int i = 0; i < remaining; i++) {
            Value element = read(depth + 1);
            if (order != 0 && origin == Origin.VALUE && i > 0) {
                if (ValueOrder.INSTANCE.compare(elements.get(i - 1), element) > 0) {
                    throw malformed("a list that is marked as ordered is not sorted");
                }
            }
            elements.add(element);
        }
        return new ListValue(order, elements);
    }

    private Value readMap(int count, int depth) {
        checkCount(count, 2);
        int order = 0;
        int remaining = count;
        if (count > 0 && isOrderMark()) {
            order = readOrderMark() & ~PERSIST_INDEX;
            if (origin != Origin.TRUSTED) {
                order &= MapValue.KEY_VALUE_ORDERED;
            }
            read(depth + 1);
            remaining--;
        }
        List<Entry> entries = new ArrayList<>(remaining);
        boolean sorted = true;
        for (int i = 0; i < remaining; i++) {
            Value key = read(depth + 1);
            if (origin == Origin.VALUE && !isKey(key)) {
                throw malformed("a map key is neither integer, string nor blob");
            }
            if (i > 0) {
                int step = ValueOrder.INSTANCE.compare(entries.get(i - 1).key(), key);
                sorted &= step <= 0;
                if (step == 0 && origin == Origin.VALUE) {
                    throw malformed("a map has a key twice");
                }
            }
            entries.add(new Entry(key, read(depth + 1)));
        }
        if (!sorted && (order & MapValue.RESULT_ORDERED) == 0) {
            sort(entries, order);
        }
        return new MapValue(order, entries);
    }

    private void sort(List<Entry> entries, int order) {
        if (origin == Origin.VALUE && (order & MapValue.KEY_ORDERED) != 0) {
            throw malformed("a map that is marked as ordered is not sorted");
        }
        entries.sort((a, b) -> ValueOrder.INSTANCE.compare(a.key(), b.key()));
        for (int i = 1; i < entries.size() && origin == Origin.VALUE; i++) {
            if (ValueOrder.INSTANCE.compare(entries.get(i - 1).key(), entries.get(i).key()) == 0) {
                throw malformed("a map has a key twice");
            }
        }
    }

    /** Whether {@code value} may be a map key: integer, string or blob. */
    static boolean isKey(Value value) {
        if (value instanceof Particle particle) {
            return particle.type() == ParticleType.STRING || particle.type() == ParticleType.BLOB;
        }
        return value instanceof Value.Int || value instanceof Value.UnsignedInt;
    }

    /** An extension that stands first in a container, other than an argument such as a wildcard. */
    private boolean isOrderMark() {
        if (position >= limit) {
            return false;
        }
        int lead = bytes[position] & 0xFF;
        int typeAt =
                switch (lead) {
                    case 0xC7 -> 2;
                    case 0xC8 -> 3;
                    case 0xC9 -> 5;
                    case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> 1;
                    default -> 0;
                };
        return typeAt > 0 && position + typeAt < limit && bytes[position + typeAt] != (byte) 0xFF;
    }

    private int readOrderMark() {
        Value mark = read(0);
        return mark instanceof Value.Extension extension ? extension.type() : 0;
    }

    private void checkCount(int count, int bytesPerItem) {
        if (count < 0 || (long) count * bytesPerItem > limit - position) {
            throw malformed(
                    Quantity.of(Integer.toUnsignedLong(count), "item")
                            + " announced, "
                            + Quantity.of(limit - position, "byte")
                            + " left");
        }
    }

    private int take(int count) {
        if (count < 0 || count > limit - position) {
            throw malformed(
                    Quantity.of(Integer.toUnsignedLong(count), "byte")
                            + " announced, "
                            + (limit - position)
                            + " left");
        }
        int start = position;
        position += count;
        return start;
    }

    private MalformedReplyException malformed(String what) {
        return new MalformedReplyException(what, position);
    }
}
