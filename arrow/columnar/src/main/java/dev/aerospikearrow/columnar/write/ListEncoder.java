package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.vector.ListRanges;
import dev.aerospikearrow.data.ParticleType;
import org.apache.arrow.vector.ValueVector;

/** Lists of any length or of a fixed one. */
final class ListEncoder extends ValueEncoder {
    private final RowTarget target;
    private final ListRanges ranges;
    private final ValueEncoder elements;

    ListEncoder(ValueVector vector, ListRanges ranges, ValueEncoder elements, RowTarget target) {
        super(vector);
        this.target = target;
        this.ranges = ranges;
        this.elements = elements;
    }

    @Override
    int particleType() {
        return ParticleType.LIST;
    }

    @Override
    void writeBin(int slot) {
        writeElement(slot);
    }

    @Override
    void writeElement(int slot) {
        int start = ranges.start(slot);
        int end = ranges.end(slot);
        target.packer().writeArrayHeader(end - start);
        for (int element = start; element < end; element++) {
            if (elements.isNull(element)) {
                target.packer().writeNil();
            } else {
                elements.writeElement(element);
            }
        }
    }
}
