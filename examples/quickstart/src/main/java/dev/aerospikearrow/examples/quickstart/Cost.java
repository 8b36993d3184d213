package dev.aerospikearrow.examples.quickstart;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The cost of a read: time, and what the thread that made it used of the processor and of the heap.
 *
 * @param records how many records were read
 * @param nanos how long it took
 * @param cpuNanos the thread's time on a processor
 * @param heapBytes what the thread allocated on the heap
 */
record Cost(long records, long nanos, long cpuNanos, long heapBytes) {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A result and its cost. */
    record Measured<T>(T result, Cost cost) {}

    static <T> Measured<T> of(long records, Supplier<T> read) {
        long heapBefore = THREADS.getCurrentThreadAllocatedBytes();
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        T result = read.get();
        long nanos = System.nanoTime() - start;
        long cpuNanos = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        long heapBytes = THREADS.getCurrentThreadAllocatedBytes() - heapBefore;
        return new Measured<>(result, new Cost(records, nanos, cpuNanos, heapBytes));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,12.0f records/s %,8.0f ns of CPU/record %,8.1f heap bytes/record",
                records * 1e9 / nanos,
                (double) cpuNanos / records,
                (double) heapBytes / records);
    }
}
