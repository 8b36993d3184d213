package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.protocol.wire.Quantity;
import org.apache.arrow.vector.ValueVector;

/** Values that are looked up in a dictionary. */
final class DictionaryEncoder extends ValueEncoder {
    private final IntegerEncoder indexes;
    private final ValueEncoder values;
    private final int valueCount;

    DictionaryEncoder(IntegerEncoder indexes, ValueVector dictionary, ValueEncoder values) {
        this.indexes = indexes;
        this.values = values;
        this.valueCount = dictionary.getValueCount();
    }

    /** A row without index, or with that of a null, is null. */
    @Override
    boolean isNull(int slot) {
        return indexes.isNull(slot) || values.isNull(index(slot));
    }

    @Override
    int particleType() {
        return values.particleType();
    }

    @Override
    void writeBin(int slot) {
        values.writeBin(index(slot));
    }

    @Override
    void writeElement(int slot) {
        values.writeElement(index(slot));
    }

    private int index(int slot) {
        long index = indexes.value(slot);
        if (index < 0 || index >= valueCount) {
            throw new UnwritableException(
                    "has index "
                            + index
                            + " into a dictionary of "
                            + Quantity.of(valueCount, "value")
                            + ".");
        }
        return (int) index;
    }
}
