package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.math.BigInteger;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A builder of values that hold no others. It takes a value's kind apart once, whether the value is
 * a bin or sits inside a list or map; subclasses take what they have a place for.
 */
abstract class LeafBuilder extends ValueBuilder {
    LeafBuilder(Field field, BufferSource source) {
        super(field, source);
    }

    @Override
    final Fit appendParticle(int particleType, byte[] bytes, int offset, int length) {
        return switch (particleType) {
            case ParticleType.INTEGER -> appendLong(Particles.readLong(bytes, offset, length));
            case ParticleType.DOUBLE -> appendDouble(Particles.readDouble(bytes, offset, length));
            case ParticleType.BOOL -> appendBoolean(Particles.readBoolean(bytes, offset, length));
            case UNSIGNED -> appendUnsigned(Bytes.getLong(bytes, offset));
            case ParticleType.GEOJSON -> {
                int text = Particles.geoJsonTextOffset(bytes, offset, length);
                yield appendBytes(particleType, bytes, text, offset + length - text);
            }
            default -> appendBytes(particleType, bytes, offset, length);
        };
    }

    @Override
    final Fit append(NestedCursor cursor) {
        MsgpackReader reader = cursor.reader();
        switch (reader.nextKind()) {
            case INTEGER:
                return appendLong(reader.readLong());
            case UNSIGNED:
                return appendUnsigned(reader.readUnsigned());
            case FLOATING:
                return appendDouble(reader.readDouble());
            case BOOLEAN:
                return appendBoolean(reader.readBoolean());
            case PARTICLE:
                int type = reader.readParticle();
                return appendBytes(
                        type, cursor.bytes(), reader.valueOffset(), reader.valueLength());
            case NIL, LIST, MAP, EXTENSION:
                break;
        }
        reader.skip();
        return Fit.WRONG_TYPE;
    }

    Fit appendLong(long value) {
        return Fit.WRONG_TYPE;
    }

    /** An integer above 2^63-1. */
    Fit appendUnsigned(long bits) {
        return Fit.WRONG_TYPE;
    }

    /** The number that an unsigned one's bits stand for. */
    static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    Fit appendDouble(double value) {
        return Fit.WRONG_TYPE;
    }

    Fit appendBoolean(boolean value) {
        return Fit.WRONG_TYPE;
    }

    /** A string, blob, or other value of which the bytes are known; GeoJSON is its text only. */
    Fit appendBytes(int particleType, byte[] bytes, int offset, int length) {
        return Fit.WRONG_TYPE;
    }

    @Override
    public final Fit writeLong(int row, long value) {
        seek(row);
        return appendLong(value);
    }
}
