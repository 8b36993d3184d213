package dev.aerospikearrow.benchmarks.rounds;

import dev.aerospikearrow.benchmarks.rounds.ProcessMeter.Reading;

/** A task of this process that is measured. */
public final class MeteredTask implements Participant {
    private final Task task;
    private final LatencyLog latencies;

    /**
     * Measures a task.
     *
     * @param maxCalls the calls of a round whose duration is kept
     */
    public MeteredTask(Task task, int maxCalls) {
        this.task = task;
        latencies = new LatencyLog(maxCalls);
    }

    @Override
    public Round round() throws Exception {
        latencies.clear();
        Reading start = ProcessMeter.readBefore();
        long operations = task.run(latencies);
        return Round.between(start, ProcessMeter.readAfter(), operations, latencies);
    }

    @Override
    public void close() {
        task.close();
    }
}
