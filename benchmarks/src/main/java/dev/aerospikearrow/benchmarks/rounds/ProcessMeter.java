package dev.aerospikearrow.benchmarks.rounds;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** A meter of what this process has used so far. */
public final class ProcessMeter {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    /**
     * Counters that only grow; what lies between two readings is what was used.
     *
     * @param nanos the clock on the wall
     * @param threads what the Java threads that live now have used
     * @param processCpuNanos CPU time of the whole process, which Linux counts in steps of 10 ms
     * @param collections how often the collector ran
     * @param collectionMillis how long the collector ran
     * @param compilationMillis how long the compiler worked, in all its threads together
     */
    record Reading(
            long nanos,
            ThreadCosts threads,
            long processCpuNanos,
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
        long collections = CollectorMeter.collections();
        long collectionMillis = CollectorMeter.collectionMillis();
        long compilationMillis = compilationMillis();
        long processCpuNanos = processCpuNanos();
        ThreadCosts threads = ThreadCosts.read();
        return new Reading(
                clock.getAsLong(),
                threads,
                processCpuNanos,
                collections,
                collectionMillis,
                compilationMillis);
    }

    /** The CPU time that this process has used since it started, in nanoseconds. */
    public static long processCpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** How long the JIT compiler has worked since this process started. */
    public static long compilationMillis() {
        return COMPILER != null && COMPILER.isCompilationTimeMonitoringSupported()
                ? COMPILER.getTotalCompilationTime()
                : 0;
    }
}
