package dev.aerospikearrow.server;

import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.info.AnnouncedHosts;
import dev.aerospikearrow.server.info.InfoProtocol;
import dev.aerospikearrow.server.network.NodeServer;
import dev.aerospikearrow.server.network.NodeSettings;
import dev.aerospikearrow.server.network.NodeTls;
import dev.aerospikearrow.server.security.SecuritySettings;
import dev.aerospikearrow.server.security.SecurityState;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An Aerospike-compatible cluster in this process, on the loopback address. Records live in memory
 * and are shared by the nodes: a replica costs no memory, and a node that joins has its data at
 * once. Thread-safe.
 *
 * <pre>{@code
 * try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start()) {
 *     connect(cluster.hosts());
 *     cluster.node(1).stop();
 * }
 * }</pre>
 */
public final class EmbeddedCluster implements AutoCloseable {
    private final ClusterState state;
    private final BinOperator operator;
    private final NodeSettings settings;
    private final List<EmbeddedNode> nodes = new ArrayList<>();

    private EmbeddedCluster(Builder builder) {
        operator = new BinOperator(builder.clock);
        settings =
                new NodeSettings(
                        builder.build,
                        builder.host,
                        builder.serviceThreadsPerNode,
                        builder.idleLimit,
                        builder.tls,
                        builder.security.map(SecurityState::new),
                        builder.clock,
                        new AnnouncedHosts(builder.announcedHost, builder.alternateHost));
        List<RecordStore> stores = new ArrayList<>();
        builder.namespaces.forEach(
                (name, settings) -> stores.add(new RecordStore(name, settings, builder.clock)));
        state = new ClusterState(builder.clusterName, builder.replicationFactor, stores);
        try {
            for (int i = 0; i < builder.nodes; i++) {
                addNode(builder.firstPort == 0 ? 0 : builder.firstPort + i, builder.rackOf(i));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Host and port of each running node: seeds for a client. */
    public List<String> hosts() {
        return nodes().stream().filter(EmbeddedNode::isRunning).map(EmbeddedNode::host).toList();
    }

    /** All nodes, stopped ones included, in the order in which they were added. */
    public synchronized List<EmbeddedNode> nodes() {
        return List.copyOf(nodes);
    }

    /** The node that was added as number {@code index}, from 0 on. */
    public synchronized EmbeddedNode node(int index) {
        return nodes.get(index);
    }

    /**
     * Starts one more node on a free port, which takes its share of the partitions at once. In a
     * cluster with racks it is in that of the first node.
     */
    public EmbeddedNode addNode() {
        return addNode(0, node(0).rack());
    }

    private synchronized EmbeddedNode addNode(int port, OptionalInt rack) {
        String id = "A" + Integer.toHexString(nodes.size() + 1).toUpperCase(Locale.ROOT);
        EmbeddedNode node = new EmbeddedNode(id, state, operator, port, rack, settings);
        node.start();
        nodes.add(node);
        return node;
    }

    /** Stops all nodes. */
    @Override
    public void close() {
        nodes().forEach(EmbeddedNode::stop);
    }

    @Override
    public String toString() {
        return "embedded cluster " + hosts();
    }

    /** How a cluster is made up. Not thread-safe. */
    public static final class Builder {
        private static final Pattern BUILD = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){3}");

        private String build = InfoProtocol.BUILD;
        private int nodes = 1;
        private int firstPort;
        private String host = NodeServer.HOST;
        private int[] racks = {};
        private int replicationFactor = 2;
        private int serviceThreadsPerNode = defaultServiceThreads();
        private Duration idleLimit = Duration.ZERO;
        private Optional<NodeTls> tls = Optional.empty();
        private Optional<SecuritySettings> security = Optional.empty();
        private Optional<String> announcedHost = Optional.empty();
        private Optional<String> alternateHost = Optional.empty();
        private String clusterName = "";
        private InstantSource clock = InstantSource.system();
        private Map<String, NamespaceSettings> namespaces = new LinkedHashMap<>();

        private Builder() {
            namespaces("test", "bar");
        }

        private static int defaultServiceThreads() {
            return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
        }

        /** How many nodes there are at first; default 1. */
        public Builder nodes(int count) {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "A cluster has at least one node, but nodes is " + count + ".");
            }
            nodes = count;
            return this;
        }

        /** The namespaces, all with default settings; default {@code test} and {@code bar}. */
        public Builder namespaces(String... names) {
            if (names.length == 0) {
                throw new IllegalArgumentException("A cluster has at least one namespace.");
            }
            namespaces = new LinkedHashMap<>();
            for (String name : names) {
                namespace(name, NamespaceSettings.DEFAULT);
            }
            return this;
        }

        /** Adds a namespace, or changes the settings of one. */
        public Builder namespace(String name, NamespaceSettings settings) {
            if (name.isEmpty() || name.length() > 31 || name.matches(".*[;:,=/\\s].*")) {
                throw new IllegalArgumentException(
                        "A namespace's name has 1 to 31 characters, none of ; : , = / or space;"
                                + " found \""
                                + name
                                + "\".");
            }
            namespaces.put(name, settings);
            return this;
        }

        /**
         * The build of the server that the nodes are to be like, and say that they are, such as
         * {@code 8.2.0.0}: from 8.2 on they explain what they refuse. Default: {@value
         * InfoProtocol#BUILD}.
         *
         * @throws IllegalArgumentException if it is no build, or one older than the default
         */
        public Builder build(String number) {
            if (!BUILD.matcher(number).matches()
                    || ServerBuild.parse(number)
                            .isOlderThan(ServerBuild.parse(InfoProtocol.BUILD))) {
                throw new IllegalArgumentException(
                        "A build is four numbers, "
                                + InfoProtocol.BUILD
                                + " or newer, but found \""
                                + number
                                + "\".");
            }
            build = number;
            return this;
        }

        /**
         * The racks that the nodes are in, in the order of the nodes; if there are more nodes than
         * racks are named, the next is in the first again. Copies of a partition are in as many
         * racks as can be, and nodes tell in which they are. Default: none, as in a Community
         * Edition.
         */
        public Builder racks(int... ofNodes) {
            for (int rack : ofNodes) {
                if (rack < 0) {
                    throw new IllegalArgumentException(
                            "A rack is a number from 0 on, but found " + rack + ".");
                }
            }
            racks = ofNodes.clone();
            return this;
        }

        private OptionalInt rackOf(int node) {
            return racks.length == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(racks[node % racks.length]);
        }

        /** Copies of each partition, the master included; default 2. */
        public Builder replicationFactor(int copies) {
            if (copies < 1) {
                throw new IllegalArgumentException(
                        "The replication factor is at least 1, but found " + copies + ".");
            }
            replicationFactor = copies;
            return this;
        }

        /**
         * Where the first node listens; the others take the ports after it. Default 0: any free
         * ports.
         */
        public Builder port(int port) {
            firstPort = port;
            return this;
        }

        /**
         * The loopback address that nodes listen on, such as {@code ::1}. Default: {@value
         * NodeServer#HOST}.
         */
        public Builder host(String loopback) {
            try {
                if (!InetAddress.getByName(loopback).isLoopbackAddress()) {
                    throw new IllegalArgumentException(
                            "Nodes listen on a loopback address, but found " + loopback + ".");
                }
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("Unknown address " + loopback + ".", e);
            }
            host = loopback;
            return this;
        }

        /** Threads of each node that share its connections; default half the processors, 1 to 4. */
        public Builder serviceThreadsPerNode(int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException(
                        "A node has at least one service thread, but found " + threads + ".");
            }
            serviceThreadsPerNode = threads;
            return this;
        }

