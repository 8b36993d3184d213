package dev.aerospikearrow.client;

import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The configuration of a client: how it finds its cluster, and what it may use. Immutable. */
public final class ClientConfig {
    /** Default of {@link #tendInterval()}: 1 second. */
    public static final Duration DEFAULT_TEND_INTERVAL = Duration.ofSeconds(1);

    /** Default of {@link #connectTimeout()}: 1 second. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** Default of {@link #maxConnectionsPerNode()}. */
    public static final int DEFAULT_MAX_CONNECTIONS_PER_NODE = 256;

    /** Default of {@link #pipelinedConnectionsPerNode()}. */
    public static final int DEFAULT_PIPELINED_CONNECTIONS_PER_NODE = 2;

    /** Default of {@link #maxIdle()}: 55 seconds. */
    public static final Duration DEFAULT_MAX_IDLE = Duration.ofSeconds(55);

    /** Default of {@link #frameLimit()}: what a server accepts, 128 MiB. */
    public static final int DEFAULT_FRAME_LIMIT = FrameDescriptor.MAX_BODY_LENGTH;

    /** Default of {@link #closeTimeout()}: 5 seconds. */
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Which of the addresses that a node announces a client goes to. */
    public enum AnnouncedAddress {
        /** Its {@code access-address}: where the node listens, unless it says otherwise. */
        STANDARD,
        /**
         * Its {@code alternate-access-address}, as for clients outside of the cluster's network. A
         * node that has none is not found, unless it is a seed.
         */
        ALTERNATE
    }

    /** How much a client counts and measures. */
    public enum StatisticsDetail {
        /** Calls, requests, connections, bytes and rows. */
        CALLS,
        /** The stages of calls, too: some readings of the clock for each frame of a reply. */
        STAGES
    }

    private final List<Host> seeds;
    private final List<ClientListener> listeners;
    private final StatisticsDetail statisticsDetail;
    private final AnnouncedAddress announcedAddress;
    private final Map<Host, Host> addressMap;
    private final List<Integer> racks;
    private final ClientLimits limits;
    private final Optional<TlsSettings> tls;
    private final Optional<Credentials> credentials;
    private final Optional<String> clusterName;
    private final Duration tendInterval;
    private final Duration connectTimeout;
    private final int maxConnectionsPerNode;
    private final int pipelinedConnectionsPerNode;
    private final int asyncLoops;
    private final Duration maxIdle;
    private final int frameLimit;
    private final Optional<Executor> completionExecutor;
    private final Duration closeTimeout;
    private final ReadPolicy readPolicy;
    private final WritePolicy writePolicy;
    private final BatchPolicy batchPolicy;
    private final QueryPolicy queryPolicy;

    private ClientConfig(Builder builder) {
        seeds = builder.seeds;
        listeners = List.copyOf(builder.listeners);
        statisticsDetail = builder.statisticsDetail;
        announcedAddress = builder.announcedAddress;
        addressMap = builder.addressMap;
        racks = builder.racks;
        limits = builder.limits;
        tls = builder.tls;
        credentials = builder.credentials;
        clusterName = builder.clusterName;
        tendInterval = builder.tendInterval;
        connectTimeout = builder.connectTimeout;
        maxConnectionsPerNode = builder.maxConnectionsPerNode;
        pipelinedConnectionsPerNode = builder.pipelinedConnectionsPerNode;
        asyncLoops = builder.asyncLoops;
        maxIdle = builder.maxIdle;
        frameLimit = builder.frameLimit;
        completionExecutor = builder.completionExecutor;
        closeTimeout = builder.closeTimeout;
        readPolicy = builder.readPolicy;
        writePolicy = builder.writePolicy;
        batchPolicy = builder.batchPolicy;
        queryPolicy = builder.queryPolicy;
        if (racks.isEmpty()) {
            Stream.of(readPolicy, batchPolicy, queryPolicy).forEach(ClientConfig::refuseRack);
        }
        credentials.ifPresent(login -> login.check(tls));
        if (tls.isEmpty()) {
            Stream.concat(seeds.stream(), addressMap.values().stream())
                    .filter(host -> host.tlsName().isPresent())
                    .findFirst()
                    .ifPresent(ClientConfig::refuseTlsName);
        }
        if (limits.minConnectionsPerNode() > 0
                && limits.minConnectionsPerNode() + asyncLoops > maxConnectionsPerNode) {
            throw new IllegalArgumentException(
                    "minConnectionsPerNode "
                            + limits.minConnectionsPerNode()
                            + " with one for each of asyncLoops "
                            + asyncLoops
                            + " is more than maxConnectionsPerNode "
                            + maxConnectionsPerNode
                            + " allows. Lower the one or raise the other.");
        }
        if (pipelinedConnectionsPerNode > maxConnectionsPerNode) {
            throw new IllegalArgumentException(
                    "pipelinedConnectionsPerNode "
                            + pipelinedConnectionsPerNode
                            + " is more than maxConnectionsPerNode "
                            + maxConnectionsPerNode
                            + " allows. Lower the one or raise the other.");
        }
    }

