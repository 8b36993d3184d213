package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;

/** Lists of a fixed number of floating-point numbers as blobs in which they lie packed. */
final class PackedEncoder extends ValueEncoder {
    private final RowTarget target;
    private final FieldVector numbers;
    private final int length;
    private final int widthBytes;
    private final ByteOrder order;

    PackedEncoder(FixedSizeListVector vector, int widthBytes, ByteOrder order, RowTarget target) {
        super(vector);
        this.target = target;
        this.numbers = vector.getDataVector();
        this.length = vector.getListSize();
        this.widthBytes = widthBytes;
        this.order = order;
    }

    @Override
    int particleType() {
        return ParticleType.BLOB;
    }

    @Override
    void writeBin(int slot) {
        int first = Math.multiplyExact(slot, length);
        requireNoNulls(first);
        WireBuffer buffer = target.buffer();
        int from = buffer.length();
        target.copy(numbers.getDataBuffer(), (long) first * widthBytes, length * widthBytes);
        if (order == ByteOrder.BIG_ENDIAN) {
            reverseEach(buffer.array(), from, buffer.length());
        }
    }

    @Override
    void writeElement(int slot) {
        target.packer().writeParticleHeader(ParticleType.BLOB, length * widthBytes);
        writeBin(slot);
    }

    private void requireNoNulls(int first) {
        if (numbers.getNullCount() == 0) {
            return;
        }
        for (int i = 0; i < length; i++) {
            if (numbers.isNull(first + i)) {
                throw new UnwritableException(
                        "has a null at element "
                                + i
                                + ", for which packed numbers have no place. Use"
                                + " ColumnEncoding.NATURAL.");
            }
        }
    }

    private void reverseEach(byte[] bytes, int from, int to) {
        for (int number = from; number < to; number += widthBytes) {
            for (int i = 0; i < widthBytes / 2; i++) {
                byte swapped = bytes[number + i];
                bytes[number + i] = bytes[number + widthBytes - 1 - i];
                bytes[number + widthBytes - 1 - i] = swapped;
            }
        }
    }
}
