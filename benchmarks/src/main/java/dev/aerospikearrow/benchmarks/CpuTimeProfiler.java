package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.rounds.ProcessMeter;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A profiler that reports the CPU time of the whole process per operation, in nanoseconds: threads
 * of the client, of the collector and of the compiler included. A wall clock does not see what a
 * client does in other threads, nor that it waits.
 *
 * <p>Linux counts this time in steps of 10 ms, so an iteration should last a second or more.
 */
public final class CpuTimeProfiler implements InternalProfiler {
    /** The name of the result. */
    public static final String LABEL = "cpu.time.norm";

    private long startNanos;

    @Override
    public String getDescription() {
        return "CPU time of the process per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startNanos = ProcessMeter.processCpuNanos();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long usedNanos = ProcessMeter.processCpuNanos() - startNanos;
        long operations = result.getMetadata().getAllOps();
        return operations == 0
                ? List.of()
                : List.of(
                        new ScalarResult(
                                LABEL,
                                (double) usedNanos / operations,
                                "ns/op",
                                AggregationPolicy.AVG));
    }
}
