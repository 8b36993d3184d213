package dev.aerospikearrow.columnar.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BufferSourceTest {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeft() {
        allocator.close();
    }

    @Test
    void buffersOfASmallBatchShareOneAllocation() {
        try (BufferSource source = BufferSource.forBatch(allocator, 5, 1)) {
            long before = allocator.getAllocatedMemory();
            try (ArrowBuf first = source.buffer(8);
                    ArrowBuf second = source.buffer(65)) {
                assertEquals(before, allocator.getAllocatedMemory());
                assertEquals(first.memoryAddress() + 64, second.memoryAddress());
                assertEquals(128, second.capacity());
            }
        }
    }

    @Test
    void aBufferOutlivesItsSourceAndItsNeighbours() {
        ArrowBuf kept;
        try (BufferSource source = BufferSource.forBatch(allocator, 2, 1)) {
            kept = source.buffer(8);
            source.buffer(8).close();
        }
        kept.setLong(0, 42);
        assertEquals(42, kept.getLong(0));
        kept.close();
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void whatFindsNoRoomIsAnAllocationOfItsOwn() {
        try (BufferSource source = BufferSource.forBatch(allocator, 1, 1)) {
            long before = allocator.getAllocatedMemory();
            try (ArrowBuf large = source.buffer(10_000)) {
                assertTrue(large.capacity() >= 10_000);
                assertTrue(allocator.getAllocatedMemory() >= before + 10_000);
            }
        }
    }

    @Test
    void buffersOfALargeBatchAreFreedOneByOne() {
        try (BufferSource source = BufferSource.forBatch(allocator, 5, 10_000)) {
            assertEquals(0, allocator.getAllocatedMemory());
            source.buffer(80_000).close();
            assertEquals(0, allocator.getAllocatedMemory());
        }
    }
}
