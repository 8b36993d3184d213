package dev.aerospikearrow.benchmarks.rounds;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongSupplier;

/** A meter of what this process has used so far. */
public final class ProcessMeter {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<GarbageCollectorMXBean> COLLECTORS =
            ManagementFactory.getGarbageCollectorMXBeans();
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    /**
     * Counters that only grow; what lies between two readings is what was used.
     *
     * @param nanos the clock on the wall
     * @param threadCpuNanos CPU time of the Java threads that live now: to the nanosecond, and
     *     without the collector and the compiler
     * @param processCpuNanos CPU time of the whole process, which Linux counts in steps of 10 ms
     * @param heapBytes what the Java threads that live now have put on the heap
     * @param collections how often the collector ran
     * @param collectionMillis how long the collector ran
     * @param compilationMillis how long the compiler worked, in all its threads together
     */
    record Reading(
            long nanos,
            long threadCpuNanos,
            long processCpuNanos,
            long heapBytes,
            long collections,
            long collectionMillis,
            long compilationMillis) {}

    private ProcessMeter() {}

    /** Reads the clock last, so that a round that starts with this does not contain the reading. */
    static Reading readBefore() {
        return read(System::nanoTime);
    }

    /** Reads the clock first. */
    static Reading readAfter() {
        long now = System.nanoTime();
        return read(() -> now);
    }

    private static Reading read(LongSupplier clock) {
        long collections = 0;
        long collectionMillis = 0;
        for (GarbageCollectorMXBean collector : COLLECTORS) {
            collections += Math.max(0, collector.getCollectionCount());
            collectionMillis += Math.max(0, collector.getCollectionTime());
        }
        long compilationMillis = compilationMillis();
        long heapBytes = AllocationMeter.allocatedBytes();
        long processCpuNanos = processCpuNanos();
        long threadCpuNanos = threadCpuNanos();
        return new Reading(
                clock.getAsLong(),
                threadCpuNanos,
                processCpuNanos,
                heapBytes,
                collections,
                collectionMillis,
                compilationMillis);
    }

    /** The CPU time that this process has used since it started, in nanoseconds. */
    public static long processCpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    private static long threadCpuNanos() {
        long total = 0;
        for (long nanos : THREADS.getThreadCpuTime(THREADS.getAllThreadIds())) {
            total += Math.max(0, nanos);
        }
        return total;
    }

    /** How long the JIT compiler has worked since this process started. */
    public static long compilationMillis() {
        return COMPILER != null && COMPILER.isCompilationTimeMonitoringSupported()
                ? COMPILER.getTotalCompilationTime()
                : 0;
    }
}
