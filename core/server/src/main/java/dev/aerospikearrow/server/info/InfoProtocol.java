package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.Features;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoError;
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
import dev.aerospikearrow.server.query.QueryService;
import dev.aerospikearrow.server.security.Access;
import dev.aerospikearrow.server.security.Right;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers the info requests of one node (docs/docs/internals/wire.md, section 6). Thread-safe. */
public final class InfoProtocol {
    /** The server whose behaviour this one has unless it is to be like another. */
    public static final String BUILD = "8.1.2.0";

    /** What a real server of that build says, in its order, without what is not there. */
    private static final Features FEATURES =
            Features.parse(
                    "batch-any;batch-index;blob-bits;cdt-index;cdt-list;cdt-map;"
                            + "cluster-stable;float;geo;sindex-exists;peers;pipelining;pquery;pscans;query-show;relaxed-sc;"
                            + "replicas;replicas-all;replicas-master;replicas-max;"
                            + "truncate-namespace");

    /** The port of peers that name none. */
    private static final int DEFAULT_PORT = 3000;

    private static final int MAX_USER_AGENT_LENGTH = 256;
    private static final int LONGEST_QUERY_ID = 25;
    private static final int LONGEST_COPIES = 3;
    private static final int LONGEST_SIZE = 15;
    private static final String EDITION = "Aerospike Community Edition";
    private static final String OK = "ok";

    /** What an empty request asks for. */
    private static final List<String> SUMMARY =
            List.of(
                    "features",
                    "node",
                    "compatibility-id",
                    "edition",
                    "build_arch",
                    "build_os",
                    "build",
                    "version",
                    "statistics",
                    "services-alumni",
                    "services",
                    "partition-generation");

    /** What a node without TLS is not asked for. */
    private static final List<String> TLS_ADDRESSES =
            List.of(
                    "peers-tls-std",
                    "peers-tls-alt",
                    "service-tls-std",
                    "service-tls-alt",
                    "alumni-tls-std",
                    "alumni-tls-alt");

    /** What commands need; others are for everybody who has logged in. */
    private static final Map<String, Right> RIGHTS =
            Map.of(
                    "udf-put", Right.UDF_ADMIN,
                    "udf-remove", Right.UDF_ADMIN,
                    "sindex-create", Right.SINDEX_ADMIN,
                    "sindex-delete", Right.SINDEX_ADMIN,
                    "sindex-exists", Right.SINDEX_ADMIN,
                    "truncate", Right.TRUNCATE,
                    "truncate-namespace", Right.TRUNCATE,
                    "query-abort", Right.QUERY_ADMIN,
                    "query-abort-all", Right.QUERY_ADMIN);

    private static final String NOT_LOGGED_IN =
            new InfoError(ResultCode.NOT_AUTHENTICATED.code(), "not authenticated").format();

    static final String ENTERPRISE_ONLY =
            new InfoError(ResultCode.ENTERPRISE_ONLY.code(), "enterprise only").format();

    /** What a connection remembers between requests. Used by one thread at a time. */
    public static final class Session {
        private final Access access;
        private boolean hasUserAgent;

        /**
         * @param access what the connection's user may do
         */
        public Session(Access access) {
            this.access = access;
        }

        /** What the connection's user may do. */
        public Access access() {
            return access;
        }
    }

    private final String nodeId;
    private final ClusterState cluster;
    private final QueryService queries;
    private final Map<String, BiFunction<InfoCommand, Session, String>> commands =
            new LinkedHashMap<>();

    /**
     * @param nodeId who answers
     * @param status how the node serves
     */
    public InfoProtocol(
            String nodeId, ClusterState cluster, QueryService queries, NodeStatus status) {
        this.nodeId = nodeId;
        this.cluster = cluster;
        this.queries = queries;
        registerIdentity(status.build());
        registerTopology();
        registerAddresses(status);
        registerData();
        registerNode(new NodeCommands(nodeId, cluster, status));
        IndexCommands indexes = new IndexCommands(cluster);
        register("sindex-create", indexes::create);
        register("sindex-delete", indexes::delete);
        register("sindex-exists", indexes::exists);
        register("sindex-list", indexes::list);
        register("sindex-stat", indexes::statistics);
        register("sindex", indexes::byPath);
        register("query-show", this::showQueries);
        register("query-abort", this::abortQuery);
        register("query-abort-all", () -> "number-of-queries-killed:" + queries.abortAll());
    }

