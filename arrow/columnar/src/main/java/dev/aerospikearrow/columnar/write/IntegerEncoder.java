package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.ParticleType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;

/** Integers of 1, 2, 4 or 8 bytes, and dates, times and durations, which are integers too. */
final class IntegerEncoder extends ValueEncoder {
    /** How an integer lies in its slot. */
    enum Layout {
        INT8,
        INT16,
        INT32,
        INT64,
        UINT8,
        UINT16,
        UINT32,
        UINT64;

        static Layout signed(int bits) {
            return of(bits, INT8);
        }

        static Layout unsigned(int bits) {
            return of(bits, UINT8);
        }

        private static Layout of(int bits, Layout narrowest) {
            return values()[narrowest.ordinal() + Integer.numberOfTrailingZeros(bits / Byte.SIZE)];
        }
    }

    private final RowTarget target;
    private final Layout layout;
    private final ArrowBuf data;

    IntegerEncoder(BaseFixedWidthVector vector, Layout layout, RowTarget target) {
        super(vector);
        this.target = target;
        this.layout = layout;
        this.data = vector.getDataBuffer();
    }

    /** The value of a slot. */
    long value(int slot) {
        return switch (layout) {
            case INT64 -> data.getLong((long) slot << 3);
            case INT32 -> data.getInt((long) slot << 2);
            case INT16 -> data.getShort((long) slot << 1);
            case INT8 -> data.getByte(slot);
            case UINT8 -> data.getByte(slot) & 0xFFL;
            case UINT16 -> data.getShort((long) slot << 1) & 0xFFFFL;
            case UINT32 -> data.getInt((long) slot << 2) & 0xFFFF_FFFFL;
            case UINT64 -> requireSigned(data.getLong((long) slot << 3));
        };
    }

    private static long requireSigned(long value) {
        if (value < 0) {
            throw new UnwritableException(
                    "is "
                            + MessageValues.shown(Long.toUnsignedString(value), "an integer")
                            + ", larger than 9223372036854775807, the largest integer of a bin.");
        }
        return value;
    }

    @Override
    int particleType() {
        return ParticleType.INTEGER;
    }

    @Override
    void writeBin(int slot) {
        target.buffer().putLong(value(slot));
    }

    @Override
    void writeElement(int slot) {
        if (layout == Layout.UINT64) {
            target.packer().writeUnsigned(data.getLong((long) slot << 3));
        } else {
            target.packer().writeLong(value(slot));
        }
    }
}
