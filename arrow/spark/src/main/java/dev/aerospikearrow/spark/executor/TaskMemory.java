package dev.aerospikearrow.spark.executor;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The Arrow memory of this process: a root allocator, and a child of it for each task. Closing a
 * child fails if something of the task is still held, so that a leak fails the task that made it.
 */
public final class TaskMemory {
    private static final RootAllocator ROOT = new RootAllocator();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private TaskMemory() {}

    /** An allocator for one task, to be closed at its end. */
    public static BufferAllocator newAllocator(String purpose) {
        return ROOT.newChildAllocator(purpose + "-" + NUMBERS.incrementAndGet(), 0, Long.MAX_VALUE);
    }

    /** Bytes that tasks hold now. */
    public static long allocatedBytes() {
        return ROOT.getAllocatedMemory();
    }

    /** Tasks that have an allocator now. */
    public static int allocatorCount() {
        return ROOT.getChildAllocators().size();
    }
}
