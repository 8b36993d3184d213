package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.IndexInfo;
import dev.aerospikearrow.client.telemetry.AlignedTable;
import dev.aerospikearrow.columnar.content.ClusterCounts;
import dev.aerospikearrow.columnar.content.ClusterCounts.NamespaceCount;
import dev.aerospikearrow.columnar.content.ClusterCounts.SetCount;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that shows the nodes of a cluster, and what it holds. */
@Command(
        name = "info",
        description =
                "Show the nodes of a cluster, and of its namespaces the room that they take and"
                        + " have, when records expire, secondary indexes, and sets with their"
                        + " records.",
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

    /**
     * What the cluster tells.
     *
     * @param missing what is known to be there and was not reached, a sentence each
     * @param indexes by namespace
     */
    private record Found(
            String clusterName,
            List<NodeLine> nodes,
            List<NamespaceCount> namespaces,
            List<String> missing,
            Map<String, List<IndexInfo>> indexes) {}

    @Override
    public Integer call() {
        Console console = context.console();
        Found found;
        try (AerospikeClient client = cluster.connect(console, report.statistics(console))) {
            ClusterCounts counts = new ClusterCounts(client);
            List<NodeLine> nodes = nodes(client, counts);
            List<NamespaceCount> namespaces = counts.namespaces();
            Map<String, List<IndexInfo>> indexes = new HashMap<>();
            namespaces.forEach(each -> indexes.put(each.name(), counts.indexes(each.name())));
            found =
                    new Found(
                            counts.firstAnswer("cluster-name"),
                            nodes,
                            namespaces,
                            missing(client, counts, namespaces),
                            indexes);
        }
        if (report.isJson()) {
            report.json(console, json(found), ReportOptions.DataOn.FILE);
        } else {
            ReportOptions.print(console, text(found));
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

    private ObjectNode json(Found found) {
        ObjectNode root = report.object();
        root.put("cluster", found.clusterName());
        ArrayNode nodeList = root.putArray("nodes");
        for (NodeLine node : found.nodes()) {
            nodeList.addObject()
                    .put("id", node.id())
                    .put("address", node.address())
                    .put("build", node.build());
        }
        ArrayNode missingList = root.putArray("missing");
        found.missing().forEach(missingList::add);
        ArrayNode namespaceList = root.putArray("namespaces");
        for (NamespaceCount namespace : found.namespaces()) {
            ObjectNode entry = namespaceList.addObject();
            entry.put("name", namespace.name());
            entry.put("records", namespace.records());
            entry.put("copies", namespace.copies());
            entry.put("partitionsToMove", namespace.partitionsToMove());
            entry.put("partitionsWithoutMaster", namespace.partitionsWithoutMaster());
            new NamespaceState(namespace.nodeFields()).addTo(entry);
            ArrayNode sets = entry.putArray("sets");
            for (SetCount set : namespace.sets()) {
                sets.addObject()
                        .put("name", set.name())
                        .put("records", set.records())
                        .put("dataBytes", set.dataBytes());
            }
            ArrayNode indexes = entry.putArray("indexes");
            for (IndexInfo index : found.indexes().get(namespace.name())) {
                indexes.addObject()
                        .put("name", index.name())
                        .put("set", index.set().name())
                        .put("holds", holds(index))
                        .put("usable", index.isUsable());
            }
        }
        return root;
    }

    private String text(Found found) {
        StringBuilder text = new StringBuilder();
        text.append("Cluster ")
                .append(found.clusterName().isEmpty() ? "without a name" : found.clusterName())
                .append(", ")
                .append(Quantity.of(found.nodes().size(), "node"))
                .append('\n');
        AlignedTable nodes = new AlignedTable("  node", "address", "build");
        for (NodeLine node : found.nodes()) {
            nodes.add(List.of("  " + node.id(), node.address(), node.build()));
        }
        text.append(nodes);
        for (String line : found.missing()) {
            text.append("Missing: ").append(line).append('\n');
        }
        for (NamespaceCount namespace : found.namespaces()) {
            text.append('\n');
            append(text, namespace, found.indexes().get(namespace.name()));
        }
        return text.toString();
    }

    private static void append(
            StringBuilder text, NamespaceCount namespace, List<IndexInfo> indexes) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "Namespace %s, %s, %s%n",
                        namespace.name(),
                        Quantity.grouped(namespace.records(), "record"),
                        namespace.copies() == 1
                                ? "one copy of each"
                                : namespace.copies() + " copies of each"));
        for (String line : new NamespaceState(namespace.nodeFields()).lines()) {
            text.append("  ").append(line).append('\n');
        }
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
                            Quantity.verb(namespace.partitionsWithoutMaster(), "its", "their")));
        }
        AlignedTable sets = new AlignedTable("  set", "records", "data");
        for (SetCount set : namespace.sets()) {
            sets.add(
                    List.of(
                            "  " + onOneLine(set.name()),
                            String.format(Locale.ROOT, "%,d", set.records()),
                            Sizes.text(set.dataBytes())));
        }
        AlignedTable found = new AlignedTable("  index", "set", "holds", "state");
        for (IndexInfo index : indexes) {
            found.add(
                    List.of(
                            "  " + onOneLine(index.name()),
                            onOneLine(index.set().name()),
                            onOneLine(holds(index)),
                            index.isUsable() ? "usable" : "being built"));
        }
        text.append(sets.isEmpty() ? "" : sets).append(found.isEmpty() ? "" : found);
    }

    /** {@code numeric age}, {@code string mapkeys tags}. */
    private static String holds(IndexInfo index) {
        return index.definition().map(ClusterInfoCommand::holds).orElse("unknown to this version");
    }

    private static String holds(IndexDefinition definition) {
        return definition.type().infoName()
                + (definition.collection() == IndexRange.Collection.VALUE
                        ? ""
                        : " " + definition.collection().infoName())
                + definition.expression().map(each -> " " + each).orElse(" " + definition.binName())
                + (definition.context().equals(CollectionPath.root())
                        ? ""
                        : " at " + definition.context());
    }

    /** A name may have line feeds, and a line of a table is one set. */
    private static String onOneLine(String name) {
        return name.replace("\n", "\\n").replace("\t", "\\t");
    }
}
