package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.Spread;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.report.ChartPanels.Point;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jfree.chart.axis.ValueAxis;

/** How batch reads into columns and into maps scale with records and bins. */
final class ColumnarChart {
    private static final int PANEL_HEIGHT = 300;

    /** A figure that is drawn. */
    private record Figure(String title, String unit, Function<Summary, Point> point) {}

    private static final Figure RATE =
            new Figure(
                    "records per second",
                    "records/s (higher is better)",
                    summary -> {
                        Spread rate = summary.operationsPerSecond();
                        return Point.of(rate.median(), rate.lowerQuartile(), rate.upperQuartile());
                    });

    private static final Figure CPU =
            new Figure(
                    "client CPU per record",
                    "µs/record (lower is better)",
                    summary -> exactly(summary.cpuMicrosPerOperation()));

    private static final Figure HEAP =
            new Figure(
                    "heap allocated per record",
                    "bytes/record (lower is better)",
                    summary -> exactly(summary.heapBytesPerOperation().orElse(Double.NaN)));

    private ColumnarChart() {}

    private static Point exactly(double value) {
        return Point.of(value, value, value);
    }

    static String svg(SuiteResult result) {
        ChartSheet sheet =
                new ChartSheet(
                        "Batch reads: columns beside maps",
                        "Medians of "
                                + result.parameters().rounds()
                                + " rounds, whiskers are their quartiles; the dashed line is the"
                                + " baseline, the official Java client (maps).",
                        2,
                        470);
        List<Comparison> all = result.of(ScenarioName.COLUMNAR);
        add(sheet, all, "record_scaling", "doubles", "records", RATE, "5 doubles");
        add(sheet, all, "record_scaling", "mixed", "records", RATE, "5 mixed bins");
        add(sheet, all, "bin_scaling", "doubles", "bins", RATE, "1,000 records of doubles");
        add(sheet, all, "bin_scaling", "mixed", "bins", RATE, "1,000 records of a mix");
        add(sheet, all, "bin_scaling", "doubles", "bins", CPU, "1,000 records of doubles");
        add(sheet, all, "bin_scaling", "doubles", "bins", HEAP, "1,000 records of doubles");
        sheet.legend(
                Tables.clients(all.stream().map(each -> Tables.Row.of("", each)).toList()).stream()
                        .filter(id -> all.stream().anyMatch(each -> each.summary(id).isPresent()))
                        .toList());
        return sheet.svg();
    }

    private static void add(
            ChartSheet sheet,
            List<Comparison> all,
            String section,
            String values,
            String dimension,
            Figure figure,
            String what) {
        boolean isLogarithmic = dimension.equals("records");
        Map<ClientId, List<Point>> lines = new EnumMap<>(ClientId.class);
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Comparison comparison : all) {
            if (comparison.section().equals(section)
                    && values.equals(comparison.dimensions().get("values"))) {
                double size = ((Number) comparison.dimensions().get(dimension)).doubleValue();
                least = Math.min(least, size);
                most = Math.max(most, size);
                double x = isLogarithmic ? ChartPanels.power(size) : size;
                for (Entry entry : comparison.entries()) {
                    entry.summary()
                            .map(figure.point())
                            .filter(point -> !Double.isNaN(point.value()))
                            .ifPresent(
                                    point ->
                                            lines.computeIfAbsent(
                                                            entry.client(), id -> new ArrayList<>())
                                                    .add(
                                                            new Point(
                                                                    x,
                                                                    point.value(),
                                                                    point.low(),
                                                                    point.high())));
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
                        capitalised(figure.title()) + ": " + what, axis, figure.unit(), lines),
                PANEL_HEIGHT);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
