package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.wire.Bytes;
import org.apache.arrow.vector.types.pojo.Field;

/** Whole numbers of 1 to 8 bytes in a range: integers, and times that are integers of a unit. */
final class IntegerBuilder extends FixedWidthBuilder {
    private final IntegerRange range;
    private final long min;
    private final long max;
    private final Conversion conversion;

    IntegerBuilder(Field field, BufferSource source, IntegerRange range, Conversion conversion) {
        super(field, source, range.widthBytes());
        this.range = range;
        this.min = range.min();
        this.max = range.max();
        this.conversion = conversion;
    }

    @Override
    public void writeCells(
            RecordBlock block, int column, int from, int to, MisfitListener listener) {
        if (widthBytes() == Long.BYTES && range.step() == 1) {
            copyLongs(block, column, from, to, ParticleType.INTEGER, min, max, listener);
        } else {
            super.writeCells(block, column, from, to, listener);
        }
    }

    @Override
    public Fit write(int row, int particleType, byte[] bytes, int offset, int length) {
        if (particleType != ParticleType.INTEGER || length != Long.BYTES || range.step() != 1) {
            return super.write(row, particleType, bytes, offset, length);
        }
        long value = Bytes.getLong(bytes, offset);
        if (value < min || value > max) {
            return Fit.OUT_OF_RANGE;
        }
        put(row, value);
        setValid(row);
        return Fit.EXACT;
    }

    private void put(int slot, long value) {
        switch (widthBytes()) {
            case 8 -> data().putLong(slot, value);
            case 4 -> data().putInt(slot, (int) value);
            case 2 -> data().putShort(slot, (short) value);
            default -> data().putByte(slot, (byte) value);
        }
    }

    @Override
    Fit appendLong(long value) {
        if (value < min || value > max) {
            return Fit.OUT_OF_RANGE;
        }
        if (range.step() != 1 && value % range.step() != 0) {
            return Fit.INEXACT;
        }
        put(nextSlot(), value);
        advance();
        return Fit.EXACT;
    }

    @Override
    Fit appendUnsigned(long bits) {
        if (!range.takesUnsigned()) {
            return Fit.OUT_OF_RANGE;
        }
        if (Long.remainderUnsigned(bits, range.step()) != 0) {
            return Fit.INEXACT;
        }
        put(nextSlot(), bits);
        advance();
        return Fit.EXACT;
    }

    @Override
    Fit appendBoolean(boolean value) {
        return range.takesBooleans() ? appendLong(value ? 1 : 0) : Fit.WRONG_TYPE;
    }

    @Override
    Fit appendDouble(double value) {
        if (conversion != Conversion.COERCE) {
            return Fit.WRONG_TYPE;
        }
        long whole = (long) value;
        if (whole != value || value == 0x1p63) {
            return value == Math.rint(value) ? Fit.OUT_OF_RANGE : Fit.INEXACT;
        }
        return coerced(appendLong(whole));
    }

    @Override
    Fit appendBytes(int particleType, byte[] bytes, int offset, int length) {
        if (conversion != Conversion.COERCE || particleType != ParticleType.STRING) {
            return Fit.WRONG_TYPE;
        }
        try {
            return coerced(appendLong(Long.parseLong(Bytes.getUtf8(bytes, offset, length))));
        } catch (NumberFormatException e) {
            return Fit.WRONG_TYPE;
        }
    }

    static Fit coerced(Fit fit) {
        return fit == Fit.EXACT ? Fit.COERCED : fit;
    }
}
