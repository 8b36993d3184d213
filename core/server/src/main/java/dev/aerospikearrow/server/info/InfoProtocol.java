package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.Features;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoError;
import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.PartitionBitmap;
import dev.aerospikearrow.protocol.info.PeersInfo;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import dev.aerospikearrow.protocol.info.ServiceAddress;
import dev.aerospikearrow.protocol.info.ServiceAddresses;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.cluster.Ownership;
import dev.aerospikearrow.server.cluster.Topology;
import dev.aerospikearrow.server.engine.QueryService;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers the info requests of one node (docs/docs/internals/wire.md, section 6). Thread-safe. */
public final class InfoProtocol {
    /** The server whose behaviour this one has. */
    public static final String BUILD = "8.1.2.0";

    /** What a real server of that build says, in its order, without what is not there. */
    private static final Features FEATURES =
            Features.parse(
                    "batch-any;batch-index;cdt-index;cdt-list;cdt-map;cluster-stable;float;"
                            + "sindex-exists;peers;pipelining;pquery;pscans;query-show;relaxed-sc;"
                            + "replicas;replicas-all;replicas-master;replicas-max;"
                            + "truncate-namespace");

    /** The port of peers that name none. */
    private static final int DEFAULT_PORT = 3000;

    private static final int MAX_USER_AGENT_LENGTH = 256;
    private static final String OK = "ok";
    private static final String ENTERPRISE_ONLY =
            new InfoError(ResultCode.ENTERPRISE_ONLY.code(), "enterprise only").format();

    /** What a connection remembers between requests. Used by one thread at a time. */
    public static final class Session {
        private boolean hasUserAgent;
    }

    private final String nodeId;
    private final ClusterState cluster;
    private final QueryService queries;
    private final long startedNanos = System.nanoTime();
    private final Map<String, BiFunction<InfoCommand, Session, String>> commands =
            new LinkedHashMap<>();

    public InfoProtocol(String nodeId, ClusterState cluster, QueryService queries) {
        this.nodeId = nodeId;
        this.cluster = cluster;
        this.queries = queries;
        registerIdentity();
        registerTopology();
        registerData();
        IndexCommands indexes = new IndexCommands(cluster);
        register("sindex-create", indexes::create);
        register("sindex-delete", indexes::delete);
        register("sindex-exists", indexes::exists);
        register("sindex-list", indexes::list);
        register("sindex-stat", indexes::statistics);
        register("sindex", indexes::byPath);
        register("query-show", this::showQueries);
        register("query-abort", this::abortQuery);
    }

    private void register(String name, Supplier<String> answer) {
        commands.put(name, (command, session) -> answer.get());
    }

    private void register(String name, Function<InfoCommand, String> answer) {
        commands.put(name, (command, session) -> answer.apply(command));
    }

    private void registerIdentity() {
        register("node", () -> nodeId);
        register("build", () -> BUILD);
        register("edition", () -> "Aerospike Community Edition");
        register("version", () -> "Aerospike Community Edition build " + BUILD);
        register("status", () -> OK);
        register("cluster-name", cluster::clusterName);
        register("features", FEATURES::format);
        register("statistics", this::statistics);
        commands.put("user-agent-set", this::setUserAgent);
    }

    private void registerTopology() {
        register("partition-generation", this::generation);
        register("peers-generation", this::generation);
        register("rebalance-generation", this::generation);
        register("partitions", () -> Integer.toString(PartitionId.COUNT));
        register("peers-clear-std", () -> peers(otherMembers()));
        register("peers-clear-alt", () -> peers(List.of()));
        register("service-clear-std", this::ownAddresses);
        register("service-clear-alt", () -> "");
        register("replicas", this::replicas);
        register("cluster-stable", this::clusterStable);
        for (String name :
                List.of(
                        "peers-tls-std",
                        "peers-tls-alt",
                        "service-tls-std",
                        "service-tls-alt",
                        "rack-ids")) {
            register(name, () -> ENTERPRISE_ONLY);
        }
    }

    private void registerData() {
        register(
                "namespaces",
                () ->
                        cluster.namespaces().all().stream()
                                .map(RecordStore::namespace)
                                .collect(Collectors.joining(";")));
        DataCommands data = new DataCommands(nodeId, cluster);
        register("namespace", data::namespace);
        register("sets", data::sets);
        register("truncate", data::truncateSet);
        register("truncate-namespace", data::truncateNamespace);
    }

