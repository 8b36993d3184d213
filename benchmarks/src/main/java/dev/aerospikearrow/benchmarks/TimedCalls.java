package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.rounds.LatencyLog;
import dev.aerospikearrow.benchmarks.rounds.Task;
import java.time.Duration;

/** Calls until the time of a round is over. */
final class TimedCalls implements Task {
    private final Contestant.Call call;
    private final RowWindow window;
    private final long roundNanos;

    TimedCalls(Contestant.Call call, Work work, Duration roundTime) {
        this.call = call;
        window = new RowWindow(work);
        roundNanos = roundTime.toNanos();
    }

    @Override
    public long run(LatencyLog latencies) throws Exception {
        long start = System.nanoTime();
        long now = start;
        long records = 0;
        while (now - start < roundNanos) {
            records += call.run(window.next());
            long end = System.nanoTime();
            latencies.add(end - now);
            now = end;
        }
        return records;
    }
}
