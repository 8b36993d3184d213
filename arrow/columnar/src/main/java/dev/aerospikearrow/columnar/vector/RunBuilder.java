package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/** A builder whose values are runs, of any length, of the values of one other builder. */
abstract class RunBuilder extends ContainerBuilder {
    private final ValueBuilder items;
    private final Offsets offsets;

    /**
     * @param particleType the type of bin that a value of this field comes from
     * @param offsetWidthBytes the width of the vector's offsets
     */
    RunBuilder(
            Field field,
            BufferSource source,
            int particleType,
            int offsetWidthBytes,
            ValueBuilder items,
            MisfitListener listener) {
        super(field, source, particleType, List.of(items), listener);
        this.items = items;
        this.offsets = new Offsets(field, source, offsetWidthBytes);
    }

    /** Ends a value with the last item that was appended. */
    final Fit endRun() {
        offsets.end(count(), items.count());
        advance();
        return Fit.EXACT;
    }

    /** The number of an item in the current value, from 0 on. */
    final long numberInRun(int slot) {
        return slot - offsets.start(count());
    }

    @Override
    void appendNull() {
        offsets.end(count(), items.count());
        super.appendNull();
    }

    @Override
    void seek(int slot) {
        super.seek(slot);
        items.seek((int) offsets.start(slot));
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        return List.of(validityBuffer, offsets.buffer(slots));
    }

    @Override
    int childSlots(int slots) {
        return (int) offsets.start(slots);
    }

    @Override
    public void close() {
        super.close();
        offsets.close();
    }
}
