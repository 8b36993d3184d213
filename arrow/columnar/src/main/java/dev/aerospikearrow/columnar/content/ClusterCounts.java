package dev.aerospikearrow.columnar.content;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.IndexInfo;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.info.InfoEntries;
import dev.aerospikearrow.protocol.info.InfoError;
import dev.aerospikearrow.protocol.info.InfoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Numbers of records, as the nodes count them. A node counts the copies that it has, and of how
 * many of them it is the master. Each record has one master at any time, also while partitions move
 * and copies are missing or left over; so masters are what is counted.
 *
 * <p>Nodes count the copies of a set, but not its masters. While all is settled there are equally
 * many copies of each record; at other times the share of masters among all records of a node is
 * taken for that of each set.
 */
public final class ClusterCounts {
    private final AerospikeClient client;
    private final Map<String, String> silent = new LinkedHashMap<>();
    private final Map<String, NamespaceCount> counted = new HashMap<>();

    /**
     * Counts of a cluster, each asked for when it is wanted and then kept.
     *
     * @param client stays the caller's
     */
    public ClusterCounts(AerospikeClient client) {
        this.client = client;
    }

    /**
     * One set.
     *
     * @param name its name
     * @param records its records, each counted once
     * @param dataBytes what they take on all nodes, copies included
     */
    public record SetCount(String name, long records, long dataBytes) {}

    /**
     * One namespace.
     *
     * @param name its name
     * @param records its records, each counted once
     * @param copies how many copies there are to be of each
     * @param nodes on how many nodes it is, as those say who answer
     * @param partitionsToMove how many partitions nodes have still to send or receive
     * @param partitionsWithoutMaster how many partitions can be read nowhere
     * @param sets its sets that have records or had some
     * @param nodeFields what each node says of its room and its settings, by the names of the
     *     fields
     */
    public record NamespaceCount(
            String name,
            long records,
            long copies,
            long nodes,
            long partitionsToMove,
            long partitionsWithoutMaster,
            List<SetCount> sets,
            List<Map<String, String>> nodeFields) {

        /** Whether partitions move between nodes. */
        public boolean isMigrating() {
            return partitionsToMove > 0;
        }
    }

    /** What one node says of a namespace. */
    record NodeCount(Map<String, String> fields, List<Map<String, String>> sets) {
        /**
         * @param statistics the answer to {@code namespace/NAME}
         * @param sets the answer to {@code sets/NAME}
         */
        static NodeCount parse(String statistics, String sets) {
            return new NodeCount(InfoFields.parse(statistics), InfoEntries.SETS.parse(sets));
        }

        long number(String name) {
            return ClusterCounts.number(fields, name);
        }

        /** The records that the node has a copy of and is the master of. */
        long masters(long copies) {
            return fields.containsKey("master_objects")
                    ? number("master_objects")
                    : number("objects") / copies;
        }
    }

    /** The ids of the nodes that did not answer, and what became of that. */
    public Map<String, String> silentNodes() {
        return silent;
    }

    /** The counts of all namespaces, in the order of their names. */
    public List<NamespaceCount> namespaces() {
        return namespaceNames().stream().map(this::namespace).toList();
    }

    /** The names of all namespaces, in their order. */
    public List<String> namespaceNames() {
        TreeSet<String> names = new TreeSet<>();
        for (String answer : ask("namespaces")) {
            names.addAll(Arrays.asList(answer.split(";")));
        }
        names.remove("");
        return List.copyOf(names);
    }

    /** The counts of a namespace, for which nodes are asked once. */
    public NamespaceCount namespace(String name) {
        return counted.computeIfAbsent(name, this::askNodes);
    }

    /** Whether no node is missing of those that have a namespace. */
    public boolean areOfAllNodes(NamespaceCount namespace) {
        return silent.isEmpty() && namespace.nodes() <= client.nodes().size();
    }

    private NamespaceCount askNodes(String name) {
        List<NodeCount> nodes = new ArrayList<>();
        for (String nodeId : client.nodes().keySet()) {
            String stats = ask(nodeId, "namespace/" + name);
            if (!stats.isEmpty()) {
                nodes.add(NodeCount.parse(stats, ask(nodeId, "sets/" + name)));
            }
        }
        return count(name, nodes);
    }

