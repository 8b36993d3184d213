package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.client.ClientListener;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.client.LatencyHistogram;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A report on what the client did, on standard error when it is closed, whatever came of it. */
final class StatisticsReport implements ClientListener {
    /** For whom it is. */
    enum Form {
        /** Tables for people. */
        TABLES,
        /** One object on a line. */
        JSON
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Console console;
    private final Form form;
    private @Nullable Supplier<ClientStatistics> statistics;

    StatisticsReport(Console console, Form form) {
        this.console = console;
        this.form = form;
    }

    @Override
    public void onOpen(Supplier<ClientStatistics> source) {
        statistics = source;
    }

    @Override
    public void onClose() {
        Supplier<ClientStatistics> source = statistics;
        if (source != null) {
            ClientStatistics now = source.get();
            console.say(form == Form.JSON ? json(now).toString() : now.toString().stripTrailing());
        }
    }

    private static ObjectNode json(ClientStatistics statistics) {
        ObjectNode all = MAPPER.createObjectNode();
        ObjectNode parts = all.putObject("statistics");
        ObjectNode calls = parts.putObject("calls");
        statistics
                .calls()
                .forEach(
                        (name, each) -> {
                            ObjectNode call = latency(calls.putObject(name), each.latency());
                            call.put("retries", each.retries());
                            call.set("failures", MAPPER.valueToTree(each.failures()));
                        });
        ObjectNode stages = parts.putObject("stages");
        statistics
                .stages()
                .forEach((stage, each) -> latency(stages.putObject(stage.label()), each));
        ObjectNode nodes = parts.putObject("nodes");
        statistics
                .nodes()
                .forEach(
                        (id, each) -> {
                            ObjectNode node = nodes.putObject(id);
                            node.put("address", each.address());
                            node.put("bytesSent", each.bytesSent());
                            node.put("bytesReceived", each.bytesReceived());
                            node.set("connections", MAPPER.valueToTree(each.connections()));
                        });
        parts.set("rows", MAPPER.valueToTree(statistics.rows()));
        parts.set("hedges", MAPPER.valueToTree(statistics.hedges()));
        return all;
    }

    private static ObjectNode latency(ObjectNode target, LatencyHistogram latency) {
        target.put("count", latency.count());
        target.put("meanMillis", latency.mean().toNanos() / 1e6);
        target.put("p50Millis", latency.percentile(50).toNanos() / 1e6);
        target.put("p99Millis", latency.percentile(99).toNanos() / 1e6);
        target.put("maxMillis", latency.max().toNanos() / 1e6);
        return target;
    }
}
