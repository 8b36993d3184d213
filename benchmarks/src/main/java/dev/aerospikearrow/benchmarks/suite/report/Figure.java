package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.Spread;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.text.Numbers;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A figure of a client in a comparison, as tables show it; its title is the heading of a table. */
enum Figure {
    RATE(
            "Records per second (higher is better)",
            summary ->
                    Numbers.rate(summary.operationsPerSecond().median())
                            + " "
                            + Numbers.spread(summary.operationsPerSecond().relative())),
    AVERAGE_MILLIS(
            "Average time per operation (ms, lower is better)",
            summary -> Numbers.millis(summary.microsPerOperation().median())),
    CALL_MILLIS(
            "Time of a call, p50 / p95 / p99 (ms; a call is a batch where there are batches)",
            summary ->
                    Numbers.millis(summary.calls().p50())
                            + " / "
                            + Numbers.millis(summary.calls().p95())
                            + " / "
                            + Numbers.millis(summary.calls().p99())),
    CALL_TAIL(
            "Time of a call, p50 / p99 / p99.9 of the calls of all rounds (µs)",
            summary ->
                    Numbers.significant(summary.calls().p50())
                            + " / "
                            + Numbers.significant(summary.calls().p99())
                            + " / "
                            + Numbers.significant(summary.calls().p999())),
    CALL_ROUNDS(
            "The median call of each round: least / lower quartile / median / upper quartile / most"
                    + " (µs)",
            summary -> rounds(summary.calls().p50OfRounds())),
    CPU(
            "CPU time of the client's threads per record (µs, lower is better)",
            summary -> Numbers.significant(summary.cpuMicrosPerOperation())),
    PROCESS_CPU(
            "CPU time of the whole process per record, compiler and collector included (µs)",
            summary -> Numbers.significant(summary.processCpuMicrosPerOperation())),
    PER_CPU_SECOND(
            "Records per second of the client's CPU time (higher is better)",
            summary -> Numbers.rate(1e6 / summary.cpuMicrosPerOperation())),
    HEAP(
            "Heap allocated per record (bytes, lower is better)",
            summary -> Numbers.significant(summary.heapBytesPerOperation())),
    COLLECTIONS(
            "Garbage collections / their ms / JIT ms, inside all rounds",
            summary ->
                    summary.heapBytesPerOperation().isEmpty()
                            ? Numbers.NONE
                            : summary.collections()
                                    + " / "
                                    + summary.collectionMillis()
                                    + " / "
                                    + summary.compilationMillis()),
    SPEED_UP("Speed-up against the official Java client", summary -> "") {
        @Override
        String ofMeasured(Comparison comparison, Entry entry, Summary summary) {
            if (entry.client() == entry.client().baseline()) {
                return "baseline";
            }
            // What is lost stands out as what is won does.
            return entry.speedUp().isEmpty()
                    ? Numbers.NONE
                    : "**" + Numbers.speedUp(entry.speedUp()) + "**";
        }
    },
    CPU_RATIO("CPU time of the client's threads, times the official Java client's", summary -> "") {
        @Override
        String ofMeasured(Comparison comparison, Entry entry, Summary summary) {
            return ratio(
                    summary,
                    comparison.summary(entry.client().baseline()),
                    Summary::cpuMicrosPerOperation);
        }
    },
    OF_BARE("Rate, times that of a bare socket", summary -> "") {
        @Override
        String ofMeasured(Comparison comparison, Entry entry, Summary summary) {
            return ratio(
                    summary,
                    comparison.summary(bare(entry.client())),
                    each -> each.operationsPerSecond().median());
        }
    };

    private final String title;
    private final Function<Summary, String> ofSummary;

    Figure(String title, Function<Summary, String> ofSummary) {
        this.title = title;
        this.ofSummary = ofSummary;
    }

    /** For headings. */
    String title() {
        return title;
    }

    /** The figure, or that there is none. */
    String of(Comparison comparison, ClientId client) {
        Optional<Entry> entry = comparison.entry(client);
        if (entry.isEmpty()) {
            return Numbers.NONE;
        }
        return entry.get()
                .summary()
                .map(summary -> ofMeasured(comparison, entry.get(), summary))
                .orElse(entry.get().note().isEmpty() ? Numbers.NONE : "absent");
    }

    String ofMeasured(Comparison comparison, Entry entry, Summary summary) {
        return ofSummary.apply(summary);
    }

    /** What the client would reach if it cost nothing. */
    static ClientId bare(ClientId client) {
        return client.mode() == ClientId.Mode.SYNC ? ClientId.BARE_SYNC : ClientId.BARE_ASYNC;
    }

    private static String ratio(
            Summary summary, Optional<Summary> other, ToDoubleFunction<Summary> value) {
        return other.map(
                        each ->
                                Numbers.significant(
                                        value.applyAsDouble(summary) / value.applyAsDouble(each)))
                .orElse(Numbers.NONE);
    }

    private static String rounds(Spread spread) {
        return String.join(
                " / ",
                Numbers.significant(spread.least()),
                Numbers.significant(spread.lowerQuartile()),
                Numbers.significant(spread.median()),
                Numbers.significant(spread.upperQuartile()),
                Numbers.significant(spread.most()));
    }
}
