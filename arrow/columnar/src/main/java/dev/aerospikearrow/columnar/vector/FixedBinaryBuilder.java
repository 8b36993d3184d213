package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import org.apache.arrow.vector.types.pojo.Field;

/** Blobs that all have the declared number of bytes. */
final class FixedBinaryBuilder extends FixedWidthBuilder {
    private final Conversion conversion;

    FixedBinaryBuilder(Field field, BufferSource source, int widthBytes, Conversion conversion) {
        super(field, source, widthBytes);
        this.conversion = conversion;
    }

    @Override
    Fit appendBytes(int particleType, byte[] bytes, int offset, int length) {
        boolean text = particleType == ParticleType.STRING;
        if (particleType != ParticleType.BLOB && !(text && conversion == Conversion.COERCE)) {
            return Fit.WRONG_TYPE;
        }
        if (length != widthBytes()) {
            return Fit.WRONG_LENGTH;
        }
        data().putExactly((long) nextSlot() * length, bytes, offset, length);
        advance();
        return text ? Fit.COERCED : Fit.EXACT;
    }
}
