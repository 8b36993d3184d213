package dev.aerospikearrow.benchmarks;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * One contestant at one kind of work, in rounds. Memory for what is measured is there beforehand,
 * so that measuring allocates nothing that is measured.
 */
final class Rounds {
    /** Calls whose duration is kept, over all rounds. */
    private static final int MAX_LATENCIES = 1 << 20;

    /**
     * What a round took.
     *
     * @param records how many records were read
     * @param nanos wall-clock time
     * @param cpuNanos CPU time of the process
     * @param heapBytes what the threads of the process put on the heap
     */
    record Round(long records, long nanos, long cpuNanos, long heapBytes) {
        double recordsPerSecond() {
            return records * 1e9 / nanos;
        }
    }

    private final Contestant.Call call;
    private final RowWindow window;
    private final Round[] rounds;
    private final long[] latencies = new long[MAX_LATENCIES];
    private int roundCount;
    private int latencyCount;

    Rounds(Contestant.Call call, Work work, int maxRounds) {
        this.call = call;
        window = new RowWindow(work);
        rounds = new Round[maxRounds];
    }

    /** Calls until the time is over, and keeps what it took. */
    void run(long durationNanos) throws Exception {
        long cpuStart = CpuTimeProfiler.processCpuNanos();
        long heapStart = AllocationMeter.allocatedBytes();
        long start = System.nanoTime();
        long records = 0;
        long now = start;
        while (now - start < durationNanos) {
            records += call.run(window.next());
            long end = System.nanoTime();
            if (latencyCount < MAX_LATENCIES) {
                latencies[latencyCount++] = end - now;
            }
            now = end;
        }
        long heapBytes = AllocationMeter.allocatedBytes() - heapStart;
        long cpuNanos = CpuTimeProfiler.processCpuNanos() - cpuStart;
        rounds[roundCount++] = new Round(records, now - start, cpuNanos, heapBytes);
    }

    /** Forgets what was measured: the warm-up is over. */
    void forget() {
        roundCount = 0;
        latencyCount = 0;
    }

    /** The median over the rounds. */
    double medianRecordsPerSecond() {
        return median(i -> rounds[i].recordsPerSecond());
    }

    /**
     * The median over the rounds of how many times faster this was than another, round by round.
     */
    double medianRatioTo(Rounds other) {
        return median(i -> rounds[i].recordsPerSecond() / other.rounds[i].recordsPerSecond());
    }

    private double median(IntToDoubleFunction valueOfRound) {
        double[] values = new double[roundCount];
        for (int i = 0; i < roundCount; i++) {
            values[i] = valueOfRound.applyAsDouble(i);
        }
        Arrays.sort(values);
        int middle = roundCount / 2;
        return roundCount % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /**
     * CPU time of the process per record, over all rounds together: the clock of CPU time is too
     * coarse for one.
     */
    double cpuNanosPerRecord() {
        return total(Round::cpuNanos) / total(Round::records);
    }

    /** Bytes on the heap per record, over all rounds together. */
    double heapBytesPerRecord() {
        return total(Round::heapBytes) / total(Round::records);
    }

    private double total(ToDoubleFunction<Round> value) {
        return Arrays.stream(rounds, 0, roundCount).mapToDouble(value).sum();
    }

    /** How long a call takes at most in {@code fraction} of the cases, in microseconds. */
    double latencyMicros(double fraction) {
        long[] sorted = Arrays.copyOf(latencies, latencyCount);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(fraction * latencyCount) - 1;
        return sorted[Math.max(0, index)] / 1e3;
    }
}
