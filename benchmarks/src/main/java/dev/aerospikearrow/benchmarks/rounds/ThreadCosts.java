package dev.aerospikearrow.benchmarks.rounds;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What each Java thread of this process that lives now has used since it started: to the
 * nanosecond, and without the collector and the compiler. What lies between two readings leaves out
 * threads that have ended in between, and nothing else.
 */
final class ThreadCosts {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long[] ids;
    private final long[] heapBytes;
    private final long[] cpuNanos;

    private ThreadCosts(long[] ids, long[] heapBytes, long[] cpuNanos) {
        this.ids = ids;
        this.heapBytes = heapBytes;
        this.cpuNanos = cpuNanos;
    }

    static ThreadCosts read() {
        long[] ids = THREADS.getAllThreadIds();
        return new ThreadCosts(
                ids, THREADS.getThreadAllocatedBytes(ids), THREADS.getThreadCpuTime(ids));
    }

    /** The CPU time that was used since an earlier reading. */
    long cpuNanosSince(ThreadCosts start) {
        return difference(start.ids, start.cpuNanos, ids, cpuNanos);
    }

    /** The bytes that were put on the heap since an earlier reading. */
    long heapBytesSince(ThreadCosts start) {
        return difference(start.ids, start.heapBytes, ids, heapBytes);
    }

    /** A thread that ended while it was read has -1, and counts as one that ended before. */
    static long difference(long[] startIds, long[] start, long[] endIds, long[] end) {
        Map<Long, Long> before = new HashMap<>();
        for (int i = 0; i < startIds.length; i++) {
            before.put(startIds[i], Math.max(0, start[i]));
        }
        long total = 0;
        for (int i = 0; i < endIds.length; i++) {
            if (end[i] >= 0) {
                total += end[i] - before.getOrDefault(endIds[i], 0L);
            }
        }
        return total;
    }
}
