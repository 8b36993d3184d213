package dev.aerospikearrow.server.store;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Arrays;

/**
 * A window on the bytes of one value, as they travel (docs/docs/internals/wire.md, section 3.4).
 * The bytes are never changed by whoever holds the window; a window on a request is valid while the
 * request is carried out.
 *
 * @param particleType see {@link ParticleType}
 * @param bytes holds the value
 * @param offset where the value starts in {@code bytes}
 * @param length bytes of the value
 */
public record ParticleValue(int particleType, byte[] bytes, int offset, int length) {
    /** The absent value: what an operation answers that has nothing to report. */
    public static final ParticleValue NOTHING = of(ParticleType.NULL, new byte[0]);

    /** A value that fills {@code bytes}. */
    public static ParticleValue of(int particleType, byte[] bytes) {
        return new ParticleValue(particleType, bytes, 0, bytes.length);
    }

    /** An integer. */
    public static ParticleValue ofLong(long value) {
        byte[] bytes = new byte[Long.BYTES];
        Bytes.putLong(bytes, 0, value);
        return of(ParticleType.INTEGER, bytes);
    }

    /** A double. */
    public static ParticleValue ofDouble(double value) {
        byte[] bytes = new byte[Double.BYTES];
        Bytes.putLong(bytes, 0, Double.doubleToRawLongBits(value));
        return of(ParticleType.DOUBLE, bytes);
    }

    /** A bool. */
    public static ParticleValue ofBoolean(boolean value) {
        return of(ParticleType.BOOL, new byte[] {(byte) (value ? 1 : 0)});
    }

    /** The value as an integer; only for {@link ParticleType#INTEGER}. */
    public long asLong() {
        return Bytes.getLong(bytes, offset);
    }

    /** The value as a double; only for {@link ParticleType#DOUBLE}. */
    public double asDouble() {
        return Bytes.getDouble(bytes, offset);
    }

    /** A copy of the value's bytes. */
    public byte[] copyBytes() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public String toString() {
        return ParticleType.name(particleType) + "[" + Quantity.of(length, "byte") + "]";
    }
}
