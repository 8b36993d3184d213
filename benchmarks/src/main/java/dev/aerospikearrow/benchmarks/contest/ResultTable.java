package dev.aerospikearrow.benchmarks.contest;

import dev.aerospikearrow.benchmarks.rounds.Rounds;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.text.Numbers;
import dev.aerospikearrow.benchmarks.text.TextTable;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The result of a piece of work as a table. CPU time is that of the threads, where these are
 * metered; beside it stands that of the whole process, with the collector and with the compiler,
 * which jobs keep busy for long.
 */
public final class ResultTable {
    private ResultTable() {}

    /** The table, under its title, over what the warm-up was. */
    public static String format(Contest.Result result) {
        TextTable table =
                new TextTable(
                        1,
                        "contestant",
                        "rows/s",
                        "spread",
                        "vs by hand",
                        "ms",
                        "CPU µs/row",
                        "x by hand",
                        "process",
                        "heap B/row",
                        "x by hand",
                        "GCs (ms)",
                        "rounds");
        StringBuilder notes = new StringBuilder();
        result.rounds()
                .forEach(
                        (contestant, rounds) -> {
                            rounds.summary()
                                    .ifPresent(
                                            summary ->
                                                    table.row(
                                                            cells(
                                                                    result,
                                                                    contestant,
                                                                    rounds,
                                                                    summary)));
                            notes.append(note(contestant, rounds));
                        });
        return result.work().title()
                + "\n"
                + table
                + notes
                + String.format(
                        Locale.ROOT,
                        "  %,d rows a round; warm-up: %d rounds each, %.1f s%n",
                        result.work().rows(),
                        result.warmUp().rounds(),
                        result.warmUp().duration().toMillis() / 1e3);
    }

    private static String[] cells(
            Contest.Result result, Contestant contestant, Rounds rounds, Summary summary) {
        Work work = result.work();
        Rounds official = result.rounds().get(work.official());
        OptionalDouble speedUp =
                contestant == work.official() || official.finished().isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(rounds.medianRatioTo(official));
        Summary costs = official.summary().orElse(summary);
        return new String[] {
            contestant.title(),
            Numbers.rate(summary.operationsPerSecond().median()),
            Numbers.spread(summary.operationsPerSecond().relative()),
            contestant == work.official() ? "baseline" : Numbers.speedUp(speedUp),
            Numbers.significant(summary.microsPerOperation().median() * work.rows() / 1e3),
            Numbers.significant(summary.cpuMicrosPerOperation()),
            Numbers.significant(
                    ratio(summary.cpuMicrosPerOperation(), costs.cpuMicrosPerOperation())),
            Numbers.significant(summary.processCpuMicrosPerOperation()),
            Numbers.significant(summary.heapBytesPerOperation()),
            Numbers.significant(
                    ratio(
                            summary.heapBytesPerOperation().orElse(0),
                            costs.heapBytesPerOperation().orElse(0))),
            summary.collections() + " (" + summary.collectionMillis() + ")",
            String.valueOf(summary.rounds())
        };
    }

    /** Where rounds are short, so little is used that it counts as nothing. */
    private static OptionalDouble ratio(double cost, double costByHand) {
        return costByHand > 0 ? OptionalDouble.of(cost / costByHand) : OptionalDouble.empty();
    }

    private static String note(Contestant contestant, Rounds rounds) {
        return rounds.failure()
                .map(failure -> "  " + contestant.title() + " failed: " + failure + "\n")
                .orElse(
                        rounds.finished().isEmpty()
                                ? "  " + contestant.title() + ": no round in time\n"
                                : "");
    }
}