    private void register(String name, Supplier<String> answer) {
        commands.put(name, (command, session) -> answer.get());
    }

    private void register(String name, Function<InfoCommand, String> answer) {
        commands.put(name, (command, session) -> answer.apply(command));
    }

    private void registerIdentity(String build) {
        register("node", () -> nodeId);
        register("build", () -> build);
        register("edition", () -> EDITION);
        register("version", () -> EDITION + " build " + build);
        register("status", () -> OK);
        register("cluster-name", cluster::clusterName);
        register("features", FEATURES::format);
        register("name", () -> nodeId);
        register("digests", () -> "RIPEMD160");
        register("compatibility-id", () -> "15");
        register("connection", () -> "admin=false");
        register("build_os", () -> System.getProperty("os.name"));
        register("build_arch", () -> System.getProperty("os.arch"));
        register("release", () -> release(build));
        commands.put("user-agent-set", this::setUserAgent);
    }

    private void registerTopology() {
        register("partition-generation", this::generation);
        register("peers-generation", this::generation);
        register("rebalance-generation", this::generation);
        register("partitions", () -> Integer.toString(PartitionId.COUNT));
        register("replicas-all", () -> replicas(Integer.MAX_VALUE, InfoProtocol::withCopies));
        register("replicas-master", () -> replicas(1, InfoProtocol::masterOnly));
        register("replicas", this::replicas);
        register("cluster-stable", this::clusterStable);
        for (String name :
                List.of(
                        "feature-key",
                        "masking",
                        "masking-show",
                        "quiesce",
                        "quiesce-undo",
                        "revive",
                        "roster",
                        "roster-set",
                        "xdr-dc-state",
                        "xdr-get-filter",
                        "xdr-set-filter")) {
            register(name, () -> ENTERPRISE_ONLY);
        }
        RackCommands racks = new RackCommands(nodeId, cluster);
        register("rack-ids", racks::ownRack);
        register("racks", racks::all);
    }

    /** Where nodes listen: all of them with TLS, or all without. */
    private void registerAddresses(NodeStatus status) {
        Optional<String> tlsName = status.tlsName();
        AnnouncedHosts hosts = status.announcedHosts();
        Function<Topology.Member, Optional<ServiceAddress>> nowhere = member -> Optional.empty();
        Function<Topology.Member, Optional<ServiceAddress>> standard =
                member -> Optional.of(address(member, hosts.standard()));
        Function<Topology.Member, Optional<ServiceAddress>> alternate =
                member -> hosts.alternate().map(host -> address(member, Optional.of(host)));
        boolean isClear = tlsName.isEmpty();
        registerAddresses("clear-std", "", isClear ? standard : nowhere);
        registerAddresses("clear-alt", "", isClear ? alternate : nowhere);
        if (isClear) {
            for (String name : TLS_ADDRESSES) {
                register(name, () -> ENTERPRISE_ONLY);
            }
        } else {
            registerAddresses("tls-std", tlsName.get(), standard);
            registerAddresses("tls-alt", tlsName.get(), alternate);
        }
        register("service", () -> ownAddress(standard));
        register("services", () -> otherAddresses(standard));
        register("services-alumni", () -> otherAddresses(standard));
        register("services-alternate", () -> otherAddresses(alternate));
    }

    private void registerAddresses(
            String kind,
            String tlsName,
            Function<Topology.Member, Optional<ServiceAddress>> address) {
        register("peers-" + kind, () -> peers(tlsName, address));
        register("alumni-" + kind, () -> peers(tlsName, address));
        register("service-" + kind, () -> ownAddress(address));
    }

    private void registerNode(NodeCommands node) {
        register("statistics", node::statistics);
        register("objects", node::objects);
        register("get-config", node::configuration);
        register("config-get", node::configuration);
        register("latencies", node::latencies);
        register("histogram", node::histogram);
        // There are none of these, which tools are told when they ask.
        register("udf-list", () -> "");
        for (String name : List.of("udf-get", "udf-put", "udf-remove")) {
            register(name, InfoProtocol::refuseFunctions);
        }
        register("health-stats", () -> "");
        register("health-outliers", () -> "");
        register("logs", () -> "0:stderr");
        register("help", () -> String.join(";", commands.keySet()));
    }

