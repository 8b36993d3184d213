package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmedUp;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.MemoryUse;
import dev.aerospikearrow.benchmarks.text.Numbers;
import dev.aerospikearrow.benchmarks.text.Style;
import dev.aerospikearrow.benchmarks.text.TextTable;
import java.util.List;
import java.util.Locale;

/** One comparison as a table of the terminal. */
public final class ConsoleReport {
    private final Style style;

    /** With colours or without. */
    public ConsoleReport(Style style) {
        this.style = style;
    }

    /** The table, under its title, over what the warm-up was. */
    public String format(Comparison comparison) {
        TextTable table =
                new TextTable(
                        1,
                        "client",
                        "ops/s",
                        "spread",
                        "vs official",
                        "of bare",
                        "CPU µs/op",
                        "x official",
                        "process",
                        "heap B/op",
                        "call p50 µs",
                        "p50 of rounds",
                        "p99",
                        "p99.9",
                        "GCs (ms)");
        StringBuilder notes = new StringBuilder();
        for (Entry entry : comparison.entries()) {
            entry.summary().ifPresent(summary -> table.row(cells(comparison, entry, summary)));
            if (!entry.note().isEmpty()) {
                notes.append(style.bad("  " + entry.client().title() + ": " + entry.note()))
                        .append('\n');
            }
        }
        return style.heading(comparison.scenario().key() + ": " + comparison.title())
                + "\n"
                + table
                + notes
                + style.dim("  " + warmUp(comparison.warmUp()))
                + "\n";
    }

    /** What results occupy. */
    public String format(List<MemoryUse> uses) {
        TextTable table = Pages.memory(uses);
        StringBuilder notes = new StringBuilder();
        uses.stream()
                .filter(use -> !use.note().isEmpty())
                .map(use -> "  " + use.client().title() + ": " + use.note() + "\n")
                .distinct()
                .forEach(note -> notes.append(style.bad(note)));
        return style.heading("memory: what a batch read occupies") + "\n" + table + notes;
    }

    private String[] cells(Comparison comparison, Entry entry, Summary summary) {
        String speedUp =
                entry.client() == entry.client().baseline()
                        ? "baseline"
                        : Numbers.speedUp(entry.speedUp());
        boolean wins = entry.speedUp().orElse(1) >= 1;
        return new String[] {
            entry.client().title() + baselineMark(entry.client()),
            Numbers.rate(summary.operationsPerSecond().median()),
            Numbers.spread(summary.operationsPerSecond().relative()),
            entry.speedUp().isEmpty()
                    ? style.dim(speedUp)
                    : wins ? style.good(speedUp) : style.bad(speedUp),
            Figure.OF_BARE.of(comparison, entry.client()),
            Numbers.significant(summary.cpuMicrosPerOperation()),
            Figure.CPU_RATIO.of(comparison, entry.client()),
            Numbers.significant(summary.processCpuMicrosPerOperation()),
            Numbers.significant(summary.heapBytesPerOperation()),
            Numbers.significant(summary.calls().p50()),
            Numbers.significant(summary.calls().p50OfRounds().least())
                    + " to "
                    + Numbers.significant(summary.calls().p50OfRounds().most()),
            Numbers.significant(summary.calls().p99()),
            Numbers.significant(summary.calls().p999()),
            summary.heapBytesPerOperation().isEmpty()
                    ? Numbers.NONE
                    : summary.collections() + " (" + summary.collectionMillis() + ")"
        };
    }

    private static String baselineMark(ClientId id) {
        return id == id.baseline() ? " *" : "";
    }

    static String warmUp(WarmedUp warmUp) {
        return String.format(
                Locale.ROOT,
                "warm-up: %d rounds each, %.1f s, until the compiler worked %.1f %% of the time%s",
                warmUp.rounds(),
                warmUp.duration().toMillis() / 1e3,
                warmUp.compilerShare() * 100,
                warmUp.isQuiet() ? "" : " (stopped by its time limit)");
    }
}
