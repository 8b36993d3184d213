package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;

/**
 * Decimals of 128 or 256 bits, by their value: 5.00 is the integer 5, as it is read. What has a
 * fraction or more than 64 bits is no integer of a bin, and can be written as text only.
 */
final class DecimalEncoder extends ValueEncoder {
    /** What becomes of a decimal. */
    enum Form {
        INTEGER,
        TEXT
    }

    private static final BigDecimal MAX_UNSIGNED =
            new BigDecimal(BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE));

    private final RowTarget target;
    private final BaseFixedWidthVector vector;
    private final ArrowBuf data;
    private final int widthBytes;
    private final int scale;
    private final Form form;

    DecimalEncoder(
            BaseFixedWidthVector vector, int widthBytes, int scale, Form form, RowTarget target) {
        super(vector);
        this.target = target;
        this.vector = vector;
        this.data = vector.getDataBuffer();
        this.widthBytes = widthBytes;
        this.scale = scale;
        this.form = form;
    }

    @Override
    int particleType() {
        return form == Form.TEXT ? ParticleType.STRING : ParticleType.INTEGER;
    }

    @Override
    void writeBin(int slot) {
        if (form == Form.TEXT) {
            target.buffer().putBytes(text(slot));
        } else {
            target.buffer().putLong(integer(slot));
        }
    }

    @Override
    void writeElement(int slot) {
        if (form == Form.TEXT) {
            target.packer().writeParticle(ParticleType.STRING, text(slot));
        } else {
            writeInteger(slot);
        }
    }

    /** Inside lists and maps there are integers up to 2^64-1. */
    private void writeInteger(int slot) {
        BigDecimal value = decimal(slot);
        if (value.signum() > 0 && value.compareTo(MAX_UNSIGNED) <= 0 && isWhole(value)) {
            target.packer().writeInteger(value.toBigInteger());
        } else {
            target.packer().writeLong(integer(slot));
        }
    }

    private static boolean isWhole(BigDecimal value) {
        return value.remainder(BigDecimal.ONE).signum() == 0;
    }

    private byte[] text(int slot) {
        return Bytes.utf8(decimal(slot).toPlainString());
    }

    private BigDecimal decimal(int slot) {
        return (BigDecimal) vector.getObject(slot);
    }

    private long integer(int slot) {
        long at = (long) slot * widthBytes;
        long low = data.getLong(at);
        if (scale == 0 && isSignExtension(at, low >> (Long.SIZE - 1))) {
            return low;
        }
        BigDecimal value = decimal(slot);
        try {
            return value.setScale(0, RoundingMode.UNNECESSARY).longValueExact();
        } catch (ArithmeticException e) {
            throw new UnwritableException(
                    "is "
                            + MessageValues.shown(value.toPlainString(), "a number")
                            + ", which is no integer of 64 bits, as a decimal's bin is. Write the"
                            + " field as text, with ColumnEncoding.TEXT or the field metadata "
                            + FieldMetadata.ENCODING
                            + "=text, or as a double.");
        }
    }

    private boolean isSignExtension(long at, long sign) {
        for (int word = Long.BYTES; word < widthBytes; word += Long.BYTES) {
            if (data.getLong(at + word) != sign) {
                return false;
            }
        }
        return true;
    }
}