    private static String refuseFunctions() {
        throw new InfoFailure(ResultCode.FORBIDDEN, "the embedded server has no functions");
    }

    private static String release(String build) {
        return "edition="
                + EDITION
                + ";version="
                + build
                + ";os="
                + System.getProperty("os.name")
                + ";arch="
                + System.getProperty("os.arch")
                + ";sha=";
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
        if (!session.access().isLoggedIn()) {
            return frameOf(NOT_LOGGED_IN + '\n');
        }
        List<InfoCommand> asked =
                length == 0
                        ? SUMMARY.stream().map(InfoCommand::of).toList()
                        : InfoRequest.decode(frame, offset, length);
        StringBuilder body = new StringBuilder();
        for (InfoCommand command : asked) {
            body.append(command.text()).append('\t').append(answer(command, session)).append('\n');
        }
        return frameOf(body.toString());
    }

    private static byte[] frameOf(String body) {
        byte[] utf8 = Bytes.utf8(body);
        byte[] answer = new byte[FrameDescriptor.HEADER_LENGTH + utf8.length];
        Bytes.putLong(answer, 0, FrameDescriptor.header(FrameDescriptor.TYPE_INFO, utf8.length));
        System.arraycopy(utf8, 0, answer, FrameDescriptor.HEADER_LENGTH, utf8.length);
        return answer;
    }

    private String answer(InfoCommand command, Session session) {
        BiFunction<InfoCommand, Session, String> handler = commands.get(command.name());
        try {
            if (handler == null) {
                throw new InfoFailure(ResultCode.PARAMETER, "unrecognized command");
            }
            checkRight(command, session.access());
            return handler.apply(command, session);
        } catch (InfoFailure e) {
            return e.answer();
        }
    }

    /** Refuses what the user may not do. */
    private static void checkRight(InfoCommand command, Access access) {
        Right right = RIGHTS.get(command.name());
        if (right != null
                && !access.allows(
                        right,
                        command.parameter("namespace").orElse(""),
                        command.parameter("set").orElse(""))) {
            throw new InfoFailure(
                    ResultCode.ROLE_VIOLATION,
                    "role violation - requires permission '" + right.wireName() + "'");
        }
    }

    private String setUserAgent(InfoCommand command, Session session) {
        new Parameters(command).required("value", MAX_USER_AGENT_LENGTH);
        if (session.hasUserAgent) {
            throw new InfoFailure(ResultCode.PARAMETER, "already set");
        }
        session.hasUserAgent = true;
        return OK;
    }

    private String generation() {
        // A server counts from 0 up; a member of the cluster has seen one change at least.
        return Integer.toString(cluster.topology().generation() - 1);
    }

    private Stream<Topology.Member> otherMembers() {
        return cluster.topology().members().stream()
                .filter(member -> !member.nodeId().equals(nodeId));
    }

    private static ServiceAddress address(Topology.Member member, Optional<String> host) {
        return new ServiceAddress(host.orElse(member.host()), member.port());
    }

    private String peers(
            String tlsName, Function<Topology.Member, Optional<ServiceAddress>> address) {
        List<PeersInfo.Peer> peers = new ArrayList<>();
        otherMembers()
                .forEach(
                        member ->
                                address.apply(member)
                                        .ifPresent(
                                                found ->
                                                        peers.add(
                                                                new PeersInfo.Peer(
                                                                        member.nodeId(),
                                                                        tlsName,
                                                                        List.of(found)))));
        return new PeersInfo(cluster.topology().generation() - 1, DEFAULT_PORT, peers).format();
    }

    private String ownAddress(Function<Topology.Member, Optional<ServiceAddress>> address) {
        return cluster.topology()
                .member(nodeId)
                .flatMap(address)
                .map(found -> new ServiceAddresses(List.of(found)).format())
                .orElse("");
    }

    private String otherAddresses(Function<Topology.Member, Optional<ServiceAddress>> address) {
        return otherMembers()
                .flatMap(member -> address.apply(member).stream())
                .map(ServiceAddress::toString)
                .collect(Collectors.joining(";"));
    }

