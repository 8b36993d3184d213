package dev.aerospikearrow.benchmarks.rounds;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A summary of the rounds of one participant.
 *
 * @param rounds how many there were
 * @param operations how many operations they had together
 * @param operationsPerSecond the rate
 * @param microsPerOperation time on the wall per operation, which for operations under way at the
 *     same time is not what one of them waits
 * @param calls how long calls took
 * @param cpuMicrosPerOperation CPU time of the client
 * @param processCpuMicrosPerOperation CPU time of its whole process, with collector and compiler
 * @param heapBytesPerOperation what is put on the heap; empty where nobody counts it
 * @param collections garbage collections inside the rounds
 * @param collectionMillis their time
 * @param compilationMillis what the JIT compiler worked inside the rounds
 * @param totalMillis the time of all rounds
 */
public record Summary(
        int rounds,
        long operations,
        Spread operationsPerSecond,
        Spread microsPerOperation,
        CallTimes calls,
        double cpuMicrosPerOperation,
        double processCpuMicrosPerOperation,
        OptionalDouble heapBytesPerOperation,
        long collections,
        long collectionMillis,
        long compilationMillis,
        double totalMillis) {

    /**
     * How long calls took, in microseconds: those of all rounds together, and how the rounds
     * differ, since whole rounds may fall into a fast or a slow mode.
     *
     * @param p95 of the calls of all rounds together
     * @param p99 of the calls of all rounds together
     * @param p999 of the calls of all rounds together
     * @param p50OfRounds the medians of the rounds
     * @param p99OfRounds the 99th percentiles of the rounds
     * @param p999OfRounds the 99.9th percentiles of the rounds
     */
    public record CallTimes(
            double p95,
            double p99,
            double p999,
            Spread p50OfRounds,
            Spread p99OfRounds,
            Spread p999OfRounds) {

        /** The median call: the median of the rounds' medians. */
        public double p50() {
            return p50OfRounds.median();
        }

        private static CallTimes of(List<Round> rounds) {
            long[] all =
                    rounds.stream()
                            .flatMapToLong(round -> Arrays.stream(round.callNanos()))
                            .toArray();
            Arrays.sort(all);
            return new CallTimes(
                    micros(all, 0.95),
                    micros(all, 0.99),
                    micros(all, 0.999),
                    ofRounds(rounds, 0.5),
                    ofRounds(rounds, 0.99),
                    ofRounds(rounds, 0.999));
        }

        private static Spread ofRounds(List<Round> rounds, double fraction) {
            return Spread.of(values(rounds, round -> micros(round.callNanos(), fraction)));
        }

        private static double micros(long[] sortedNanos, double fraction) {
            return sortedNanos.length == 0 ? 0 : Statistics.percentile(sortedNanos, fraction) / 1e3;
        }
    }

    /** Of at least one round. */
    public static Summary of(List<Round> rounds) {
        double operations = total(rounds, Round::operations);
        double heapBytes = total(rounds, round -> round.heapBytes().orElse(0));
        boolean heapIsKnown = rounds.stream().allMatch(round -> round.heapBytes().isPresent());
        return new Summary(
                rounds.size(),
                (long) operations,
                Spread.of(values(rounds, Round::operationsPerSecond)),
                Spread.of(values(rounds, round -> round.nanos() / 1e3 / round.operations())),
                CallTimes.of(rounds),
                total(rounds, Round::cpuNanos) / 1e3 / operations,
                total(rounds, Round::processCpuNanos) / 1e3 / operations,
                heapIsKnown ? OptionalDouble.of(heapBytes / operations) : OptionalDouble.empty(),
                (long) total(rounds, Round::collections),
                (long) total(rounds, Round::collectionMillis),
                (long) total(rounds, Round::compilationMillis),
                total(rounds, Round::nanos) / 1e6);
    }

    private static double[] values(List<Round> rounds, ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).toArray();
    }

    private static double total(List<Round> rounds, ToLongFunction<Round> value) {
        return rounds.stream().mapToLong(value).sum();
    }
}