    private static void refuseRack(ReadingPolicy policy) {
        if (policy.replica() == ReplicaPolicy.PREFER_RACK) {
            throw new IllegalArgumentException(
                    policy.getClass().getSimpleName()
                            + " prefers a rack, but the client does not know which. Set racks, or"
                            + " another replica.");
        }
    }

    private static void refuseTlsName(Host host) {
        throw new IllegalArgumentException(
                "Host "
                        + host
                        + " has a TLS name, but TLS is not set. Set tls, to TlsSettings.DEFAULT for"
                        + " instance, or leave the name out.");
    }

    /**
     * A builder with every default and these seeds, {@code host:port,…}, or {@code
     * host:tlsname:port} for {@link #tls()}.
     */
    public static Builder builder(String seeds) {
        return new Builder(Host.parseList(seeds));
    }

    /**
     * A builder with what an environment says, for programs whose cluster is chosen by whoever
     * starts them.
     *
     * <table>
     * <caption>Variables</caption>
     * <tr><td>{@code AEROSPIKE_HOSTS}</td><td>seeds; {@code localhost:3000} without it</td></tr>
     * <tr><td>{@code AEROSPIKE_CLUSTER_NAME}</td><td>{@link #clusterName()}</td></tr>
     * <tr><td>{@code AEROSPIKE_SERVICES_ALTERNATE}</td><td>{@code true} for {@link
     *     AnnouncedAddress#ALTERNATE}</td></tr>
     * <tr><td>{@code AEROSPIKE_PREFER_RACKS}</td><td>{@link #racks()}, with commas; reads stay in
     *     them</td></tr>
     * <tr><td>{@code AEROSPIKE_TLS_ENABLE}</td><td>{@code true} for {@link #tls()}, as a file
     *     implies</td></tr>
     * <tr><td>{@code AEROSPIKE_TLS_CAFILE}, {@code AEROSPIKE_TLS_CERTFILE}, {@code
     *     AEROSPIKE_TLS_KEYFILE}</td><td>its files in PEM</td></tr>
     * <tr><td>{@code AEROSPIKE_USER}, {@code AEROSPIKE_AUTH}</td><td>{@link #credentials()}, with
     *     the name of a {@link Credentials.Method}</td></tr>
     * <tr><td>{@code AEROSPIKE_PASSWORD_FILE}, {@code AEROSPIKE_PASSWORD}</td><td>the password, or
     *     the file whose first line it is, which goes first</td></tr>
     * </table>
     *
     * @param environment {@code System.getenv()}, or a map of such names
     * @throws IllegalArgumentException if a variable has no value that it can have; says which, and
     *     what is wrong
     */
    public static Builder fromEnvironment(Map<String, String> environment) {
        return new EnvironmentSettings(environment).config();
    }

    /** A builder with every default and these seeds. */
    public static Builder builder(List<Host> seeds) {
        return new Builder(seeds);
    }

    /** Nodes that are asked first for the others; one that answers is enough. */
    public List<Host> seeds() {
        return seeds;
    }

    /** Which addresses nodes are asked for. Default: {@link AnnouncedAddress#STANDARD}. */
    public AnnouncedAddress announcedAddress() {
        return announcedAddress;
    }