    /**
     * Answers a request.
     *
     * @param frame holds the request's body
     * @return a whole frame
     */
    public byte[] answer(byte[] frame, int offset, int length, Session session) {
        List<InfoCommand> asked = new ArrayList<>(InfoRequest.decode(frame, offset, length));
        StringBuilder body = new StringBuilder();
        for (InfoCommand command : asked) {
            BiFunction<InfoCommand, Session, String> handler = commands.get(command.name());
            String value =
                    handler == null
                            ? error(ResultCode.PARAMETER, "unrecognized command")
                            : handler.apply(command, session);
            body.append(command.text()).append('\t').append(value).append('\n');
        }
        byte[] utf8 = Bytes.utf8(body.toString());
        byte[] answer = new byte[FrameDescriptor.HEADER_LENGTH + utf8.length];
        Bytes.putLong(answer, 0, FrameDescriptor.header(FrameDescriptor.TYPE_INFO, utf8.length));
        System.arraycopy(utf8, 0, answer, FrameDescriptor.HEADER_LENGTH, utf8.length);
        return answer;
    }

    static String error(ResultCode code, String text) {
        return new InfoError(code.code(), text).format();
    }

    private String setUserAgent(InfoCommand command, Session session) {
        String value = command.parameter("value").orElse("");
        if (value.isEmpty() || value.length() > MAX_USER_AGENT_LENGTH) {
            return error(ResultCode.PARAMETER, "bad value");
        }
        if (session.hasUserAgent) {
            return error(ResultCode.PARAMETER, "already set");
        }
        session.hasUserAgent = true;
        return OK;
    }

    private String generation() {
        // A server counts from 0 up; a member of the cluster has seen one change at least.
        return Integer.toString(cluster.topology().generation() - 1);
    }

    private List<PeersInfo.Peer> otherMembers() {
        return cluster.topology().members().stream()
                .filter(member -> !member.nodeId().equals(nodeId))
                .map(member -> new PeersInfo.Peer(member.nodeId(), "", List.of(address(member))))
                .toList();
    }

    private static ServiceAddress address(Topology.Member member) {
        return new ServiceAddress(member.host(), member.port());
    }

    private String peers(List<PeersInfo.Peer> peers) {
        return new PeersInfo(cluster.topology().generation() - 1, DEFAULT_PORT, peers).format();
    }

    private String ownAddresses() {
        return new ServiceAddresses(
                        cluster.topology().member(nodeId).stream()
                                .map(InfoProtocol::address)
                                .toList())
                .format();
    }

    private String replicas(InfoCommand command) {
        Ownership ownership = cluster.topology().ownership();
        int wanted =
                command.parameter("max")
                        .filter(max -> max.matches("[0-9]{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(Integer.MAX_VALUE);
        int copies = wanted <= 0 ? ownership.copies() : Math.min(wanted, ownership.copies());
        List<PartitionBitmap> bitmaps = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            int rank = copy;
            bitmaps.add(
                    PartitionBitmap.of(partitionId -> ownership.owns(nodeId, rank, partitionId)));
        }
        Map<String, ReplicasInfo.Ownership> byNamespace = new LinkedHashMap<>();
        for (RecordStore store : cluster.namespaces().all()) {
            byNamespace.put(store.namespace(), new ReplicasInfo.Ownership(0, bitmaps));
        }
        return new ReplicasInfo(byNamespace).format();
    }

    private String clusterStable(InfoCommand command) {
        Topology topology = cluster.topology();
        boolean isOfSize =
                command.parameter("size")
                        .map(size -> size.equals(Integer.toString(topology.members().size())))
                        .orElse(true);
        return isOfSize
                ? Long.toHexString(topology.clusterKey()).toUpperCase(Locale.ROOT)
                : error(ResultCode.CLUSTER_KEY_MISMATCH, "unstable cluster");
    }

    private String statistics() {
        Map<String, String> fields = new LinkedHashMap<>();
        long objects =
                cluster.namespaces().all().stream().mapToLong(RecordStore::recordCount).sum();
        fields.put("cluster_size", Integer.toString(cluster.topology().members().size()));
        fields.put("cluster_key", Long.toHexString(cluster.topology().clusterKey()));
        fields.put("objects", Long.toString(objects));
        fields.put("uptime", Long.toString((System.nanoTime() - startedNanos) / 1_000_000_000L));
        return InfoFields.format(fields);
    }

    /** The id of a query under its newer or its older name. */
    private static Optional<String> queryId(InfoCommand command) {
        return command.parameter("id").or(() -> command.parameter("trid"));
    }

    private String showQueries(InfoCommand command) {
        Optional<String> queryId = queryId(command);
        if (queryId.isEmpty()) {
            return String.join(";", queries.show());
        }
        String start = "trid=" + queryId.get() + ":";
        return queries.show().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseGet(() -> error(ResultCode.NOT_FOUND, "job not found"));
    }

    private String abortQuery(InfoCommand command) {
        try {
            long queryId = Long.parseUnsignedLong(queryId(command).orElse(""));
            return queries.abort(queryId) ? OK : error(ResultCode.NOT_FOUND, "id not active");
        } catch (NumberFormatException e) {
            return error(ResultCode.PARAMETER, "bad id");
        }
    }
}
