package dev.aerospikearrow.benchmarks.rounds;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What the rounds of one participant gave.
 *
 * @param rounds how many there were
 * @param operationsPerRound how many operations the last one had
 * @param operationsPerSecond the rate
 * @param microsPerOperation time on the wall per operation, which for operations under way at the
 *     same time is not what one of them waits
 * @param callP50Micros the median call: the median of the rounds' medians
 * @param callP95Micros of the calls of all rounds together
 * @param callP99Micros of the calls of all rounds together
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
        long operationsPerRound,
        Spread operationsPerSecond,
        Spread microsPerOperation,
        double callP50Micros,
        double callP95Micros,
        double callP99Micros,
        double cpuMicrosPerOperation,
        double processCpuMicrosPerOperation,
        OptionalDouble heapBytesPerOperation,
        long collections,
        long collectionMillis,
        long compilationMillis,
        double totalMillis) {

    /** Of at least one round. */
    public static Summary of(List<Round> rounds) {
        double operations = total(rounds, Round::operations);
        double heapBytes = total(rounds, round -> round.heapBytes().orElse(0));
        boolean heapIsKnown = rounds.stream().allMatch(round -> round.heapBytes().isPresent());
        long[] calls =
                rounds.stream().flatMapToLong(round -> Arrays.stream(round.callNanos())).toArray();
        Arrays.sort(calls);
        return new Summary(
                rounds.size(),
                rounds.get(rounds.size() - 1).operations(),
                Spread.of(values(rounds, Round::operationsPerSecond)),
                Spread.of(values(rounds, round -> round.nanos() / 1e3 / round.operations())),
                Spread.of(values(rounds, round -> percentileMicros(round.callNanos(), 0.5)))
                        .median(),
                percentileMicros(calls, 0.95),
                percentileMicros(calls, 0.99),
                total(rounds, Round::cpuNanos) / 1e3 / operations,
                total(rounds, Round::processCpuNanos) / 1e3 / operations,
                heapIsKnown ? OptionalDouble.of(heapBytes / operations) : OptionalDouble.empty(),
                (long) total(rounds, Round::collections),
                (long) total(rounds, Round::collectionMillis),
                (long) total(rounds, Round::compilationMillis),
                total(rounds, Round::nanos) / 1e6);
    }

    private static double percentileMicros(long[] sortedNanos, double fraction) {
        return sortedNanos.length == 0 ? 0 : Statistics.percentile(sortedNanos, fraction) / 1e3;
    }

    private static double[] values(List<Round> rounds, ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).toArray();
    }

    private static double total(List<Round> rounds, ToLongFunction<Round> value) {
        return rounds.stream().mapToLong(value).sum();
    }
}