    private String replicas(InfoCommand command) {
        Optional<String> max = new Parameters(command).optional("max", LONGEST_COPIES);
        if (max.isPresent() && !max.get().matches("[0-9]+")) {
            throw new InfoFailure(ResultCode.PARAMETER, "bad max");
        }
        int wanted = max.map(Integer::parseInt).orElse(0);
        List<PartitionBitmap> bitmaps = bitmaps(wanted == 0 ? Integer.MAX_VALUE : wanted);
        Map<String, ReplicasInfo.Ownership> byNamespace = new LinkedHashMap<>();
        for (RecordStore store : cluster.namespaces().all()) {
            byNamespace.put(store.namespace(), new ReplicasInfo.Ownership(0, bitmaps));
        }
        return new ReplicasInfo(byNamespace).format();
    }

    /** The partitions of which the node has copy 0, 1 and so on. */
    private List<PartitionBitmap> bitmaps(int mostCopies) {
        Ownership ownership = cluster.topology().ownership();
        return IntStream.range(0, Math.min(mostCopies, ownership.copies()))
                .mapToObj(
                        copy ->
                                PartitionBitmap.of(
                                        partitionId -> ownership.owns(nodeId, copy, partitionId)))
                .toList();
    }

    /** The forms of older servers, without regimes. */
    private String replicas(int mostCopies, Function<List<PartitionBitmap>, String> form) {
        String bitmaps = form.apply(bitmaps(mostCopies));
        return cluster.namespaces().all().stream()
                .map(store -> store.namespace() + ':' + bitmaps)
                .collect(Collectors.joining(";"));
    }

    private static String withCopies(List<PartitionBitmap> bitmaps) {
        return bitmaps.size()
                + bitmaps.stream()
                        .map(bitmap -> "," + bitmap.format())
                        .collect(Collectors.joining());
    }

    private static String masterOnly(List<PartitionBitmap> bitmaps) {
        return bitmaps.isEmpty() ? PartitionBitmap.none().format() : bitmaps.get(0).format();
    }

    private String clusterStable(InfoCommand command) {
        Parameters parameters = new Parameters(command);
        Topology topology = cluster.topology();
        Optional<String> size = parameters.optional("size", LONGEST_SIZE);
        if (size.isPresent() && !size.get().matches("[0-9]+")) {
            throw new InfoFailure(ResultCode.PARAMETER, "bad size");
        }
        if (size.isPresent() && Long.parseLong(size.get()) != topology.members().size()) {
            throw new InfoFailure(ResultCode.CLUSTER_KEY_MISMATCH, "cluster not specified size");
        }
        parameters
                .optionalNamespace()
                .ifPresent(name -> Parameters.existing(cluster.namespaces(), name));
        return NodeCommands.clusterKey(topology);
    }

    /** The id of a query under its newer or its older name. */
    private static Optional<String> queryId(InfoCommand command) {
        Parameters parameters = new Parameters(command);
        return parameters
                .optional("id", LONGEST_QUERY_ID)
                .or(() -> parameters.optional("trid", LONGEST_QUERY_ID));
    }

    private static long parseQueryId(String text) {
        try {
            long queryId = Long.parseUnsignedLong(text);
            if (queryId != 0) {
                return queryId;
            }
        } catch (NumberFormatException e) {
            // Told below, as 0 is.
        }
        throw new InfoFailure(ResultCode.PARAMETER, "bad id");
    }

    private String showQueries(InfoCommand command) {
        Optional<String> queryId = queryId(command);
        if (queryId.isEmpty()) {
            return String.join(";", queries.show());
        }
        String start = "trid=" + Long.toUnsignedString(parseQueryId(queryId.get())) + ":";
        return queries.show().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new InfoFailure(ResultCode.NOT_FOUND, "job not found"));
    }

    private String abortQuery(InfoCommand command) {
        String queryId =
                queryId(command)
                        .orElseThrow(() -> new InfoFailure(ResultCode.PARAMETER, "missing 'id'"));
        if (!queries.abort(parseQueryId(queryId))) {
            throw new InfoFailure(ResultCode.NOT_FOUND, "id not active");
        }
        return OK;
    }
}
