package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/** Booleans, one bit each. */
final class BoolBuilder extends LeafBuilder {
    private final VectorMemory data;
    private final Conversion conversion;

    BoolBuilder(Field field, BufferSource source, Conversion conversion) {
        super(field, source);
        this.data = VectorMemory.in(source);
        this.conversion = conversion;
    }

    @Override
    boolean seekable() {
        return true;
    }

    @Override
    void reserve(int slots) {
        super.reserve(slots);
        data.reserve((slots + 7L) >>> 3);
    }

    @Override
    Fit appendBoolean(boolean value) {
        int slot = count();
        data.ensure((slot >>> 3) + 1L);
        if (value) {
            data.setBit(slot);
        } else {
            data.clearBit(slot);
        }
        advance();
        return Fit.EXACT;
    }

    @Override
    void appendNull() {
        appendBoolean(false);
        seek(count() - 1);
        super.appendNull();
    }

    @Override
    Fit appendLong(long value) {
        return value == 0 || value == 1 ? appendBoolean(value == 1) : appendOther();
    }

    @Override
    Fit appendUnsigned(long bits) {
        return appendOther();
    }

    /** A number that is neither 0 nor 1. */
    private Fit appendOther() {
        return conversion == Conversion.COERCE
                ? IntegerBuilder.coerced(appendBoolean(true))
                : Fit.OUT_OF_RANGE;
    }

    @Override
    Fit appendBytes(int particleType, byte[] bytes, int offset, int length) {
        if (conversion != Conversion.COERCE || particleType != ParticleType.STRING) {
            return Fit.WRONG_TYPE;
        }
        return switch (Bytes.getUtf8(bytes, offset, length)) {
            case "true" -> IntegerBuilder.coerced(appendBoolean(true));
            case "false" -> IntegerBuilder.coerced(appendBoolean(false));
            default -> Fit.WRONG_TYPE;
        };
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        long bytes = (slots + 7L) >>> 3;
        data.reserve(bytes);
        return List.of(validityBuffer, data.buffer(bytes));
    }

    @Override
    public void close() {
        super.close();
        data.close();
    }
}
