package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.Spread;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.report.ChartPanels.Point;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rates of the nine operations: a bar at the median, whiskers at the quartiles. Clients that
 * wait stand apart from those that do not: their baselines differ.
 */
final class ThroughputChart {
    private static final int ROW_HEIGHT = 22;
    private static final int FRAME_HEIGHT = 78;

    private ThroughputChart() {}

    static String svg(SuiteResult result) {
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
                        470);
        for (Comparison comparison : result.of(ScenarioName.BASIC)) {
            boolean isBatch =
                    comparison.key().startsWith("batch_") || comparison.key().equals("query");
            for (Mode mode : List.of(Mode.SYNC, Mode.ASYNC)) {
                add(sheet, comparison, isBatch ? "records/s" : "operations/s", mode);
            }
        }
        return sheet.svg();
    }

    private static void add(ChartSheet sheet, Comparison comparison, String unit, Mode mode) {
        Map<ClientId, Point> points = new EnumMap<>(ClientId.class);
        double baseline = Double.NaN;
        for (Entry entry : comparison.entries()) {
            ClientId id = entry.client();
            if (id.mode() == mode && entry.summary().isPresent()) {
                Spread rate = entry.summary().get().operationsPerSecond();
                points.put(id, Point.of(rate.median(), rate.lowerQuartile(), rate.upperQuartile()));
                baseline = id == id.baseline() ? rate.median() : baseline;
            }
        }
        String name =
                points.containsKey(ClientId.COLUMNAR) && comparison.key().startsWith("batch_")
                        ? comparison.key() + ", " + comparison.key() + "_columnar"
                        : comparison.key();
        String title = name + (mode == Mode.SYNC ? ", synchronous" : ", asynchronous");
        sheet.add(
                ChartPanels.bars(title, unit, points, baseline),
                FRAME_HEIGHT + ROW_HEIGHT * Math.max(1, points.size()));
    }
}