    /**
     * Where nodes are reached, by the address that other nodes tell of, host and port as they write
     * it: for a network that translates addresses. What is not in it is reached where it is said to
     * be. Default: empty.
     */
    public Map<Host, Host> addressMap() {
        return addressMap;
    }

    /**
     * The racks that reads with {@link ReplicaPolicy#PREFER_RACK} stay in, the best first: that of
     * the client, and then those that are near. Nodes are asked for the racks that they are in if
     * there are any. Default: none.
     */
    public List<Integer> racks() {
        return racks;
    }

    /** What the client may have under way, and more. Default: {@link ClientLimits#DEFAULT}. */
    public ClientLimits limits() {
        return limits;
    }

    /** How connections are secured. Default: not at all. */
    public Optional<TlsSettings> tls() {
        return tls;
    }

    /** Who logs in to the nodes. Default: nobody, for clusters without security. */
    public Optional<Credentials> credentials() {
        return credentials;
    }

    /** The name that the cluster must have. Default: any. */
    public Optional<String> clusterName() {
        return clusterName;
    }

    /**
     * How often the nodes are asked whether the cluster has changed; a failure asks at once.
     * Default: 1 second.
     */
    public Duration tendInterval() {
        return tendInterval;
    }

    /**
     * How long a connection may take to be made, and a node to answer when it is tended. Default: 1
     * second.
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * The most connections to one node, besides one that watches the cluster, and the most
     * synchronous calls at the same time: each holds one connection, per node, while it runs. Who
     * needs one when all are in use waits for it, within the call's total timeout; idle ones are
     * closed for those who do. Default: {@value #DEFAULT_MAX_CONNECTIONS_PER_NODE}.
     */
    public int maxConnectionsPerNode() {
        return maxConnectionsPerNode;
    }

    /**
     * Over how many connections per loop and node asynchronous commands for single records are
     * spread, each carrying many at once. Default: {@value
     * #DEFAULT_PIPELINED_CONNECTIONS_PER_NODE}.
     */
    public int pipelinedConnectionsPerNode() {
        return pipelinedConnectionsPerNode;
    }

    /**
     * How many threads run asynchronous calls. Default: half of the processors, at least 1 and at
     * most 4.
     */
    public int asyncLoops() {
        return asyncLoops;
    }

    /**
     * How long a connection may be idle before it is closed; keep it below the servers'
     * proto-fd-idle-ms. Default: 55 seconds.
     */
    public Duration maxIdle() {
        return maxIdle;
    }

    /**
     * The longest frame with records that is accepted from a node, in bytes without its header; a
     * longer one fails its call with a {@link ReplyTooLargeException}. A frame has many records, or
     * one that is large. Default: 128 MiB, what a server accepts.
     */
    public int frameLimit() {
        return frameLimit;
    }

    /**
     * Where the futures of asynchronous calls are completed, and with that what is chained to them
     * runs. Default: on the client's own threads, which saves a change of threads; what runs there
     * must be short and must not wait, because other calls wait for it meanwhile, and so does
     * {@link AerospikeClient#close()}. Should the executor refuse, the client completes the future
     * itself.
     */
    public Optional<Executor> completionExecutor() {
        return completionExecutor;
    }

    /**
     * How long closing the client waits for its threads, if they are busy with what is chained to
     * futures, or a synchronous call with what it was given. What has not ended by then ends later,
     * and its connections with it. Default: 5 seconds.
     */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /** Who is told of calls, connections and nodes. Default: nobody. */
    public List<ClientListener> listeners() {
        return listeners;
    }

    /**
     * How much is counted and measured for {@link AerospikeClient#statistics()}. Default: {@link
     * StatisticsDetail#CALLS}.
     */
    public StatisticsDetail statisticsDetail() {
        return statisticsDetail;
    }

    /** The policy of reads. Default: {@link ReadPolicy#DEFAULT}. */
    public ReadPolicy readPolicy() {
        return readPolicy;
    }

    /** The policy of writes. Default: {@link WritePolicy#DEFAULT}. */
    public WritePolicy writePolicy() {
        return writePolicy;
    }

    /** The policy of batches. Default: {@link BatchPolicy#DEFAULT}. */
    public BatchPolicy batchPolicy() {
        return batchPolicy;
    }