        /**
         * After how long without a request a node closes a connection, give or take a second; zero,
         * the default as on a real server, for never.
         */
        public Builder idleLimit(Duration limit) {
            if (limit.isNegative()) {
                throw new IllegalArgumentException(
                        "The idle limit is not negative, but found " + limit + ".");
            }
            idleLimit = limit;
            return this;
        }

        /** How connections are secured; none that is not is accepted then. Default: not at all. */
        public Builder tls(NodeTls settings) {
            tls = Optional.of(settings);
            return this;
        }

        /**
         * Users and roles: clients have to log in, and may do what their roles allow. Default:
         * everybody may do everything, as on the Community Edition.
         */
        public Builder security(SecuritySettings settings) {
            security = Optional.of(settings);
            return this;
        }

        /**
         * The host that nodes tell clients of, as behind a network that translates addresses.
         * Default: where they listen, the loopback address.
         */
        public Builder announcedHost(String host) {
            announcedHost = Optional.of(host);
            return this;
        }

        /** The host for clients that ask for alternate addresses. Default: none. */
        public Builder alternateHost(String host) {
            alternateHost = Optional.of(host);
            return this;
        }

        /** What clients may check, at most 63 characters; default empty. */
        public Builder clusterName(String name) {
            if (name.length() > 63 || name.matches("(?s).*[;:,=/\\s].*")) {
                throw new IllegalArgumentException(
                        "A cluster's name has at most 63 characters, none of ; : , = / or space;"
                                + " found \""
                                + name
                                + "\".");
            }
            clusterName = name;
            return this;
        }

        /** What time it is for the records: a test can let them expire. Default the system's. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * Starts the cluster; when this returns it answers.
         *
         * @throws java.io.UncheckedIOException if a port is not to be had
         */
        public EmbeddedCluster start() {
            return new EmbeddedCluster(this);
        }
    }
}
