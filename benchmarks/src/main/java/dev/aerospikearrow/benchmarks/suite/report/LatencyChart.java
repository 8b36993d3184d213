package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.report.ChartPanels.Point;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long single operations take: a dot at the median, a line from there to the 99th percentile.
 */
final class LatencyChart {
    private static final int ROW_HEIGHT = 24;
    private static final int FRAME_HEIGHT = 84;

    private LatencyChart() {}

    static String svg(SuiteResult result) {
        ChartSheet sheet =
                new ChartSheet(
                        "Time of a single operation",
                        "Logarithmic scale; the dot is p50, the line ends at p99, * is the baseline."
                                + " Asynchronous clients have "
                                + result.parameters().concurrency()
                                + " operations under way.",
                        2,
                        470);
        for (BasicOperation operation : BasicOperation.of(result)) {
            Map<ClientId, Point> points = new EnumMap<>(ClientId.class);
            for (ClientId id : ClientId.values()) {
                operation
                        .entry(id)
                        .flatMap(entry -> entry.summary())
                        .ifPresent(summary -> points.put(id, point(summary)));
            }
            if (!operation.isBatch() && !points.isEmpty()) {
                sheet.add(
                        ChartPanels.ranges(operation.name(), "µs, p50 to p99", points),
                        FRAME_HEIGHT + ROW_HEIGHT * points.size());
            }
        }
        return sheet.svg();
    }

    private static Point point(Summary summary) {
        double median = summary.callP50Micros();
        return Point.of(median, median, Math.max(median, summary.callP99Micros()));
    }
}
