package dev.aerospikearrow.protocol.msgpack;

import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.protocol.wire.Utf8;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the server's dialect of MessagePack (docs/docs/internals/wire.md, section 5).
 * Columns pull tokens from it without making an object; {@link #readValue()} makes Java objects of
 * whatever comes. Every read is checked against the value's end and against the token that is
 * there. Reusable by {@link #reset}; not thread-safe.
 *
 * <p>The marks of order that the server puts first in a container are dropped: headers return the
 * number of elements or entries that remain.
 */
public final class MsgpackReader {
    /** What comes next. */
    public enum Kind {
        NIL,
        BOOLEAN,
        INTEGER,
        /** An integer above 2^63-1, which is no {@code long}: {@link #readUnsigned()}. */
        UNSIGNED,
        FLOATING,
        /** A string, blob, GeoJSON or other particle: {@link #readParticle()}. */
        PARTICLE,
        LIST,
        MAP,
        EXTENSION
    }

    private static final int INITIAL_CAPACITY = 64;

    private byte[] bytes = new byte[0];
    private int position;
    private int limit;
    private int valueOffset;
    private int valueLength;

    /** Points the cursor at {@code length} bytes from {@code offset}. */
    public MsgpackReader reset(byte[] source, int offset, int length) {
        bytes = source;
        position = offset;
        limit = offset + length;
        return this;
    }

    /** The value that fills the range exactly. */
    public static @Nullable Object readWhole(byte[] bytes, int offset, int length) {
        MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
        Object value = reader.readValue();
        reader.requireEnd();
        return value;
    }

    /** The same, where the value must be of the given kind. */
    public static @Nullable Object readWhole(Kind kind, byte[] bytes, int offset, int length) {
        MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
        reader.require(kind);
        Object value = reader.readValue();
        reader.requireEnd();
        return value;
    }

    /** Where the next token starts, in bytes from the start of the array. */
    public int position() {
        return position;
    }

    public boolean hasRemaining() {
        return position < limit;
    }

    /** Fails if bytes are left. */
    public void requireEnd() {
        if (position != limit) {
            throw new MalformedReplyException(
                    Quantity.of(limit - position, "byte") + " left after a list or map", position);
        }
    }

    /** Steps over the value that fills the range exactly, and fails if it is broken inside. */
    public void requireWhole() {
        skip();
        requireEnd();
    }

    public Kind nextKind() {
        int lead = lead();
        if (lead < 0x80 || lead >= 0xE0) {
            return Kind.INTEGER;
        }
        if (lead < 0x90) {
            return Kind.MAP;
        }
        if (lead < 0xA0) {
            return Kind.LIST;
        }
        if (lead < 0xC0) {
            return Kind.PARTICLE;
        }
        return switch (lead) {
            case 0xC0 -> Kind.NIL;
            case 0xC2, 0xC3 -> Kind.BOOLEAN;
            case 0xC4, 0xC5, 0xC6, 0xD9, 0xDA, 0xDB -> Kind.PARTICLE;
            case 0xC7, 0xC8, 0xC9, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> Kind.EXTENSION;
            case 0xCA, 0xCB -> Kind.FLOATING;
            case 0xDC, 0xDD -> Kind.LIST;
            case 0xDE, 0xDF -> Kind.MAP;
            case 0xC1 ->
                    throw new MalformedReplyException("0xc1 is no MessagePack value", position);
            case 0xCF -> isTopBitSet() ? Kind.UNSIGNED : Kind.INTEGER;
            default -> Kind.INTEGER;
        };
    }

    public void readNil() {
        require(Kind.NIL);
        position++;
    }

    public boolean readBoolean() {
        require(Kind.BOOLEAN);
        return bytes[position++] == (byte) 0xC3;
    }

    /** Whether the number after the lead byte starts with a 1; one that is cut off does not. */
    private boolean isTopBitSet() {
        return position + 1 < limit && bytes[position + 1] < 0;
    }

    /** The bits of an integer above 2^63-1: as a {@code long} it is negative. */
    public long readUnsigned() {
        require(Kind.UNSIGNED);
        position++;
        return Bytes.getLong(bytes, take(Long.BYTES));
    }

    /** An integer. */
    public long readLong() {
        require(Kind.INTEGER);
        int lead = lead();
        position++;
        if (lead < 0x80 || lead >= 0xE0) {
            return (byte) lead;
        }
        return switch (lead) {
            case 0xCC -> bytes[take(1)] & 0xFF;
            case 0xCD -> Bytes.getUnsignedShort(bytes, take(2));
            case 0xCE -> Bytes.getInt(bytes, take(4)) & 0xFFFF_FFFFL;
            case 0xD0 -> bytes[take(1)];
            case 0xD1 -> (short) Bytes.getUnsignedShort(bytes, take(2));
            case 0xD2 -> Bytes.getInt(bytes, take(4));
            default -> Bytes.getLong(bytes, take(8));
        };
    }

    /** A float or double. */
    public double readDouble() {
        require(Kind.FLOATING);
        return lead() == 0xCA ? readFloat32() : readFloat64();
    }

    private float readFloat32() {
        position++;
        return Float.intBitsToFloat(Bytes.getInt(bytes, take(4)));
    }

    private double readFloat64() {
        position++;
        return Bytes.getDouble(bytes, take(8));
    }

    /**
     * Steps over a string, blob or other particle and returns its type; its bytes, without the
     * type, lie at {@link #valueOffset()} in {@link #valueLength()}. An empty one, which has no
     * type, is a blob.
     */
    public int readParticle() {
        readBytes();
        if (valueLength == 0) {
            return ParticleType.BLOB;
        }
        valueOffset++;
        valueLength--;
        return bytes[valueOffset - 1] & 0xFF;
    }

    /**
     * A text that has no particle type in front, as in answers that are no values of records; what
     * is no UTF-8 in it is replaced.
     */
    public String readPlainText() {
        readBytes();
        return Bytes.getUtf8(bytes, valueOffset, valueLength);
    }

    private void readBytes() {
        require(Kind.PARTICLE);
        int lead = lead();
        position++;
        int length =
                lead < 0xC0
                        ? lead & 0x1F
                        : switch (lead) {
                            case 0xC4, 0xD9 -> bytes[take(1)] & 0xFF;
                            case 0xC5, 0xDA -> Bytes.getUnsignedShort(bytes, take(2));
                            default -> Bytes.getInt(bytes, take(4));
                        };
        valueOffset = take(length);
        valueLength = length;
    }

    /** Where the bytes of the last particle start. */
    public int valueOffset() {
        return valueOffset;
    }

    /** How many bytes the last particle has. */
    public int valueLength() {
        return valueLength;
    }

    /** Enters a list and returns how many elements follow. */
    public int readListHeader() {
        require(Kind.LIST);
        int lead = lead();
        position++;
        int count = containerCount(lead < 0xA0 ? lead & 0x0F : lead == 0xDC ? -2 : -4, 1);
        if (count > 0 && hasRemaining() && nextKind() == Kind.EXTENSION) {
            skipExtension();
            count--;
        }
        return count;
    }

    /** Enters a map and returns how many entries follow, a key and a value each. */
    public int readMapHeader() {
        require(Kind.MAP);
        int lead = lead();
        position++;
        int count = containerCount(lead < 0x90 ? lead & 0x0F : lead == 0xDE ? -2 : -4, 2);
        if (count > 0 && hasRemaining() && nextKind() == Kind.EXTENSION) {
            skipExtension();
            // Not skip(): a value that is a map with a mark again, and so on, would exhaust the
            // stack.
            readNil();
            count--;
        }
        return count;
    }

    /**
     * A count that is given, or follows in 2 or 4 bytes (-2, -4); each item takes at least {@code
     * bytesPerItem}.
     */
    private int containerCount(int given, int bytesPerItem) {
        int count =
                given >= 0
                        ? given
                        : given == -2
                                ? Bytes.getUnsignedShort(bytes, take(2))
                                : Bytes.getInt(bytes, take(4));
        if (count < 0 || (long) count * bytesPerItem > limit - position) {
            throw new MalformedReplyException(
                    "a list or map announces "
                            + Quantity.of(Integer.toUnsignedLong(count), "item")
                            + ", the value has "
                            + Quantity.of(limit - position, "byte")
                            + " left",
                    position);
        }
        return count;
    }

    /** Steps over the next value, whatever it is, without recursion. */
    public void skip() {
        long open = 1;
        while (open > 0) {
            open--;
            switch (nextKind()) {
                case NIL, BOOLEAN -> position++;
                case INTEGER -> readLong();
                case UNSIGNED -> readUnsigned();
                case FLOATING -> readDouble();
                case PARTICLE -> readParticle();
                case EXTENSION -> skipExtension();
                case LIST -> open += readListHeader();
                case MAP -> open += 2L * readMapHeader();
            }
        }
    }

    /**
     * How many lists and maps a value nests, one inside the other, itself included; 0 for a value
     * that is neither.
     */
    public static int depth(byte[] bytes, int offset, int length) {
        MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
        // How many values are left of each list or map that is open.
        long[] left = new long[8];
        int open = 0;
        int deepest = 0;
        do {
            if (open > 0) {
                left[open - 1]--;
            }
            Kind kind = reader.nextKind();
            if (kind == Kind.LIST || kind == Kind.MAP) {
                if (open == left.length) {
                    left = Arrays.copyOf(left, 2 * open);
                }
                left[open++] =
                        kind == Kind.LIST ? reader.readListHeader() : 2L * reader.readMapHeader();
                deepest = Math.max(deepest, open);
            } else {
                reader.skip();
            }
            while (open > 0 && left[open - 1] == 0) {
                open--;
            }
        } while (open > 0);
        return deepest;
    }

    private void skipExtension() {
        int lead = lead();
        position++;
        int length =
                switch (lead) {
                    case 0xC7 -> bytes[take(1)] & 0xFF;
                    case 0xC8 -> Bytes.getUnsignedShort(bytes, take(2));
                    case 0xC9 -> Bytes.getInt(bytes, take(4));
                    default -> 1 << (lead - 0xD4);
                };
        take(1);
        take(length);
    }

    /**
     * The next value as a Java object: Long, BigInteger (an integer above 2^63-1), Double, Float (a
     * 32-bit float), Boolean, String, byte[], GeoJson, RawParticle (also a text that is no UTF-8),
     * List, Map (in the server's order), null.
     */
    public @Nullable Object readValue() {
        return readValue(0);
    }

    private @Nullable Object readValue(int depth) {
        if (depth > MsgpackWriter.MAX_DEPTH) {
            throw new MalformedReplyException(
                    "a list or map is nested deeper than " + MsgpackWriter.MAX_DEPTH + " levels",
                    position);
        }
        return switch (nextKind()) {
            case NIL -> {
                position++;
                yield null;
            }
            case BOOLEAN -> readBoolean();
            case INTEGER -> readLong();
            case UNSIGNED -> new BigInteger(Long.toUnsignedString(readUnsigned()));
            case FLOATING -> {
                // Not a conditional expression: that would widen the float to a double.
                if (lead() == 0xCA) {
                    yield readFloat32();
                }
                yield readFloat64();
            }
            case PARTICLE -> readParticleValue();
            case LIST -> readList(depth);
            case MAP -> readMap(depth);
            case EXTENSION -> {
                int start = position;
                skipExtension();
                yield new RawParticle(0xFF, Arrays.copyOfRange(bytes, start, position));
            }
        };
    }

    private Object readParticleValue() {
        int type = readParticle();
        return switch (type) {
            case ParticleType.STRING -> {
                String text = Utf8.decode(bytes, valueOffset, valueLength);
                yield text == null ? rawParticle(type) : text;
            }
            case ParticleType.BLOB ->
                    Arrays.copyOfRange(bytes, valueOffset, valueOffset + valueLength);
            case ParticleType.GEOJSON -> {
                String json = Utf8.decode(bytes, valueOffset, valueLength);
                yield json == null ? rawParticle(type) : new GeoJson(json);
            }
            default -> rawParticle(type);
        };
    }

    private RawParticle rawParticle(int type) {
        return new RawParticle(
                type, Arrays.copyOfRange(bytes, valueOffset, valueOffset + valueLength));
    }

    private List<@Nullable Object> readList(int depth) {
        int count = readListHeader();
        // The count is a claim, and claims of nested lists add up: room is made as elements come.
        List<@Nullable Object> list = new ArrayList<>(Math.min(count, INITIAL_CAPACITY));
        for (int i = 0; i < count; i++) {
            list.add(readValue(depth + 1));
        }
        return list;
    }

    private Map<@Nullable Object, @Nullable Object> readMap(int depth) {
        int count = readMapHeader();
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Object key = readValue(depth + 1);
            map.put(key, readValue(depth + 1));
        }
        return map;
    }

    private int lead() {
        if (position >= limit) {
            throw new MalformedReplyException("a list or map ends where a value is due", position);
        }
        return bytes[position] & 0xFF;
    }

    private void require(Kind kind) {
        Kind found = nextKind();
        if (found != kind) {
            throw new MalformedReplyException(kind + " expected, found " + found, position);
        }
    }

    /** Moves past {@code count} bytes and returns where they start. */
    private int take(int count) {
        int start = position;
        if (count < 0 || count > limit - start) {
            throw new MalformedReplyException(
                    "a value announces "
                            + Quantity.of(Integer.toUnsignedLong(count), "byte")
                            + ", its container has "
                            + (limit - start)
                            + " left",
                    start);
        }
        position = start + count;
        return start;
    }
}