    /** What the nodes that answer say together. */
    static NamespaceCount count(String name, List<NodeCount> nodes) {
        long copies = Math.max(1, max(nodes, "effective_replication_factor"));
        long toMove =
                sum(nodes, "migrate_tx_partitions_remaining")
                        + sum(nodes, "migrate_rx_partitions_remaining");
        boolean settled = toMove == 0 && nodes.size() >= max(nodes, "ns_cluster_size");
        return new NamespaceCount(
                name,
                nodes.stream().mapToLong(node -> node.masters(copies)).sum(),
                copies,
                max(nodes, "ns_cluster_size"),
                toMove,
                max(nodes, "dead_partitions") + max(nodes, "unavailable_partitions"),
                sets(nodes, copies, settled),
                nodes.stream().map(NodeCount::fields).toList());
    }

    private static List<SetCount> sets(List<NodeCount> nodes, long copies, boolean settled) {
        Map<String, Double> records = new TreeMap<>();
        Map<String, Long> bytes = new HashMap<>();
        for (NodeCount node : nodes) {
            long objects = node.number("objects");
            double share =
                    settled || objects == 0
                            ? 1.0 / copies
                            : (double) node.masters(copies) / objects;
            for (Map<String, String> set : node.sets()) {
                String name = set.getOrDefault("set", "");
                records.merge(name, share * number(set, "objects"), Double::sum);
                bytes.merge(name, number(set, "data_used_bytes"), Long::sum);
            }
        }
        return records.entrySet().stream()
                .map(
                        entry ->
                                new SetCount(
                                        entry.getKey(),
                                        whole(entry.getValue()),
                                        bytes.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    /** One copy that is left over of many is a record still. */
    private static long whole(double records) {
        return records > 0 ? Math.max(1, Math.round(records)) : 0;
    }

    private static long sum(List<NodeCount> nodes, String field) {
        return nodes.stream().mapToLong(node -> node.number(field)).sum();
    }

    private static long max(List<NodeCount> nodes, String field) {
        return nodes.stream().mapToLong(node -> node.number(field)).max().orElse(0);
    }

    /** The answer of a node, if it has one. */
    public Optional<String> answer(String nodeId, String command) {
        return Optional.of(ask(nodeId, command)).filter(answer -> !answer.isEmpty());
    }

    /** What the first node says that answers; nothing, if that is what it says. */
    public String firstAnswer(String command) {
        for (String nodeId : client.nodes().keySet()) {
            String answer = ask(nodeId, command);
            if (!answer.isEmpty()) {
                return answer;
            }
        }
        return "";
    }

    /** The answers of all nodes that answer; if none does, the failure of one of them. */
    private List<String> ask(String command) {
        List<String> answers = new ArrayList<>();
        for (String nodeId : client.nodes().keySet()) {
            String answer = ask(nodeId, command);
            if (!answer.isEmpty()) {
                answers.add(answer);
            }
        }
        return answers.isEmpty() ? List.of(client.info(command)) : answers;
    }

    /** The answer of a node; empty if it has none, is silent, or has left. */
    private String ask(String nodeId, String command) {
        if (silent.containsKey(nodeId)) {
            return "";
        }
        try {
            String answer = client.info(nodeId, command);
            return InfoError.parse(answer).isPresent() ? "" : answer;
        } catch (AerospikeException e) {
            silent.put(nodeId, String.valueOf(e.getMessage()));
            return "";
        } catch (IllegalArgumentException e) {
            return ""; // It has left since the nodes were listed.
        }
    }

    /** The secondary indexes of a namespace; none if no node tells. */
    public List<IndexInfo> indexes(String namespace) {
        try {
            return client.listIndexes(namespace);
        } catch (AerospikeException e) {
            return List.of(); // Whoever is silent is listed as such.
        }
    }

    /** The records of a set, or of a namespace. */
    public long records(SetName target) {
        NamespaceCount namespace = namespace(target.namespace());
        return target.isNamespace()
                ? namespace.records()
                : namespace.sets().stream()
                        .filter(set -> set.name().equals(target.name()))
                        .mapToLong(SetCount::records)
                        .sum();
    }

    private static long number(Map<String, String> fields, String name) {
        try {
            return Long.parseLong(fields.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
