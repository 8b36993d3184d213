package dev.aerospikearrow.protocol.particle;

import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.Utf8;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bin values as Java objects (docs/docs/internals/wire.md, section 3.4).
 *
 * <p>The package {@link dev.aerospikearrow.data} has the table of types.
 */
public final class Particles {
    /** A GeoJSON value starts with {@code u8 flags | u16 cell count | count x u64 cell id}. */
    private static final int GEOJSON_HEADER_LENGTH = 3;

    private Particles() {}

    /**
     * The wire type that {@code value} is written as.
     *
     * @throws IllegalArgumentException if no type fits; the message lists those that do
     */
    public static int typeOf(@Nullable Object value) {
        if (value == null) {
            return ParticleType.NULL;
        }
        if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return ParticleType.INTEGER;
        }
        if (value instanceof Double || value instanceof Float) {
            return ParticleType.DOUBLE;
        }
        if (value instanceof String) {
            return ParticleType.STRING;
        }
        if (value instanceof byte[]) {
            return ParticleType.BLOB;
        }
        if (value instanceof Boolean) {
            return ParticleType.BOOL;
        }
        if (value instanceof List) {
            return ParticleType.LIST;
        }
        if (value instanceof Map) {
            return ParticleType.MAP;
        }
        if (value instanceof GeoJson) {
            return ParticleType.GEOJSON;
        }
        if (value instanceof RawParticle raw) {
            return raw.particleType();
        }
        if (value instanceof BigInteger) {
            throw new IllegalArgumentException(
                    "The integer "
                            + value
                            + " cannot be a bin value as a BigInteger: the integer of a bin is a"
                            + " long. Use longValueExact(), or store a text; inside lists and maps,"
                            + " a BigInteger up to 18446744073709551615 can be stored.");
        }
        throw new IllegalArgumentException(
                "A value of "
                        + value.getClass().getName()
                        + " cannot be a bin value. Use null, Long, Integer, Short, Byte, Double, Float, Boolean, String,"
                        + " byte[], List, Map, GeoJson or RawParticle.");
    }

    /** Appends the bytes of {@code value}, without its type. */
    public static void write(WireBuffer target, @Nullable Object value) {
        if (value instanceof RawParticle raw) {
            target.putBytes(raw.bytes());
            return;
        }
        switch (typeOf(value)) {
            case ParticleType.NULL -> {}
            case ParticleType.INTEGER -> target.putLong(((Number) required(value)).longValue());
            case ParticleType.DOUBLE -> target.putDouble(((Number) required(value)).doubleValue());
            case ParticleType.STRING -> target.putBytes(Bytes.utf8((String) required(value)));
            case ParticleType.BOOL -> target.putByte((Boolean) required(value) ? 1 : 0);
            case ParticleType.LIST, ParticleType.MAP -> new MsgpackWriter(target).writeValue(value);
            case ParticleType.GEOJSON -> {
                target.putByte(0);
                target.putShort(0);
                target.putBytes(Bytes.utf8(((GeoJson) required(value)).json()));
            }
            default -> target.putBytes((byte[]) required(value));
        }
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("null has no bytes");
        }
        return value;
    }

    /**
     * The value of {@code length} bytes at {@code offset}.
     *
     * @throws MalformedReplyException if the length does not fit the type, or a list or map is
     *     broken inside
     */
    public static @Nullable Object read(int particleType, byte[] bytes, int offset, int length) {
        return switch (particleType) {
            case ParticleType.NULL -> null;
            case ParticleType.INTEGER -> readLong(bytes, offset, length);
            case ParticleType.DOUBLE -> readDouble(bytes, offset, length);
            case ParticleType.BOOL -> readBoolean(bytes, offset, length);
            case ParticleType.STRING -> {
                String text = Utf8.decode(bytes, offset, length);
                yield text == null ? rawParticle(particleType, bytes, offset, length) : text;
            }
            case ParticleType.BLOB -> Arrays.copyOfRange(bytes, offset, offset + length);
            case ParticleType.LIST -> MsgpackReader.readWhole(Kind.LIST, bytes, offset, length);
            case ParticleType.MAP -> MsgpackReader.readWhole(Kind.MAP, bytes, offset, length);
            case ParticleType.GEOJSON -> {
                int textOffset = geoJsonTextOffset(bytes, offset, length);
                String json = Utf8.decode(bytes, textOffset, offset + length - textOffset);
                yield json == null
                        ? rawParticle(particleType, bytes, offset, length)
                        : new GeoJson(json);
            }
            default -> rawParticle(particleType, bytes, offset, length);
        };
    }

    private static RawParticle rawParticle(int type, byte[] bytes, int offset, int length) {
        return new RawParticle(type, Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /**
     * An INTEGER: 8 bytes in replies; 1, 2 or 4 bytes, which the wire also knows, are
     * zero-extended.
     */
    public static long readLong(byte[] bytes, int offset, int length) {
        return switch (length) {
            case 8 -> Bytes.getLong(bytes, offset);
            case 4 -> Bytes.getInt(bytes, offset) & 0xFFFF_FFFFL;
            case 2 -> Bytes.getUnsignedShort(bytes, offset);
            case 1 -> Bytes.getUnsignedByte(bytes, offset);
            default ->
                    throw new MalformedReplyException(
                            "an INTEGER of 8 bytes expected, found " + length, offset);
        };
    }

    /** A DOUBLE: always 8 bytes. */
    public static double readDouble(byte[] bytes, int offset, int length) {
        if (length != 8) {
            throw new MalformedReplyException(
                    "a DOUBLE of 8 bytes expected, found " + length, offset);
        }
        return Bytes.getDouble(bytes, offset);
    }

    /** A BOOL: one byte, 0 or 1. */
    public static boolean readBoolean(byte[] bytes, int offset, int length) {
        if (length != 1) {
            throw new MalformedReplyException("a BOOL of 1 byte expected, found " + length, offset);
        }
        return bytes[offset] != 0;
    }

    /** Where the text of a GEOJSON value starts, past the cells that the server puts before it. */
    public static int geoJsonTextOffset(byte[] bytes, int offset, int length) {
        if (length < GEOJSON_HEADER_LENGTH) {
            throw new MalformedReplyException(
                    "a GEOJSON of 3 bytes or more expected, found " + length, offset);
        }
        int headerLength = GEOJSON_HEADER_LENGTH + 8 * Bytes.getUnsignedShort(bytes, offset + 1);
        if (headerLength > length) {
            throw new MalformedReplyException(
                    "a GEOJSON announces "
                            + headerLength
                            + " bytes of cells, the value has "
                            + length,
                    offset);
        }
        return offset + headerLength;
    }
}
