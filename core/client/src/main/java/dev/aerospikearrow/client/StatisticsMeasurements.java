package dev.aerospikearrow.client;

import dev.aerospikearrow.client.ClientStatistics.Connections;
import dev.aerospikearrow.client.ClientStatistics.Measurement;
import dev.aerospikearrow.client.ClientStatistics.Measurement.Kind;
import dev.aerospikearrow.client.ClientStatistics.NodeTraffic;
import dev.aerospikearrow.client.ClientStatistics.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of what metrics systems ask for regularly: a line for each number. */
final class StatisticsMeasurements {
    private final List<Measurement> made = new ArrayList<>();

    private StatisticsMeasurements() {}

    static List<Measurement> of(ClientStatistics statistics) {
        StatisticsMeasurements table = new StatisticsMeasurements();
        statistics.nodes().forEach(table::node);
        table.rows(statistics.rows());
        table.hedges("sent", statistics.hedges().sent());
        table.hedges("won", statistics.hedges().won());
        return List.copyOf(table.made);
    }

    private void node(String id, NodeTraffic node) {
        Map<String, String> at = new LinkedHashMap<>();
        at.put(MetricNames.SYSTEM_NAME, MetricNames.SYSTEM);
        at.put(MetricNames.POOL_NAME, id);
        int colon = node.address().lastIndexOf(':');
        at.put(MetricNames.SERVER_ADDRESS, node.address().substring(0, Math.max(0, colon)));
        at.put(MetricNames.SERVER_PORT, node.address().substring(colon + 1));
        Connections connections = node.connections();
        add(
                MetricNames.CONNECTION_COUNT,
                Kind.GAUGE,
                "{connection}",
                with(at, MetricNames.CONNECTION_STATE, "used"),
                connections.busy());
        add(
                MetricNames.CONNECTION_COUNT,
                Kind.GAUGE,
                "{connection}",
                with(at, MetricNames.CONNECTION_STATE, "idle"),
                Math.max(0, connections.open() - connections.busy()));
        add(
                MetricNames.CONNECTION_PENDING_REQUESTS,
                Kind.GAUGE,
                "{request}",
                at,
                connections.waiting());
        changes(at, "opened", connections.opened());
        changes(at, "closed", connections.closed());
        changes(at, "failed", connections.failed());
        bytes(at, "transmit", node.bytesSent());
        bytes(at, "receive", node.bytesReceived());
    }

    private void changes(Map<String, String> at, String result, long count) {
        add(
                MetricNames.CONNECTION_CHANGES,
                Kind.COUNTER,
                "{connection}",
                with(at, MetricNames.RESULT, result),
                count);
    }

    private void bytes(Map<String, String> at, String direction, long count) {
        add(
                MetricNames.NETWORK_IO,
                Kind.COUNTER,
                "By",
                with(at, MetricNames.IO_DIRECTION, direction),
                count);
    }

    private void rows(Rows rows) {
        rows("found", rows.found());
        rows("missing", rows.missing());
        rows("filtered", rows.filtered());
        rows("failed", rows.failed());
        rows("written", rows.written());
        rows("nulled", rows.nulled());
        rows("coerced", rows.coerced());
        rows("in_rack", rows.inRack());
        rows("out_of_rack", rows.outOfRack());
    }

    private void rows(String result, long count) {
        counter(MetricNames.ROWS, "{row}", result, count);
    }

    private void hedges(String result, long count) {
        counter(MetricNames.HEDGES, "{request}", result, count);
    }

    private void counter(String name, String unit, String result, long count) {
        Map<String, String> system = Map.of(MetricNames.SYSTEM_NAME, MetricNames.SYSTEM);
        add(name, Kind.COUNTER, unit, with(system, MetricNames.RESULT, result), count);
    }

    private static Map<String, String> with(Map<String, String> others, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(others);
        all.put(name, value);
        return all;
    }

    private void add(
            String name, Kind kind, String unit, Map<String, String> attributes, long value) {
        made.add(new Measurement(name, kind, unit, attributes, value));
    }
}
