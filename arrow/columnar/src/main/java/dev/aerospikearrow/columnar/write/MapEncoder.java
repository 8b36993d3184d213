package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.vector.ListRanges;
import dev.aerospikearrow.data.ParticleType;
import org.apache.arrow.vector.complex.MapVector;

/** Maps, their entries in the vector's order. */
final class MapEncoder extends ValueEncoder {
    private final RowTarget target;
    private final ListRanges ranges;
    private final ValueEncoder keys;
    private final ValueEncoder values;

    MapEncoder(
            MapVector vector,
            ListRanges ranges,
            ValueEncoder keys,
            ValueEncoder values,
            RowTarget target) {
        super(vector);
        this.target = target;
        this.ranges = ranges;
        this.keys = keys;
        this.values = values;
    }

    @Override
    int particleType() {
        return ParticleType.MAP;
    }

    @Override
    void writeBin(int slot) {
        writeElement(slot);
    }

    @Override
    void writeElement(int slot) {
        int start = ranges.start(slot);
        int end = ranges.end(slot);
        target.packer().writeMapHeader(end - start);
        for (int entry = start; entry < end; entry++) {
            if (keys.isNull(entry)) {
                throw new UnwritableException(
                        "has a null key in entry " + (entry - start) + " of a map.");
            }
            keys.writeElement(entry);
            if (values.isNull(entry)) {
                target.packer().writeNil();
            } else {
                values.writeElement(entry);
            }
        }
    }
}