    /** The policy of scans and queries. Default: {@link QueryPolicy#DEFAULT}. */
    public QueryPolicy queryPolicy() {
        return queryPolicy;
    }

    /** A builder that starts from this configuration. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The same with another policy instead of the one of its kind. */
    public ClientConfig with(CommandPolicy policy) {
        return toBuilder().policy(policy).build();
    }

    /** Builds a {@link ClientConfig}. Not thread-safe. */
    public static final class Builder {
        private final List<Host> seeds;
        private final List<ClientListener> listeners = new ArrayList<>();
        private StatisticsDetail statisticsDetail = StatisticsDetail.CALLS;
        private AnnouncedAddress announcedAddress = AnnouncedAddress.STANDARD;
        private Map<Host, Host> addressMap = Map.of();
        private List<Integer> racks = List.of();
        private ClientLimits limits = ClientLimits.DEFAULT;
        private Optional<TlsSettings> tls = Optional.empty();
        private Optional<Credentials> credentials = Optional.empty();
        private Optional<String> clusterName = Optional.empty();
        private Duration tendInterval = DEFAULT_TEND_INTERVAL;
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private int maxConnectionsPerNode = DEFAULT_MAX_CONNECTIONS_PER_NODE;
        private int pipelinedConnectionsPerNode = DEFAULT_PIPELINED_CONNECTIONS_PER_NODE;
        private int asyncLoops =
                Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
        private Duration maxIdle = DEFAULT_MAX_IDLE;
        private int frameLimit = DEFAULT_FRAME_LIMIT;
        private Optional<Executor> completionExecutor = Optional.empty();
        private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
        private ReadPolicy readPolicy = ReadPolicy.DEFAULT;
        private WritePolicy writePolicy = WritePolicy.DEFAULT;
        private BatchPolicy batchPolicy = BatchPolicy.DEFAULT;
        private QueryPolicy queryPolicy = QueryPolicy.DEFAULT;

        private Builder(List<Host> seeds) {
            if (seeds.isEmpty()) {
                throw new IllegalArgumentException("At least one seed is needed.");
            }
            this.seeds = List.copyOf(seeds);
        }

        private Builder(ClientConfig origin) {
            seeds = origin.seeds;
            listeners.addAll(origin.listeners);
            statisticsDetail = origin.statisticsDetail;
            announcedAddress = origin.announcedAddress;
            addressMap = origin.addressMap;
            racks = origin.racks;
            limits = origin.limits;
            tls = origin.tls;
            credentials = origin.credentials;
            clusterName = origin.clusterName;
            tendInterval = origin.tendInterval;
            connectTimeout = origin.connectTimeout;
            maxConnectionsPerNode = origin.maxConnectionsPerNode;
            pipelinedConnectionsPerNode = origin.pipelinedConnectionsPerNode;
            asyncLoops = origin.asyncLoops;
            maxIdle = origin.maxIdle;
            frameLimit = origin.frameLimit;
            completionExecutor = origin.completionExecutor;
            closeTimeout = origin.closeTimeout;
            readPolicy = origin.readPolicy;
            writePolicy = origin.writePolicy;
            batchPolicy = origin.batchPolicy;
            queryPolicy = origin.queryPolicy;
        }

