package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.data.ParticleType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVector;

/** Booleans. */
final class BoolEncoder extends ValueEncoder {
    private final RowTarget target;
    private final ArrowBuf data;

    BoolEncoder(BitVector vector, RowTarget target) {
        super(vector);
        this.target = target;
        this.data = vector.getDataBuffer();
    }

    @Override
    int particleType() {
        return ParticleType.BOOL;
    }

    @Override
    void writeBin(int slot) {
        target.buffer().putByte(bit(slot));
    }

    @Override
    void writeElement(int slot) {
        target.packer().writeBoolean(bit(slot) == 1);
    }

    private int bit(int slot) {
        return data.getByte(slot >>> 3) >> (slot & 7) & 1;
    }
}
