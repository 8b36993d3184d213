package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.ClusterCounts.NamespaceCount;
import dev.aerospikearrow.cli.ClusterCounts.SetCount;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.client.AerospikeClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who is in the cluster, and what it holds. */
@Command(
        name = "info",
        description =
                "Show the nodes of a cluster, its namespaces, and how many records each set has.",
        footer = {
            "",
            "Examples:",
            "    aerospike-arrow info --hosts 10.0.0.7:3000",
            "    aerospike-arrow info --json | jq '.namespaces[].sets[]'"
        })
final class InfoCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    InfoCommand(Context context) {
        this.context = context;
    }

    /**
     * One node.
     *
     * @param id its id
     * @param address where it was reached
     * @param build its version
     */
    private record NodeLine(String id, String address, String build) {}

    @Override
    public Integer call() {
        String clusterName;
        List<NodeLine> nodes;
        List<NamespaceCount> namespaces;
        try (AerospikeClient client = cluster.connect()) {
            clusterName = client.info("cluster-name");
            nodes = nodes(client);
            namespaces = new ClusterCounts(client).namespaces();
        }
        if (report.isJson()) {
            report.json(
                    context.console(),
                    json(clusterName, nodes, namespaces),
                    ReportOptions.DataOn.FILE);
        } else {
            print(clusterName, nodes, namespaces);
        }
        return ExitCode.DONE.status();
    }

    private static List<NodeLine> nodes(AerospikeClient client) {
        Map<String, String> builds = new TreeMap<>(client.infoOfAll("build"));
        List<NodeLine> lines = new ArrayList<>();
        client.nodes()
                .forEach(
                        (id, address) ->
                                lines.add(
                                        new NodeLine(
                                                id,
                                                address.toString(),
                                                builds.getOrDefault(id, "unknown"))));
        return lines;
    }

    private ObjectNode json(
            String clusterName, List<NodeLine> nodes, List<NamespaceCount> namespaces) {
        ObjectNode root = report.object();
        root.put("cluster", clusterName);
        ArrayNode nodeList = root.putArray("nodes");
        for (NodeLine node : nodes) {
            nodeList.addObject()
                    .put("id", node.id())
                    .put("address", node.address())
                    .put("build", node.build());
        }
        ArrayNode namespaceList = root.putArray("namespaces");
        for (NamespaceCount namespace : namespaces) {
            ObjectNode entry = namespaceList.addObject();
            entry.put("name", namespace.name());
            entry.put("records", namespace.records());
            entry.put("copies", namespace.copies());
            ArrayNode sets = entry.putArray("sets");
            for (SetCount set : namespace.sets()) {
                sets.addObject().put("name", set.name()).put("records", set.records());
            }
        }
        return root;
    }

    private void print(String clusterName, List<NodeLine> nodes, List<NamespaceCount> namespaces) {
        Console console = context.console();
        StringBuilder text = new StringBuilder();
        text.append("Cluster ").append(clusterName.isEmpty() ? "without a name" : clusterName);
        text.append(", ").append(nodes.size()).append(nodes.size() == 1 ? " node\n" : " nodes\n");
        for (NodeLine node : nodes) {
            text.append(
                    String.format(
                            "  %-16s %-24s build %s%n", node.id(), node.address(), node.build()));
        }
        for (NamespaceCount namespace : namespaces) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "Namespace %s, %,d records, %s%n",
                            namespace.name(),
                            namespace.records(),
                            namespace.copies() == 1
                                    ? "one copy of each"
                                    : namespace.copies() + " copies of each"));
            for (SetCount set : namespace.sets()) {
                text.append(
                        String.format(Locale.ROOT, "  %-40s %,14d%n", set.name(), set.records()));
            }
        }
        ReportOptions.print(console, text.toString());
    }
}
