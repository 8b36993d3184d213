package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.data.ParticleType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseFixedWidthVector;

/**
 * Floating-point numbers of 2, 4 or 8 bytes. Bins know doubles only; in lists and maps the narrower
 * ones take 4 bytes.
 */
final class FloatEncoder extends ValueEncoder {
    private final RowTarget target;
    private final ArrowBuf data;
    private final int widthBytes;

    FloatEncoder(BaseFixedWidthVector vector, int widthBytes, RowTarget target) {
        super(vector);
        this.target = target;
        this.data = vector.getDataBuffer();
        this.widthBytes = widthBytes;
    }

    @Override
    int particleType() {
        return ParticleType.DOUBLE;
    }

    @Override
    void writeBin(int slot) {
        if (widthBytes == Double.BYTES) {
            target.buffer().putLong(data.getLong((long) slot << 3));
        } else {
            target.buffer().putDouble(narrow(slot));
        }
    }

    @Override
    void writeElement(int slot) {
        if (widthBytes == Double.BYTES) {
            target.packer().writeDouble(data.getDouble((long) slot << 3));
        } else {
            target.packer().writeFloat(narrow(slot));
        }
    }

    private float narrow(int slot) {
        return widthBytes == Float.BYTES
                ? data.getFloat((long) slot << 2)
                : Float16.toFloat(data.getShort((long) slot << 1));
    }
}
