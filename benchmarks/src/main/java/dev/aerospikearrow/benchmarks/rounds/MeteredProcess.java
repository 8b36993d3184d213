package dev.aerospikearrow.benchmarks.rounds;

import java.util.OptionalLong;

/**
 * A task of this process that is measured by what the whole process uses, since native threads work
 * for it, too, and threads that come and go. A round should last some tenths of a second.
 */
public final class MeteredProcess implements Participant {
    private final Task task;

    /** Measures a task. */
    public MeteredProcess(Task task) {
        this.task = task;
    }

    @Override
    public Round round() throws Exception {
        long collections = CollectorMeter.collections();
        long collectionMillis = CollectorMeter.collectionMillis();
        long compilationMillis = ProcessMeter.compilationMillis();
        long heapBytes = HeapMeter.usedBytes();
        long cpuNanos = ProcessMeter.processCpuNanos();
        long nanos = System.nanoTime();
        long operations = task.run(new LatencyLog(0));
        nanos = System.nanoTime() - nanos;
        cpuNanos = ProcessMeter.processCpuNanos() - cpuNanos;
        return new Round(
                operations,
                nanos,
                cpuNanos,
                cpuNanos,
                OptionalLong.of(HeapMeter.usedBytes() - heapBytes),
                CollectorMeter.collections() - collections,
                CollectorMeter.collectionMillis() - collectionMillis,
                ProcessMeter.compilationMillis() - compilationMillis,
                new long[0]);
    }

    @Override
    public void close() {
        task.close();
    }
}
