package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.ClusterCounts.NamespaceCount;
import dev.aerospikearrow.cli.ClusterCounts.SetCount;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that shows the nodes of a cluster, and what it holds. */
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
final class ClusterInfoCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    ClusterInfoCommand(Context context) {
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
        List<String> missing;
        try (AerospikeClient client =
                cluster.connect(context.console(), report.statistics(context.console()))) {
            ClusterCounts counts = new ClusterCounts(client);
            clusterName = counts.firstAnswer("cluster-name");
            nodes = nodes(client, counts);
            namespaces = counts.namespaces();
            missing = missing(client, counts, namespaces);
        }
        if (report.isJson()) {
            report.json(
                    context.console(),
                    json(clusterName, nodes, namespaces, missing),
                    ReportOptions.DataOn.FILE);
        } else {
            print(clusterName, nodes, namespaces, missing);
        }
        return ExitCode.DONE.status();
    }

    /** What is known to be there and was not reached, a sentence each. */
    private static List<String> missing(
            AerospikeClient client, ClusterCounts counts, List<NamespaceCount> namespaces) {
        List<String> missing = new ArrayList<>();
        counts.silentNodes()
                .forEach(
                        (node, reason) ->
                                missing.add(
                                        "Node "
                                                + node
                                                + " does not answer, and its records are not"
                                                + " counted. "
                                                + reason));
        client.unreachedSeeds()
                .forEach(
                        (seed, reason) ->
                                missing.add(
                                        "No node of the cluster is reached at "
                                                + seed
                                                + ": "
                                                + reason
                                                + "."));
        int reached = client.nodes().size();
        long size = namespaces.stream().mapToLong(NamespaceCount::nodes).max().orElse(0);
        if (size > reached) {
            missing.add(
                    "The cluster has "
                            + Quantity.of(size, "node")
                            + ", of which "
                            + reached
                            + (reached == 1 ? " is" : " are")
                            + " reached, whose records are counted.");
        }
        return missing;
    }

    private static List<NodeLine> nodes(AerospikeClient client, ClusterCounts counts) {
        List<NodeLine> lines = new ArrayList<>();
        client.nodes()
                .forEach(
                        (id, address) ->
                                lines.add(
                                        new NodeLine(
                                                id,
                                                address.toString(),
                                                counts.answer(id, "build").orElse("unknown"))));
        return lines;
    }

    private ObjectNode json(
            String clusterName,
            List<NodeLine> nodes,
            List<NamespaceCount> namespaces,
            List<String> missing) {
        ObjectNode root = report.object();
        root.put("cluster", clusterName);
        ArrayNode nodeList = root.putArray("nodes");
        for (NodeLine node : nodes) {
            nodeList.addObject()
                    .put("id", node.id())
                    .put("address", node.address())
                    .put("build", node.build());
        }
        ArrayNode missingList = root.putArray("missing");
        missing.forEach(missingList::add);
        ArrayNode namespaceList = root.putArray("namespaces");
        for (NamespaceCount namespace : namespaces) {
            ObjectNode entry = namespaceList.addObject();
            entry.put("name", namespace.name());
            entry.put("records", namespace.records());
            entry.put("copies", namespace.copies());
            entry.put("partitionsToMove", namespace.partitionsToMove());
            entry.put("partitionsWithoutMaster", namespace.partitionsWithoutMaster());
            ArrayNode sets = entry.putArray("sets");
            for (SetCount set : namespace.sets()) {
                sets.addObject().put("name", set.name()).put("records", set.records());
            }
        }
        return root;
    }

    private void print(
            String clusterName,
            List<NodeLine> nodes,
            List<NamespaceCount> namespaces,
            List<String> missing) {
        Console console = context.console();
        StringBuilder text = new StringBuilder();
        text.append("Cluster ").append(clusterName.isEmpty() ? "without a name" : clusterName);
        text.append(", ").append(nodes.size()).append(nodes.size() == 1 ? " node\n" : " nodes\n");
        for (NodeLine node : nodes) {
            text.append(
                    String.format(
                            "  %-16s %-24s build %s%n", node.id(), node.address(), node.build()));
        }
        for (String line : missing) {
            text.append("Missing: ").append(line).append('\n');
        }
        for (NamespaceCount namespace : namespaces) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "Namespace %s, %s, %s%n",
                            namespace.name(),
                            Quantity.grouped(namespace.records(), "record"),
                            namespace.copies() == 1
                                    ? "one copy of each"
                                    : namespace.copies() + " copies of each"));
            if (namespace.isMigrating()) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  migrating, %s to send or receive; counts are about right%n",
                                Quantity.grouped(namespace.partitionsToMove(), "partition")));
            }
            if (namespace.partitionsWithoutMaster() > 0) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  %s %s unavailable, and %s records not counted%n",
                                Quantity.grouped(namespace.partitionsWithoutMaster(), "partition"),
                                Quantity.verb(namespace.partitionsWithoutMaster(), "is", "are"),
                                Quantity.verb(
                                        namespace.partitionsWithoutMaster(), "its", "their")));
            }
            for (SetCount set : namespace.sets()) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  %-40s %,14d%n",
                                onOneLine(set.name()),
                                set.records()));
            }
        }
        ReportOptions.print(console, text.toString());
    }

    /** A name may have line feeds, and a line of a table is one set. */
    private static String onOneLine(String name) {
        return name.replace("\n", "\\n").replace("\t", "\\t");
    }
}
