package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

/** A writer whose values all have the same number of bytes: any slot can be written at any time. */
abstract class FixedWidthWriter extends LeafWriter {
    private final VectorMemory data;
    private final int widthBytes;

    FixedWidthWriter(Field field, BufferAllocator allocator, int widthBytes) {
        super(field, allocator);
        this.widthBytes = widthBytes;
        this.data = VectorMemory.in(allocator);
    }

    final VectorMemory data() {
        return data;
    }

    final int widthBytes() {
        return widthBytes;
    }

    @Override
    final boolean seekable() {
        return true;
    }

    @Override
    final void reserve(int slots) {
        super.reserve(slots);
        data.reserve((long) slots * widthBytes);
    }

    /** Makes the next slot writable and returns it. */
    final int nextSlot() {
        int slot = count();
        data.ensure((slot + 1L) * widthBytes);
        return slot;
    }

    @Override
    final void appendNull() {
        int slot = nextSlot();
        data.zero((long) slot * widthBytes, widthBytes);
        super.appendNull();
    }

    @Override
    final List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        long bytes = (long) slots * widthBytes;
        data.reserve(bytes);
        return List.of(validityBuffer, data.buffer(bytes));
    }

    @Override
    public final void close() {
        super.close();
        data.close();
    }
}
