package dev.aerospikearrow.columnar.write;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ValueVector;
import org.jspecify.annotations.Nullable;

/**
 * An encoder of the values of one vector, each straight from the vector's buffers to where the wire
 * wants it: as the value of a bin, or as an element of a list or map. Nothing is made per value.
 *
 * <p>Reads go through Arrow's own bounds checks. An encoder is for one record batch: it holds on to
 * the buffers that the vector has now.
 */
abstract class ValueEncoder {
    private final @Nullable ArrowBuf validity;

    ValueEncoder(ValueVector vector) {
        validity = vector.getNullCount() == 0 ? null : vector.getValidityBuffer();
    }

    /** For those who know nulls otherwise. */
    ValueEncoder() {
        validity = null;
    }

    /** Whether the slot holds no value. */
    boolean isNull(int slot) {
        ArrowBuf bits = validity;
        return bits != null && (bits.getByte(slot >>> 3) >> (slot & 7) & 1) == 0;
    }

    /** The type of bins that hold such values: {@code ParticleType}. */
    abstract int particleType();

    /**
     * Appends a bin's value.
     *
     * @param slot holds a value
     * @throws UnwritableException if no bin can hold it
     */
    abstract void writeBin(int slot);

    /**
     * Appends an element of a list or map, as MessagePack.
     *
     * @param slot holds a value
     * @throws UnwritableException if none can hold it
     */
    abstract void writeElement(int slot);
}
