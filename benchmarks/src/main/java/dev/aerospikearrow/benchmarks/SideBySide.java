package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin;
import dev.aerospikearrow.benchmarks.rounds.RoundWatch;
import dev.aerospikearrow.benchmarks.rounds.Rounds;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.text.TextTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares whole clients: in one process, under one collector, on one cluster, in rounds that take
 * turns, so that whatever drifts on a shared machine drifts for all of them. Rates and ratios are
 * medians over the rounds. No collection is forced: that would slow down whoever leaves garbage.
 *
 * <p>Columns and maps come out of the same decoder, which the JVM compiles for whatever sinks it
 * has seen; with both in one process it is a little slower than a program with one of them would
 * have it. {@code --clients columnar,official} compares without that.
 */
public final class SideBySide {
    /**
     * How many records each client reads before the comparison, to see that it reads them right.
     */
    private static final int CHECKED_ROWS = 1_000;

    private static final int MAX_LATENCIES_PER_ROUND = 1 << 16;

    private final SideBySideOptions options;
    private final Map<Client, Contestant> contestants;
    private final PrintStream output;

    private SideBySide(
            SideBySideOptions options, Map<Client, Contestant> contestants, PrintStream output) {
        this.options = options;
        this.contestants = contestants;
        this.output = output;
    }

    /** Runs the comparison that the arguments describe. */
    public static void main(String[] arguments) throws Exception {
        List<String> list = List.of(arguments);
        if (list.contains("--help") || list.contains("-h")) {
            System.out.println(SideBySideOptions.USAGE);
            return;
        }
        SideBySideOptions options;
        try {
            options = SideBySideOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(SideBySideOptions.USAGE);
            System.exit(2);
            return;
        }
        try (Report report = Report.open("side-by-side", list);
                BenchmarkCluster cluster = BenchmarkCluster.open()) {
            report.output().println(cluster.describe());
            report.output()
                    .printf(
                            "%d rounds of %d ms each, after %d rounds of warm-up%n%n",
                            options.rounds(),
                            options.roundTime().toMillis(),
                            options.warmUpRounds());
            run(options, cluster, report.output());
        }
    }

    /** Compares on a cluster that is there, and prints as it goes. */
    static void run(SideBySideOptions options, BenchmarkCluster cluster, PrintStream output)
            throws Exception {
        List<Shape> shapes = options.works().stream().map(Work::shape).distinct().toList();
        for (Shape shape : shapes) {
            cluster.store(SampleTable.stored(shape));
        }
        Map<Client, Contestant> contestants = new LinkedHashMap<>();
        try {
            for (Client client : options.clients()) {
                contestants.put(client, client.connect(cluster.hosts()));
            }
            SideBySide comparison = new SideBySide(options, contestants, output);
            shapes.forEach(comparison::check);
            comparison.compareAll();
        } finally {
            contestants.values().forEach(Contestant::close);
        }
    }

    private void check(Shape shape) {
        SampleTable table = SampleTable.stored(shape);
        contestants.forEach(
                (client, contestant) -> {
                    List<Map<String, Object>> cells = contestant.cells(table, 0, CHECKED_ROWS);
                    for (int row = 0; row < CHECKED_ROWS; row++) {
                        if (!table.cells(row).equals(cells.get(row))) {
                            throw new IllegalStateException(
                                    client.title()
                                            + " reads row "
                                            + row
                                            + " of "
                                            + shape.title()
                                            + " as "
                                            + cells.get(row)
                                            + ", but it is "
                                            + table.cells(row)
                                            + ".");
                        }
                    }
                });
    }

    private void compareAll() throws Exception {
        String baseline = options.clients().get(options.clients().size() - 1).title();
        TextTable all = newTable(baseline);
        for (Work work : options.works()) {
            Map<Client, Rounds> measured = compare(work);
            TextTable table = newTable(baseline);
            append(table, work, measured);
            append(all, work, measured);
            output.println(table);
        }
        if (options.works().size() > 1) {
            output.println(all);
        }
    }

    private static TextTable newTable(String baseline) {
        return new TextTable(
                2,
                "work",
                "client",
                "records/s",
                "x " + baseline,
                "CPU ns/record",
                "/ " + baseline,
                "heap B/record",
                "call p50 us",
                "call p99 us");
    }

    private Map<Client, Rounds> compare(Work work) throws Exception {
        Map<Client, Rounds> participants = new LinkedHashMap<>();
        contestants.forEach(
                (client, contestant) ->
                        contestant
                                .prepare(work)
                                .map(call -> new TimedCalls(call, work, options.roundTime()))
                                .map(calls -> new MeteredTask(calls, MAX_LATENCIES_PER_ROUND))
                                .ifPresent(task -> participants.put(client, new Rounds(task))));
        RoundRobin turns = new RoundRobin(participants.values(), RoundWatch.NONE);
        turns.warmUp(options.warmUpRounds());
        turns.run(options.rounds());
        for (Rounds rounds : participants.values()) {
            if (rounds.failure().isPresent()) {
                throw rounds.failure().get();
            }
        }
        return participants;
    }

    private static void append(TextTable table, Work work, Map<Client, Rounds> measured) {
        List<Rounds> all = new ArrayList<>(measured.values());
        Rounds baseline = all.get(all.size() - 1);
        double baselineCpuNanos = cpuNanos(Summary.of(baseline.finished()));
        measured.forEach(
                (client, rounds) -> {
                    Summary summary = Summary.of(rounds.finished());
                    table.row(
                            work.title(),
                            client.title(),
                            format("%,.0f", summary.operationsPerSecond().median()),
                            format("%.2f", rounds.medianRatioTo(baseline)),
                            format("%,.0f", cpuNanos(summary)),
                            format("%.2f", cpuNanos(summary) / baselineCpuNanos),
                            format("%,.1f", summary.heapBytesPerOperation().orElse(0)),
                            latency(work, summary.callP50Micros()),
                            latency(work, summary.callP99Micros()));
                });
    }

    /** Of the whole process: its rounds are long enough for that. */
    private static double cpuNanos(Summary summary) {
        return summary.processCpuMicrosPerOperation() * 1e3;
    }

    /** How long a caller waits; says nothing where one call makes thousands of requests. */
    private static String latency(Work work, double micros) {
        return work instanceof Work.AsyncGets ? "" : format("%,.1f", micros);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
