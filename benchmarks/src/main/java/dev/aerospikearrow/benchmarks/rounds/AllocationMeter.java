package dev.aerospikearrow.benchmarks.rounds;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * A meter of how many bytes the threads of this process have put on the heap. What a thread
 * allocated before it ended is lost, which concerns clients that start threads for a call.
 */
public final class AllocationMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationMeter() {}

    /** The bytes that all threads that live now have allocated since they started. */
    public static long allocatedBytes() {
        long total = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            // A thread that has just ended counts -1.
            total += Math.max(0, bytes);
        }
        return total;
    }
}