        /** Adds one of {@link ClientConfig#listeners()}. */
        public Builder listener(ClientListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** Sets {@link ClientConfig#statisticsDetail()}. */
        public Builder statisticsDetail(StatisticsDetail detail) {
            statisticsDetail = Objects.requireNonNull(detail, "statisticsDetail");
            return this;
        }

        /** Sets {@link ClientConfig#announcedAddress()}. */
        public Builder announcedAddress(AnnouncedAddress address) {
            announcedAddress = Objects.requireNonNull(address, "announcedAddress");
            return this;
        }

        /**
         * Sets {@link ClientConfig#addressMap()}.
         *
         * @param reachedBy by what other nodes say, which has no TLS name; a TLS name of where it
         *     is reached goes before the one that they tell
         */
        public Builder addressMap(Map<Host, Host> reachedBy) {
            for (Host announced : reachedBy.keySet()) {
                if (announced.tlsName().isPresent()) {
                    throw new IllegalArgumentException(
                            "An address that nodes announce is host:port, but found "
                                    + announced
                                    + ".");
                }
            }
            addressMap = Map.copyOf(reachedBy);
            return this;
        }

        /** Sets {@link ClientConfig#racks()}. */
        public Builder racks(int... preferred) {
            for (int rack : preferred) {
                if (rack < 0) {
                    throw new IllegalArgumentException(
                            "A rack is a number from 0 on, but found " + rack + ".");
                }
            }
            racks = IntStream.of(preferred).distinct().boxed().toList();
            return this;
        }

        /** Sets {@link ClientConfig#limits()}. */
        public Builder limits(ClientLimits choice) {
            limits = Objects.requireNonNull(choice, "limits");
            return this;
        }

        /** Sets {@link ClientConfig#tls()}. */
        public Builder tls(TlsSettings settings) {
            tls = Optional.of(settings);
            return this;
        }

        /** Sets {@link ClientConfig#credentials()}. */
        public Builder credentials(Credentials login) {
            credentials = Optional.of(login);
            return this;
        }

        /** Sets {@link ClientConfig#clusterName()}. */
        public Builder clusterName(String name) {
            clusterName = Optional.of(name);
            return this;
        }

        /** Sets {@link ClientConfig#tendInterval()}. */
        public Builder tendInterval(Duration duration) {
            tendInterval = positive("tendInterval", duration);
            return this;
        }

        /** Sets {@link ClientConfig#connectTimeout()}. */
        public Builder connectTimeout(Duration duration) {
            connectTimeout = positive("connectTimeout", duration);
            return this;
        }

        /** Sets {@link ClientConfig#maxConnectionsPerNode()}. */
        public Builder maxConnectionsPerNode(int count) {
            maxConnectionsPerNode = positive("maxConnectionsPerNode", count);
            return this;
        }

        /** Sets {@link ClientConfig#pipelinedConnectionsPerNode()}. */
        public Builder pipelinedConnectionsPerNode(int count) {
            pipelinedConnectionsPerNode = positive("pipelinedConnectionsPerNode", count);
            return this;
        }

        /** Sets {@link ClientConfig#asyncLoops()}. */
        public Builder asyncLoops(int count) {
            asyncLoops = positive("asyncLoops", count);
            return this;
        }

        /** Sets {@link ClientConfig#maxIdle()}. */
        public Builder maxIdle(Duration duration) {
            maxIdle = positive("maxIdle", duration);
            return this;
        }

        /** Sets {@link ClientConfig#frameLimit()}. */
        public Builder frameLimit(int bytes) {
            if (bytes < 1024 || bytes > DEFAULT_FRAME_LIMIT) {
                throw new IllegalArgumentException(
                        "frameLimit is between 1024 and "
                                + DEFAULT_FRAME_LIMIT
                                + " bytes, but found "
                                + bytes
                                + ".");
            }
            frameLimit = bytes;
            return this;
        }

        /** Sets {@link ClientConfig#completionExecutor()}. It stays the caller's. */
        public Builder completionExecutor(Executor executor) {
            completionExecutor = Optional.of(executor);
            return this;
        }

        /** Sets {@link ClientConfig#closeTimeout()}. */
        public Builder closeTimeout(Duration duration) {
            closeTimeout = positive("closeTimeout", duration);
            return this;
        }

        /** Sets the policy of its kind: for reads, writes, batches, or scans and queries. */
        public Builder policy(CommandPolicy policy) {
            if (policy instanceof ReadPolicy read) {
                readPolicy = read;
            } else if (policy instanceof WritePolicy write) {
                writePolicy = write;
            } else if (policy instanceof BatchPolicy batch) {
                batchPolicy = batch;
            } else {
                queryPolicy = (QueryPolicy) Objects.requireNonNull(policy, "policy");
            }
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @throws IllegalArgumentException if its parts contradict each other
         */
        public ClientConfig build() {
            return new ClientConfig(this);
        }

        private static Duration positive(String name, Duration duration) {
            Objects.requireNonNull(duration, name);
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(
                        name + " is more than zero, but found " + duration + ".");
            }
            return duration;
        }

        static int positive(String name, int count) {
            if (count < 1) {
                throw new IllegalArgumentException(
                        name + " is 1 or more, but found " + count + ".");
            }
            return count;
        }
    }
}
