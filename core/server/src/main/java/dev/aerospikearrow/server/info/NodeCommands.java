package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.cluster.Topology;
import dev.aerospikearrow.server.query.QueryThreads;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The info commands by which tools learn about a node: statistics, settings, latencies. */
final class NodeCommands {
    private static final int LONGEST_NAME = 127;

    /** What a server measures in each namespace when it has something to measure. */
    private static final List<String> HISTOGRAMS =
            List.of(
                    "read",
                    "write",
                    "udf",
                    "batch-sub-read",
                    "batch-sub-write",
                    "batch-sub-udf",
                    "pi-query",
                    "si-query");

    private final String nodeId;
    private final ClusterState cluster;
    private final NodeStatus status;
    private final long startedNanos = System.nanoTime();

    NodeCommands(String nodeId, ClusterState cluster, NodeStatus status) {
        this.nodeId = nodeId;
        this.cluster = cluster;
        this.status = status;
    }

    String statistics() {
        Topology topology = cluster.topology();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("cluster_size", Integer.toString(topology.members().size()));
        fields.put("cluster_key", clusterKey(topology));
        fields.put("cluster_generation", Integer.toString(topology.generation()));
        fields.put("cluster_principal", principal(topology));
        fields.put("cluster_integrity", "true");
        fields.put("cluster_is_member", Boolean.toString(topology.member(nodeId).isPresent()));
        fields.put("uptime", Long.toString((System.nanoTime() - startedNanos) / 1_000_000_000L));
        fields.put("objects", objects());
        fields.put("tombstones", "0");
        fields.put("client_connections", Integer.toString(status.connectionCount()));
        fields.put("paxos_principal", principal(topology));
        fields.put("migrate_allowed", "true");
        fields.put("migrate_partitions_remaining", "0");
        return InfoFields.format(fields);
    }

    /** How many records the namespaces hold, expired ones that nobody touched since included. */
    String objects() {
        return Long.toString(
                cluster.namespaces().all().stream().mapToLong(RecordStore::recordCount).sum());
    }

    static String clusterKey(Topology topology) {
        return Long.toHexString(topology.clusterKey()).toUpperCase(Locale.ROOT);
    }

    private static String principal(Topology topology) {
        return topology.members().stream()
                .map(Topology.Member::nodeId)
                .reduce((first, second) -> second)
                .orElse("0");
    }

    String configuration(InfoCommand command) {
        Parameters parameters = new Parameters(command);
        Optional<String> context = parameters.optional("context", LONGEST_NAME);
        if (context.isEmpty()) {
            Map<String, String> all = service();
            all.putAll(network());
            return InfoFields.format(all);
        }
        return switch (context.get()) {
            case "service" -> InfoFields.format(service());
            case "network" -> InfoFields.format(network());
            case "namespace" ->
                    InfoFields.format(
                            namespace(
                                    Parameters.existing(
                                            cluster.namespaces(), parameters.namespace("id"))));
            case "security", "xdr" -> "";
            default -> throw new InfoFailure(ResultCode.PARAMETER, "invalid context");
        };
    }

    private Map<String, String> service() {
        String clusterName = cluster.clusterName();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("cluster-name", clusterName.isEmpty() ? "null" : clusterName);
        fields.put("disable-udf-execution", "true");
        fields.put("node-id", nodeId);
        fields.put("proto-fd-idle-ms", Long.toString(status.idleLimit().toMillis()));
        fields.put("query-threads-limit", Integer.toString(QueryThreads.LIMIT));
        fields.put("service-threads", Integer.toString(status.serviceThreads()));
        return fields;
    }

    private Map<String, String> network() {
        Map<String, String> fields = new LinkedHashMap<>();
        cluster.topology()
                .member(nodeId)
                .ifPresent(
                        member -> {
                            fields.put("service.port", Integer.toString(member.port()));
                            fields.put("service.address", member.host());
                            fields.put("service.access-address", member.host());
                        });
        return fields;
    }

    private Map<String, String> namespace(RecordStore store) {
        NamespaceSettings settings = store.settings();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("default-ttl", Integer.toString(settings.defaultTtlSeconds()));
        fields.put("max-record-size", Integer.toString(settings.maxRecordBytes()));
        fields.put(
                "nsup-period",
                settings.expiration() == NamespaceSettings.Expiration.ON ? "120" : "0");
        fields.put("replication-factor", Integer.toString(cluster.topology().ownership().copies()));
        fields.put("strong-consistency", "false");
        fields.put("storage-engine", "memory");
        return fields;
    }

    /** Nothing is measured: every histogram is empty. */
    String latencies(InfoCommand command) {
        List<String> names = new ArrayList<>(List.of("batch-index"));
        for (RecordStore store : cluster.namespaces().all()) {
            HISTOGRAMS.forEach(name -> names.add("{" + store.namespace() + "}-" + name));
        }
        Optional<String> wanted = new Parameters(command).optional("hist", LONGEST_NAME);
        if (wanted.isPresent() && !names.contains(wanted.get())) {
            throw new InfoFailure(ResultCode.PARAMETER, "bad hist name");
        }
        return names.stream()
                .filter(name -> wanted.map(name::equals).orElse(true))
                .map(name -> name + ":")
                .collect(Collectors.joining(";"));
    }

    /** Nothing is counted: there is no histogram of expiry or size. */
    String histogram(InfoCommand command) {
        Parameters parameters = new Parameters(command);
        Parameters.existing(cluster.namespaces(), parameters.namespace());
        parameters.required("type", LONGEST_NAME);
        return "";
    }
}
