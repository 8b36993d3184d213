package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Floating-point numbers of 2, 4 or 8 bytes. Who declares a narrower one than the wire's double
 * wants its rounding; what rounds to infinity is out of range.
 */
final class FloatBuilder extends FixedWidthBuilder {
    private final Conversion conversion;

    FloatBuilder(Field field, BufferSource source, int widthBytes, Conversion conversion) {
        super(field, source, widthBytes);
        this.conversion = conversion;
    }

    @Override
    public void writeCells(
            RecordBlock block, int column, int from, int to, MisfitListener listener) {
        if (widthBytes() == Double.BYTES) {
            copyLongs(
                    block,
                    column,
                    from,
                    to,
                    ParticleType.DOUBLE,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    listener);
        } else {
            super.writeCells(block, column, from, to, listener);
        }
    }

    @Override
    public Fit write(int row, int particleType, byte[] bytes, int offset, int length) {
        if (particleType == ParticleType.DOUBLE
                && length == Double.BYTES
                && widthBytes() == Double.BYTES) {
            data().putLong(row, Bytes.getLong(bytes, offset));
            setValid(row);
            return Fit.EXACT;
        }
        return super.write(row, particleType, bytes, offset, length);
    }

    @Override
    Fit appendDouble(double value) {
        boolean overflows;
        switch (widthBytes()) {
            case 8 -> {
                data().putLong(nextSlot(), Double.doubleToRawLongBits(value));
                overflows = false;
            }
            case 4 -> {
                float rounded = (float) value;
                overflows = Float.isInfinite(rounded) && !Double.isInfinite(value);
                data().putInt(nextSlot(), Float.floatToRawIntBits(rounded));
            }
            default -> {
                short rounded = Float16.toFloat16((float) value);
                overflows = (rounded & 0x7FFF) == 0x7C00 && !Double.isInfinite(value);
                data().putShort(nextSlot(), rounded);
            }
        }
        if (overflows && conversion != Conversion.COERCE) {
            return Fit.OUT_OF_RANGE;
        }
        advance();
        return overflows ? Fit.COERCED : Fit.EXACT;
    }

    @Override
    Fit appendLong(long value) {
        double nearest = round(value);
        // 2^63 and infinity become Long.MAX_VALUE on the way back, which they are not.
        boolean exact = nearest < 0x1p63 && (long) nearest == value;
        if (!exact && conversion != Conversion.COERCE) {
            return Fit.INEXACT;
        }
        Fit fit = appendDouble(value);
        return exact ? fit : IntegerBuilder.coerced(fit);
    }

    @Override
    Fit appendUnsigned(long bits) {
        BigInteger value = unsigned(bits);
        double nearest = widthBytes() == Double.BYTES ? value.doubleValue() : value.floatValue();
        boolean exact = new BigDecimal(nearest).toBigInteger().equals(value);
        if (!exact && conversion != Conversion.COERCE) {
            return Fit.INEXACT;
        }
        Fit fit = appendDouble(nearest);
        return exact ? fit : IntegerBuilder.coerced(fit);
    }

    private double round(long value) {
        return switch (widthBytes()) {
            case 8 -> value;
            case 4 -> (float) value;
            default -> Float16.toFloat(Float16.toFloat16(value));
        };
    }

    @Override
    Fit appendBoolean(boolean value) {
        return conversion == Conversion.COERCE
                ? IntegerBuilder.coerced(appendDouble(value ? 1 : 0))
                : Fit.WRONG_TYPE;
    }

    @Override
    Fit appendBytes(int particleType, byte[] bytes, int offset, int length) {
        if (conversion != Conversion.COERCE || particleType != ParticleType.STRING) {
            return Fit.WRONG_TYPE;
        }
        try {
            double value = Double.parseDouble(Bytes.getUtf8(bytes, offset, length));
            return IntegerBuilder.coerced(appendDouble(value));
        } catch (NumberFormatException e) {
            return Fit.WRONG_TYPE;
        }
    }

    /** Appends packed numbers: their bits, most significant byte first or last. */
    void appendPacked(byte[] bytes, int offset, int numbers, ByteOrderName order) {
        int first = nextSlots(numbers);
        int width = widthBytes();
        if (order == ByteOrderName.LITTLE) {
            // As vectors have them.
            data().putExactly((long) first * width, bytes, offset, numbers * width);
        } else {
            for (int i = 0; i < numbers; i++) {
                putBigEndian(first + i, bytes, offset + i * width);
            }
        }
        advance(numbers);
    }

    private void putBigEndian(int slot, byte[] bytes, int offset) {
        switch (widthBytes()) {
            case 8 -> data().putLong(slot, Bytes.getLong(bytes, offset));
            case 4 -> data().putInt(slot, Bytes.getInt(bytes, offset));
            default -> data().putShort(slot, (short) Bytes.getUnsignedShort(bytes, offset));
        }
    }
}
