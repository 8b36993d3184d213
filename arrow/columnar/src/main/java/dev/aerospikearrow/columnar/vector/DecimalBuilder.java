package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Decimals of 128 or 256 bits. An integer is taken by its value: 5 becomes 5.00 at scale 2. */
final class DecimalBuilder extends FixedWidthBuilder {
    private final int precision;
    private final int scale;
    private final Conversion conversion;

    DecimalBuilder(
            Field field, BufferSource source, ArrowType.Decimal type, Conversion conversion) {
        super(field, source, type.getBitWidth() / 8);
        this.precision = type.getPrecision();
        this.scale = type.getScale();
        this.conversion = conversion;
    }

    @Override
    Fit appendLong(long value) {
        return scale == 0 && precision > 18
                ? appendUnscaled(value)
                : appendDecimal(BigDecimal.valueOf(value));
    }

    @Override
    Fit appendUnsigned(long bits) {
        return appendDecimal(new BigDecimal(unsigned(bits)));
    }

    @Override
    Fit appendDouble(double value) {
        if (conversion != Conversion.COERCE) {
            return Fit.WRONG_TYPE;
        }
        return Double.isFinite(value)
                ? IntegerBuilder.coerced(appendDecimal(BigDecimal.valueOf(value)))
                : Fit.OUT_OF_RANGE;
    }

    @Override
    Fit appendBytes(int particleType, byte[] bytes, int offset, int length) {
        if (conversion != Conversion.COERCE || particleType != ParticleType.STRING) {
            return Fit.WRONG_TYPE;
        }
        try {
            BigDecimal value = new BigDecimal(Bytes.getUtf8(bytes, offset, length));
            return IntegerBuilder.coerced(appendDecimal(value));
        } catch (NumberFormatException e) {
            return Fit.WRONG_TYPE;
        }
    }

    private Fit appendDecimal(BigDecimal value) {
        // A short text can stand for a number of a billion digits; such a one is not expanded.
        if (value.signum() != 0 && (long) value.precision() - value.scale() > precision) {
            return Fit.OUT_OF_RANGE;
        }
        BigDecimal scaled;
        try {
            scaled = value.setScale(scale, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            return Fit.INEXACT;
        }
        if (scaled.precision() > precision) {
            return Fit.OUT_OF_RANGE;
        }
        BigInteger unscaled = scaled.unscaledValue();
        if (unscaled.bitLength() < Long.SIZE) {
            return appendUnscaled(unscaled.longValue());
        }
        int slot = nextSlot();
        for (int word = 0; word < widthBytes() / Long.BYTES; word++) {
            putWord(slot, word, unscaled.shiftRight(word * Long.SIZE).longValue());
        }
        advance();
        return Fit.EXACT;
    }

    private Fit appendUnscaled(long unscaled) {
        int slot = nextSlot();
        putWord(slot, 0, unscaled);
        for (int word = 1; word < widthBytes() / Long.BYTES; word++) {
            putWord(slot, word, unscaled >> (Long.SIZE - 1));
        }
        advance();
        return Fit.EXACT;
    }

    /** Word 0 is the least significant. */
    private void putWord(int slot, int word, long value) {
        data().putLong(Math.addExact(Math.multiplyExact(slot, widthBytes() / 8), word), value);
    }
}
