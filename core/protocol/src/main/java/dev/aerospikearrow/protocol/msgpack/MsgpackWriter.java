package dev.aerospikearrow.protocol.msgpack;

import dev.aerospikearrow.data.ArgumentMark;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A writer of the server's dialect of MessagePack (docs/docs/internals/wire.md, section 5): strings
 * and blobs are a <em>str</em> whose first byte is the particle type, integers take their smallest
 * form, and a map that is a {@link SortedMap} is marked as ordered by key and sorted as the server
 * sorts. Other maps carry no mark and keep their iteration order on the wire.
 */
public final class MsgpackWriter {
    /**
     * Containers may be nested this deep, in both directions, so that a value cannot exhaust the
     * stack.
     */
    public static final int MAX_DEPTH = 512;

    private static final int KEY_ORDERED = 0x01;

    private final WireBuffer target;

    public MsgpackWriter(WireBuffer target) {
        this.target = target;
    }

    /**
     * Writes any value that {@link Particles} lists, nested ones included, or an {@link
     * ArgumentMark}.
     */
    public void writeValue(@Nullable Object value) {
        writeValue(value, 0);
    }

    private void writeValue(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "A list or map is nested deeper than " + MAX_DEPTH + " levels.");
        }
        if (value == null) {
            writeNil();
        } else if (value instanceof String text) {
            writeParticle(ParticleType.STRING, Bytes.utf8(text));
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            writeLong(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            writeInteger(number);
        } else if (value instanceof Double number) {
            writeDouble(number);
        } else if (value instanceof Float number) {
            writeFloat(number);
        } else if (value instanceof Boolean flag) {
            writeBoolean(flag);
        } else if (value instanceof byte[] blob) {
            writeParticle(ParticleType.BLOB, blob);
        } else if (value instanceof List<?> list) {
            writeArrayHeader(list.size());
            for (Object element : list) {
                writeValue(element, depth + 1);
            }
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else if (value instanceof GeoJson geo) {
            writeParticle(ParticleType.GEOJSON, Bytes.utf8(geo.json()));
        } else if (value instanceof RawParticle raw) {
            writeParticle(raw.particleType(), raw.bytes());
        } else if (value instanceof ArgumentMark mark) {
            writeArgumentMark(mark);
        } else {
            Particles.typeOf(value); // throws, and lists what may be written
        }
    }

    private void writeMap(Map<?, ?> map, int depth) {
        if (map instanceof SortedMap) {
            writeMapHeader(map.size() + 1);
            writeOrderMark(KEY_ORDERED);
            writeNil();
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            entries.sort((a, b) -> ServerOrder.INSTANCE.compare(a.getKey(), b.getKey()));
            for (Map.Entry<?, ?> entry : entries) {
                writeValue(entry.getKey(), depth + 1);
                writeValue(entry.getValue(), depth + 1);
            }
        } else {
            writeMapHeader(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writeValue(entry.getKey(), depth + 1);
                writeValue(entry.getValue(), depth + 1);
            }
        }
    }

    public void writeNil() {
        target.putByte(0xC0);
    }

    public void writeBoolean(boolean value) {
        target.putByte(value ? 0xC3 : 0xC2);
    }

    /** An integer in its smallest form. */
    public void writeLong(long value) {
        if (value >= 0) {
            if (value < 0x80) {
                target.putByte((int) value);
            } else if (value <= 0xFF) {
                target.putByte(0xCC);
                target.putByte((int) value);
            } else if (value <= 0xFFFF) {
                target.putByte(0xCD);
                target.putShort((int) value);
            } else if (value <= 0xFFFF_FFFFL) {
                target.putByte(0xCE);
                target.putInt((int) value);
            } else {
                target.putByte(0xCF);
                target.putLong(value);
            }
        } else if (value >= -32) {
            target.putByte((int) value);
        } else if (value >= Byte.MIN_VALUE) {
            target.putByte(0xD0);
            target.putByte((int) value);
        } else if (value >= Short.MIN_VALUE) {
            target.putByte(0xD1);
            target.putShort((int) value);
        } else if (value >= Integer.MIN_VALUE) {
            target.putByte(0xD2);
            target.putInt((int) value);
        } else {
            target.putByte(0xD3);
            target.putLong(value);
        }
    }

    /**
     * An integer in its smallest form.
     *
     * @throws IllegalArgumentException if it has more bits than one on the wire
     */
    public void writeInteger(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            writeLong(value.longValue());
        } else if (value.signum() > 0 && value.bitLength() == Long.SIZE) {
            writeUnsigned(value.longValue());
        } else {
            throw new IllegalArgumentException(
                    "An integer inside a list or map is between -9223372036854775808 and"
                            + " 18446744073709551615, but found "
                            + value
                            + ". Store a text, or bytes.");
        }
    }

    /** An integer of 64 bits that is not negative, of whatever size. */
    public void writeUnsigned(long bits) {
        if (bits >= 0) {
            writeLong(bits);
        } else {
            target.putByte(0xCF);
            target.putLong(bits);
        }
    }

    public void writeDouble(double value) {
        target.putByte(0xCB);
        target.putDouble(value);
    }

    public void writeFloat(float value) {
        target.putByte(0xCA);
        target.putInt(Float.floatToRawIntBits(value));
    }

    /** A string, blob, GeoJSON or other value with its particle type as the first byte. */
    public void writeParticle(int particleType, byte[] bytes) {
        writeParticleHeader(particleType, bytes.length);
        target.putBytes(bytes);
    }

    /** What stands before the {@code byteLength} bytes of {@link #writeParticle}. */
    public void writeParticleHeader(int particleType, int byteLength) {
        writeStringHeader(byteLength + 1);
        target.putByte(particleType);
    }

    /** A string without particle type: the names in expressions. */
    public void writePlainString(String text) {
        byte[] bytes = Bytes.utf8(text);
        writeStringHeader(bytes.length);
        target.putBytes(bytes);
    }

    private void writeStringHeader(int length) {
        if (length < 32) {
            target.putByte(0xA0 | length);
        } else if (length <= 0xFF) {
            target.putByte(0xD9);
            target.putByte(length);
        } else if (length <= 0xFFFF) {
            target.putByte(0xDA);
            target.putShort(length);
        } else {
            target.putByte(0xDB);
            target.putInt(length);
        }
    }

    public void writeArrayHeader(int count) {
        if (count < 16) {
            target.putByte(0x90 | count);
        } else if (count <= 0xFFFF) {
            target.putByte(0xDC);
            target.putShort(count);
        } else {
            target.putByte(0xDD);
            target.putInt(count);
        }
    }

    public void writeMapHeader(int count) {
        if (count < 16) {
            target.putByte(0x80 | count);
        } else if (count <= 0xFFFF) {
            target.putByte(0xDE);
            target.putShort(count);
        } else {
            target.putByte(0xDF);
            target.putInt(count);
        }
    }

    /** The empty extension that marks a container's order; as a map key it is followed by nil. */
    public void writeOrderMark(int bits) {
        target.putByte(0xC7);
        target.putByte(0);
        target.putByte(bits);
    }

    /** A mark to compare with: an extension of type 255 with one byte. */
    public void writeArgumentMark(ArgumentMark mark) {
        target.putByte(0xD4);
        target.putByte(0xFF);
        target.putByte(mark == ArgumentMark.WILDCARD ? 0 : 1);
    }

    /** Bytes that are MessagePack already. */
    public void writePacked(byte[] packed) {
        target.putBytes(packed);
    }
}
