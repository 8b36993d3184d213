package dev.aerospikearrow.columnar.vector;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The source of the buffers of a batch. Those of a small batch lie side by side in one allocation:
 * each one of its own would cost more than its values. Buffers that find no room there are
 * allocations of their own. Everything is charged to the allocator.
 *
 * <p>Whoever takes a buffer owns it; closing the source takes none of them away. Not thread-safe.
 */
public final class BufferSource implements AutoCloseable {
    /** Larger batches hardly notice an allocation, and vectors can be freed one by one. */
    private static final long MAX_SHARED_BYTES = 16 << 10;

    /** Arrow's recommendation for where buffers start. */
    private static final long ALIGNMENT_BYTES = 64;

    /** Enough for a number, a short text with its place and its offset, or a view. */
    private static final long BYTES_PER_VALUE = 28;

    private static final long BUFFERS_PER_COLUMN = 3;

    private final BufferAllocator allocator;
    private ArrowBuf shared;
    private long used;

    private BufferSource(BufferAllocator allocator, ArrowBuf shared) {
        this.allocator = allocator;
        this.shared = shared;
    }

    /** A source whose buffers are all allocations of their own. */
    public static BufferSource of(BufferAllocator allocator) {
        return new BufferSource(allocator, allocator.getEmpty());
    }

    /** A source for a batch of so many columns and rows. */
    public static BufferSource forBatch(BufferAllocator allocator, int columns, int rows) {
        long bytes =
                columns * (BUFFERS_PER_COLUMN * ALIGNMENT_BYTES + (long) rows * BYTES_PER_VALUE);
        return bytes > MAX_SHARED_BYTES
                ? of(allocator)
                : new BufferSource(allocator, allocator.buffer(bytes));
    }

    /** A buffer of any content. */
    ArrowBuf buffer(long bytes) {
        long length = (bytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
        if (length > shared.capacity() - used) {
            return allocator.buffer(bytes);
        }
        ArrowBuf slice = shared.slice(used, length);
        slice.getReferenceManager().retain();
        used += length;
        return slice;
    }

    /** A buffer of no bytes. */
    ArrowBuf empty() {
        return allocator.getEmpty();
    }

    /** Lets go of what was not taken. */
    @Override
    public void close() {
        ArrowBuf released = shared;
        shared = allocator.getEmpty();
        used = 0;
        released.close();
    }
}
