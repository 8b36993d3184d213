package dev.aerospikearrow.benchmarks.rounds;

import dev.aerospikearrow.benchmarks.rounds.ProcessMeter.Reading;
import java.util.OptionalLong;

/**
 * The costs of one round.
 *
 * @param operations what was done: records read or written
 * @param nanos time on the wall
 * @param cpuNanos CPU time of the client, without compiling
 * @param processCpuNanos CPU time of the client's whole process, in coarse steps
 * @param heapBytes what was put on the heap; empty where nobody counts that
 * @param collections how often the garbage collector ran
 * @param collectionMillis how long it ran
 * @param compilationMillis how long the JIT compiler worked meanwhile
 * @param callNanos how long each call took, ascending; a call is a batch where there are batches
 */
public record Round(
        long operations,
        long nanos,
        long cpuNanos,
        long processCpuNanos,
        OptionalLong heapBytes,
        long collections,
        long collectionMillis,
        long compilationMillis,
        long[] callNanos) {

    static Round between(Reading start, Reading end, long operations, LatencyLog latencies) {
        return new Round(
                operations,
                end.nanos() - start.nanos(),
                end.threads().cpuNanosSince(start.threads()),
                end.processCpuNanos() - start.processCpuNanos(),
                OptionalLong.of(end.threads().heapBytesSince(start.threads())),
                end.collections() - start.collections(),
                end.collectionMillis() - start.collectionMillis(),
                end.compilationMillis() - start.compilationMillis(),
                latencies.toSorted());
    }

    /** The rate of this round. */
    public double operationsPerSecond() {
        return operations * 1e9 / nanos;
    }
}
