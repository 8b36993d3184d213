package dev.aerospikearrow.client;

import dev.aerospikearrow.client.telemetry.AlignedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The text of statistics: tables whose columns are as wide as what is in them. */
final class StatisticsText {
    private final StringBuilder text = new StringBuilder();

    private StatisticsText() {}

    static String of(ClientStatistics statistics) {
        StatisticsText made = new StatisticsText();
        made.calls(statistics.calls());
        made.nodes(statistics.nodes());
        made.requests(statistics.nodes());
        made.stages(statistics.stages());
        made.rows(statistics.rows());
        return made.text.toString();
    }

    private void calls(Map<String, ClientStatistics.Calls> calls) {
        AlignedTable lines =
                new AlignedTable(
                        "calls", "count", "mean", "p50", "p99", "max", "retries", "failures");
        calls.forEach(
                (name, each) -> {
                    List<String> line = new ArrayList<>(List.of(name));
                    line.addAll(latency(each.latency()));
                    line.add(String.valueOf(each.retries()));
                    line.add(counts(each.failures()));
                    lines.add(line);
                });
        table(lines);
    }

    private void nodes(Map<String, ClientStatistics.NodeTraffic> nodes) {
        AlignedTable lines =
                new AlignedTable(
                        "nodes",
                        "address",
                        "sent",
                        "received",
                        "open",
                        "busy",
                        "waiting",
                        "opened",
                        "closed",
                        "failed");
        nodes.forEach(
                (id, node) -> {
                    ClientStatistics.Connections connections = node.connections();
                    lines.add(
                            List.of(
                                    id,
                                    node.address(),
                                    bytes(node.bytesSent()),
                                    bytes(node.bytesReceived()),
                                    String.valueOf(connections.open()),
                                    String.valueOf(connections.busy()),
                                    String.valueOf(connections.waiting()),
                                    String.valueOf(connections.opened()),
                                    String.valueOf(connections.closed()),
                                    String.valueOf(connections.failed())));
                });
        table(lines);
    }

    private void requests(Map<String, ClientStatistics.NodeTraffic> nodes) {
        AlignedTable lines =
                new AlignedTable(
                        "requests", "node", "answered", "mean", "p50", "p99", "max", "results");
        nodes.forEach(
                (id, node) ->
                        node.requests()
                                .forEach(
                                        (name, each) -> {
                                            List<String> line = new ArrayList<>();
                                            line.add(name);
                                            line.add(id);
                                            line.addAll(latency(each.latency()));
                                            line.add(counts(each.results()));
                                            lines.add(line);
                                        }));
        table(lines);
    }

    private void stages(Map<CallStage, LatencyHistogram> stages) {
        AlignedTable lines =
                new AlignedTable("stages", "count", "mean", "p50", "p99", "max", "total");
        stages.forEach(
                (stage, latency) -> {
                    List<String> line = new ArrayList<>(List.of(stage.label()));
                    line.addAll(latency(latency));
                    line.add(LatencyHistogram.text(latency.total()));
                    lines.add(line);
                });
        table(lines);
    }

    private void rows(ClientStatistics.Rows rows) {
        AlignedTable lines =
                new AlignedTable(
                        "rows",
                        "found",
                        "missing",
                        "filtered",
                        "failed",
                        "written",
                        "nulled",
                        "coerced",
                        "in rack",
                        "out of rack");
        lines.add(
                List.of(
                        "",
                        String.valueOf(rows.found()),
                        String.valueOf(rows.missing()),
                        String.valueOf(rows.filtered()),
                        String.valueOf(rows.failed()),
                        String.valueOf(rows.written()),
                        String.valueOf(rows.nulled()),
                        String.valueOf(rows.coerced()),
                        String.valueOf(rows.inRack()),
                        String.valueOf(rows.outOfRack())));
        table(lines);
    }

    private static List<String> latency(LatencyHistogram latency) {
        return List.of(
                String.valueOf(latency.count()),
                duration(latency.mean()),
                duration(latency.percentile(50)),
                duration(latency.percentile(99)),
                duration(latency.max()));
    }

    private static String duration(Duration duration) {
        return LatencyHistogram.text(duration);
    }

    private static String counts(Map<String, Long> counts) {
        StringBuilder line = new StringBuilder();
        new TreeMap<>(counts)
                .forEach(
                        (name, count) ->
                                line.append(line.isEmpty() ? "" : ", ")
                                        .append(name)
                                        .append(' ')
                                        .append(count));
        return line.isEmpty() ? "-" : line.toString();
    }

    private static String bytes(long count) {
        return count < 1024
                ? count + " B"
                : count < 1 << 20
                        ? String.format(Locale.ROOT, "%.1f KiB", count / 1024.0)
                        : String.format(Locale.ROOT, "%.1f MiB", count / 1048576.0);
    }

    private void table(AlignedTable table) {
        if (!table.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(table);
        }
    }
}
