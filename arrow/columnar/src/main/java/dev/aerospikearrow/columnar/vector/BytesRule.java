package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.Utf8;

/**
 * Rules for the values that a text or binary column takes, and for their bytes. After an accepting
 * call the bytes are {@link #length()} from {@link #offset()} of {@link #bytes()}.
 */
abstract class BytesRule {
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    static BytesRule text(Conversion conversion) {
        return new TextRule(conversion);
    }

    static BytesRule binary(Conversion conversion) {
        return new BinaryRule(conversion);
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    final Fit take(byte[] source, int from, int count, Fit fit) {
        bytes = source;
        offset = from;
        length = count;
        return fit;
    }

    /** A bin's value. */
    final Fit takeParticle(int particleType, byte[] source, int from, int count) {
        return switch (particleType) {
            case ParticleType.INTEGER -> takeScalar(Particles.readLong(source, from, count));
            case ParticleType.DOUBLE -> takeScalar(Particles.readDouble(source, from, count));
            case ParticleType.BOOL -> takeScalar(Particles.readBoolean(source, from, count));
            case Column.UNSIGNED -> takeScalar(LeafBuilder.unsigned(Bytes.getLong(source, from)));
            case ParticleType.GEOJSON -> {
                int text = Particles.geoJsonTextOffset(source, from, count);
                yield takeBytes(particleType, source, text, from + count - text);
            }
            default -> takeBytes(particleType, source, from, count);
        };
    }

    /** A string, blob, GeoJSON (its text only) or whatever else is bytes. */
    abstract Fit takeBytes(int particleType, byte[] source, int from, int count);

    /** A number or boolean as people write it. */
    abstract Fit takeScalar(Object value);

    private static final class TextRule extends BytesRule {
        private final Conversion conversion;

        TextRule(Conversion conversion) {
            this.conversion = conversion;
        }

        @Override
        Fit takeBytes(int particleType, byte[] source, int from, int count) {
            boolean text =
                    particleType == ParticleType.STRING || particleType == ParticleType.GEOJSON;
            boolean coerce = conversion == Conversion.COERCE;
            if (!text && !(coerce && particleType == ParticleType.BLOB)) {
                return Fit.WRONG_TYPE;
            }
            if (Utf8.isValid(source, from, count)) {
                return take(source, from, count, text ? Fit.EXACT : Fit.COERCED);
            }
            if (text && coerce) {
                byte[] mended = Bytes.utf8(Bytes.getUtf8(source, from, count));
                return take(mended, 0, mended.length, Fit.COERCED);
            }
            return Fit.NOT_UTF8;
        }

        @Override
        Fit takeScalar(Object value) {
            if (conversion != Conversion.COERCE) {
                return Fit.WRONG_TYPE;
            }
            byte[] text = Bytes.utf8(value.toString());
            return take(text, 0, text.length, Fit.COERCED);
        }
    }

    private static final class BinaryRule extends BytesRule {
        private final Conversion conversion;

        BinaryRule(Conversion conversion) {
            this.conversion = conversion;
        }

        @Override
        Fit takeBytes(int particleType, byte[] source, int from, int count) {
            if (particleType != ParticleType.LIST && particleType != ParticleType.MAP) {
                return take(source, from, count, Fit.EXACT);
            }
            return conversion == Conversion.COERCE
                    ? take(source, from, count, Fit.COERCED)
                    : Fit.WRONG_TYPE;
        }

        @Override
        Fit takeScalar(Object value) {
            return Fit.WRONG_TYPE;
        }
    }
}
