package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.Spread;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.report.ChartPanels.Point;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jfree.chart.axis.ValueAxis;

/** The charts of a run, by name, each with the scenario that it needs. */
final class Charts {
    private static final int PANEL_HEIGHT = 300;
    private static final int PANEL_WIDTH = 470;
    private static final int BAR_HEIGHT = 22;
    private static final int FRAME_HEIGHT = 78;

    /** A figure that lines are drawn of. */
    private record Figure(String title, String unit, Function<Summary, Point> point) {}

    private static final Figure RATE =
            new Figure(
                    "Records per second",
                    "records/s (higher is better)",
                    summary -> Point.of(summary.operationsPerSecond()));
    private static final Figure CPU =
            new Figure(
                    "Client CPU per record",
                    "µs/record (lower is better)",
                    summary -> Point.of(summary.cpuMicrosPerOperation()));
    private static final Figure HEAP =
            new Figure(
                    "Heap allocated per record",
                    "bytes/record (lower is better)",
                    summary -> Point.of(summary.heapBytesPerOperation().orElse(Double.NaN)));

    /** A panel of lines over one of the sizes by which comparisons differ. */
    private record Lines(
            String section, String values, String dimension, Figure figure, String what) {}

    private static final List<Lines> COLUMNAR =
            List.of(
                    new Lines("record_scaling", "doubles", "records", RATE, "5 doubles"),
                    new Lines("record_scaling", "mixed", "records", RATE, "5 mixed bins"),
                    new Lines("bin_scaling", "doubles", "bins", RATE, "1,000 records of doubles"),
                    new Lines("bin_scaling", "mixed", "bins", RATE, "1,000 records of a mix"),
                    new Lines("bin_scaling", "doubles", "bins", CPU, "1,000 records of doubles"),
                    new Lines("bin_scaling", "doubles", "bins", HEAP, "1,000 records of doubles"));
    private static final List<Lines> SIDE_BY_SIDE =
            List.of(
                    new Lines("batch_read", "5 doubles", "records", RATE, "batches of 5 doubles"),
                    new Lines("batch_read", "5 doubles", "records", CPU, "batches of 5 doubles"),
                    new Lines("batch_read", "5 doubles", "records", HEAP, "batches of 5 doubles"));

    private Charts() {}

    static Map<String, Supplier<String>> of(SuiteResult result) {
        Map<String, Supplier<String>> charts = new LinkedHashMap<>();
        List<Comparison> basic = result.of(ScenarioName.BASIC);
        List<Comparison> columnar = result.of(ScenarioName.COLUMNAR);
        List<Comparison> sideBySide = result.of(ScenarioName.SIDE_BY_SIDE);
        if (!basic.isEmpty()) {
            charts.put("throughput", () -> throughput(result, basic));
        }
        if (!columnar.isEmpty()) {
            String title = "Batch reads: columns beside maps";
            charts.put("columnar", () -> lines(result, title, columnar, COLUMNAR));
        }
        if (!sideBySide.isEmpty()) {
            String title = "Batch reads of every size";
            charts.put("side-by-side", () -> lines(result, title, sideBySide, SIDE_BY_SIDE));
        }
        return charts;
    }

    private static String lines(
            SuiteResult result, String title, List<Comparison> all, List<Lines> panels) {
        ChartSheet sheet =
                new ChartSheet(
                        title,
                        "Medians of "
                                + result.parameters().rounds()
                                + " rounds, whiskers are their quartiles; dashed lines are the"
                                + " baselines, the official Java client (maps).",
                        2,
                        PANEL_WIDTH);
        panels.forEach(panel -> add(sheet, all, panel));
        sheet.legend(
                Arrays.stream(ClientId.values())
                        .filter(id -> all.stream().anyMatch(each -> each.summary(id).isPresent()))
                        .toList());
        return sheet.svg();
    }

    private static void add(ChartSheet sheet, List<Comparison> all, Lines panel) {
        boolean isLogarithmic = panel.dimension().equals("records");
        Map<ClientId, List<Point>> lines = new EnumMap<>(ClientId.class);
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Comparison comparison : all) {
            if (comparison.section().equals(panel.section())
                    && panel.values().equals(comparison.dimensions().get("values"))) {
                double size =
                        ((Number) comparison.dimensions().get(panel.dimension())).doubleValue();
                least = Math.min(least, size);
                most = Math.max(most, size);
                double x = isLogarithmic ? ChartPanels.power(size) : size;
                for (Entry entry : comparison.entries()) {
                    entry.summary()
                            .map(panel.figure().point())
                            .filter(point -> !Double.isNaN(point.value()))
                            .ifPresent(
                                    point ->
                                            lines.computeIfAbsent(
                                                            entry.client(), id -> new ArrayList<>())
                                                    .add(point.at(x)));
                }
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        ValueAxis axis =
                isLogarithmic
                        ? ChartPanels.logarithmic("records of a batch", least, most)
                        : ChartPanels.linear("bins of a record", most);
        sheet.add(
                ChartPanels.lines(
                        panel.figure().title() + ": " + panel.what(),
                        axis,
                        panel.figure().unit(),
                        lines),
                PANEL_HEIGHT);
    }

    /** Clients that wait stand apart from those that do not: their baselines differ. */
    private static String throughput(SuiteResult result, List<Comparison> comparisons) {
        ChartSheet sheet =
                new ChartSheet(
                        "Operations per second, median of "
                                + result.parameters().rounds()
                                + " rounds",
                        "Higher is better; whiskers are the quartiles of the rounds, the dashed line"
                                + " (*) is the official Java client in the same mode. Left: synchronous;"
                                + " right: "
                                + result.parameters().concurrency()
                                + " under way.",
                        2,
                        PANEL_WIDTH);
        for (Comparison comparison : comparisons) {
            addBars(sheet, comparison, Mode.SYNC, ", synchronous");
            addBars(sheet, comparison, Mode.ASYNC, ", asynchronous");
        }
        return sheet.svg();
    }

    private static void addBars(ChartSheet sheet, Comparison comparison, Mode mode, String suffix) {
        Map<ClientId, Point> points = new EnumMap<>(ClientId.class);
        double baseline = Double.NaN;
        for (Entry entry : comparison.entries()) {
            ClientId id = entry.client();
            if (id.mode() == mode && entry.summary().isPresent()) {
                Spread rate = entry.summary().get().operationsPerSecond();
                points.put(id, Point.of(rate));
                baseline = id == id.baseline() ? rate.median() : baseline;
            }
        }
        sheet.add(
                ChartPanels.bars(comparison.key() + suffix, "records/s", points, baseline),
                FRAME_HEIGHT + BAR_HEIGHT * Math.max(1, points.size()));
    }
}
