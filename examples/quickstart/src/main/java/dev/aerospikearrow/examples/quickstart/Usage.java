package dev.aerospikearrow.examples.quickstart;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used: all of its threads, the collector and the compiler included.
 *
 * @param nanos time on the wall
 * @param cpuNanos time on processors, which Linux counts in steps of 10 ms
 * @param heapBytes what threads have put on the heap
 */
record Usage(long nanos, long cpuNanos, long heapBytes) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Since the process started. */
    static Usage now() {
        long heapBytes = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            // A thread that has just ended counts -1.
            heapBytes += Math.max(0, bytes);
        }
        return new Usage(System.nanoTime(), SYSTEM.getProcessCpuTime(), heapBytes);
    }

    Usage since(Usage before) {
        return new Usage(
                nanos - before.nanos, cpuNanos - before.cpuNanos, heapBytes - before.heapBytes);
    }

    /** The share of one of so many answers. */
    Usage perAnswer(int answers) {
        return new Usage(nanos / answers, cpuNanos / answers, heapBytes / answers);
    }
}
