package dev.aerospikearrow.server.network;

import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.cluster.PartitionRights;
import dev.aerospikearrow.server.cluster.Topology;
import dev.aerospikearrow.server.command.CommandProcessor;
import dev.aerospikearrow.server.command.ReplyChannel;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.fault.ActiveFaults;
import dev.aerospikearrow.server.fault.FaultPlan;
import dev.aerospikearrow.server.index.NamespaceIndexes;
import dev.aerospikearrow.server.info.AnnouncedHosts;
import dev.aerospikearrow.server.info.InfoProtocol;
import dev.aerospikearrow.server.info.NodeStatus;
import dev.aerospikearrow.server.query.QueryService;
import dev.aerospikearrow.server.query.QueryTarget;
import dev.aerospikearrow.server.query.QueryThreads;
import dev.aerospikearrow.server.query.SingleCommands;
import dev.aerospikearrow.server.security.Access;
import dev.aerospikearrow.server.security.NodeSecurity;
import dev.aerospikearrow.server.store.RecordStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One running node: listens on the loopback address and serves what connects. Thread-safe. */
public final class NodeServer implements AutoCloseable, NodeStatus {
    /** The address that nodes listen on unless another loopback address is wanted. */
    public static final String HOST = "127.0.0.1";

    static final ActiveFaults NO_FAULTS = new ActiveFaults(FaultPlan.none());

    private static final int BACKLOG = 1024;

    private final String nodeId;
    private final ClusterState cluster;
    private final BinOperator operator;
    private final QueryService queries;
    private final ServerSocketChannel listener;
    private final int port;
    private final NodeSettings settings;
    private final Optional<NodeSecurity> security;
    private final Acceptor acceptor;
    private final List<ServiceThread> threads = new ArrayList<>();
    private final List<RequestHandler> handlers = new ArrayList<>();
    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService queryThreads;
    private final ScheduledExecutorService scheduler;
    private int nextThread;
    private volatile ActiveFaults faults = NO_FAULTS;
    private volatile RightsOfTopology rights =
            new RightsOfTopology(new Object(), PartitionRights.none());

    private record RightsOfTopology(Object topology, PartitionRights rights) {}

    private NodeServer(
            String nodeId,
            ClusterState cluster,
            BinOperator operator,
            QueryService queries,
            ServerSocketChannel listener,
            NodeSettings settings)
            throws IOException {
        this.nodeId = nodeId;
        this.cluster = cluster;
        this.operator = operator;
        this.queries = queries;
        this.listener = listener;
        this.settings = settings;
        this.security = settings.security().map(state -> new NodeSecurity(state, settings.clock()));
        this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        this.queryThreads = QueryThreads.named("aerospike-query-" + nodeId);
        this.scheduler =
                Executors.newSingleThreadScheduledExecutor(daemons("aerospike-delay-" + nodeId));
        this.acceptor =
                new Acceptor(listener, listener::accept, this::take, this::scheduleForAcceptor);
        InfoProtocol info = new InfoProtocol(nodeId, cluster, queries, this);
        for (int i = 0; i < settings.serviceThreads(); i++) {
            threads.add(new ServiceThread("aerospike-service-" + nodeId + "-" + i));
            handlers.add(new RequestHandler(commandProcessor(), info));
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Starts a node and lets it join the cluster.
     *
     * @param operator carries out operations on bins
     * @param queries carries out scans and queries
     * @param port where to listen; 0 for any free port
     * @param rack the rack that it is in; empty in a cluster that knows of none
     * @throws IOException if the port is not to be had
     */
    public static NodeServer start(
            String nodeId,
            ClusterState cluster,
            BinOperator operator,
            QueryService queries,
            int port,
            OptionalInt rack,
            NodeSettings settings)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(new InetSocketAddress(settings.host(), port), BACKLOG);
            listener.configureBlocking(false);
            NodeServer node =
                    new NodeServer(nodeId, cluster, operator, queries, listener, settings);
            // The node is a member before it answers, so that its answers agree with each other.
            cluster.join(new Topology.Member(nodeId, settings.host(), node.port, rack));
            node.startThreads();
            return node;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    private void startThreads() throws IOException {
        acceptor.register(threads.get(0));
        threads.forEach(ServiceThread::start);
    }

    private void take(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        int index = Math.floorMod(nextThread++, threads.size());
        ServiceThread thread = threads.get(index);
        ServerConnection connection =
                new ServerConnection(channel, this, thread, handlers.get(index));
        connections.add(connection);
        thread.execute(connection, connection::register);
    }

    private void scheduleForAcceptor(Duration delay, Runnable task) {
        schedule(delay, () -> threads.get(0).execute(acceptor, task));
    }

    void closed(ServerConnection connection) {
        connections.remove(connection);
    }

    public int port() {
        return port;
    }

    @Override
    public int connectionCount() {
        return connections.size();
    }

    /** The node's share of the partitions, made anew when the cluster changed. */
    private PartitionRights rights() {
        Topology topology = cluster.topology();
        RightsOfTopology known = rights;
        if (known.topology != topology) {
            known = new RightsOfTopology(topology, topology.ownership().rightsOf(nodeId));
            rights = known;
        }
        return known.rights;
    }

    ActiveFaults faults() {
        return faults;
    }

    /** Lets answers go wrong from now on. */
    public void setFaults(FaultPlan plan) {
        faults = plan.equals(FaultPlan.none()) ? NO_FAULTS : new ActiveFaults(plan);
    }

    void schedule(Duration delay, Runnable task) {
        scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int serviceThreads() {
        return settings.serviceThreads();
    }

    Optional<NodeTls> tls() {
        return settings.tls();
    }

    /** Logins; empty if nobody has to log in. */
    public Optional<NodeSecurity> security() {
        return security;
    }

    @Override
    public Optional<String> tlsName() {
        return settings.tls().map(NodeTls::name);
    }

    @Override
    public AnnouncedHosts announcedHosts() {
        return settings.announcedHosts();
    }

    @Override
    public String build() {
        return settings.build();
    }

    @Override
    public Duration idleLimit() {
        return settings.idleLimit();
    }

    /**
     * Runs a query on a thread of its own.
     *
     * @throws java.util.concurrent.RejectedExecutionException if there are too many
     */
    void runQuery(Runnable query) {
        queryThreads.execute(query);
    }

    QueryService queries() {
        return queries;
    }

    QueryTarget queryTarget() {
        Supplier<PartitionRights> current = this::rights;
        return new QueryTarget() {
            @Override
            public ServerBuild build() {
                return ServerBuild.parse(settings.build());
            }

            @Override
            public RecordStore namespace(String name) {
                return cluster.namespaces().find(name);
            }

            @Override
            public NamespaceIndexes indexes(RecordStore namespace) {
                return cluster.indexes(namespace);
            }

            @Override
            public boolean serves(RecordStore namespace, int partitionId) {
                return current.get().holds(partitionId);
            }

            @Override
            public boolean masters(RecordStore namespace, int partitionId) {
                return current.get().masters(partitionId);
            }

            @Override
            public SingleCommands commands() {
                return singleCommands();
            }
        };
    }

    private CommandProcessor commandProcessor() {
        return new CommandProcessor(
                cluster.namespaces(), this::rights, operator, ServerBuild.parse(settings.build()));
    }

    private SingleCommands singleCommands() {
        CommandProcessor processor = commandProcessor();
        return message -> {
            int[] code = new int[1];
            processor.single(
                    message,
                    Access.UNRESTRICTED,
                    new ReplyChannel() {
                        @Override
                        public void send(byte[] bytes, int offset, int length) {
                            int header = offset + FrameDescriptor.HEADER_LENGTH;
                            code[0] = bytes[header + MessageDescriptor.RESULT_CODE] & 0xFF;
                        }

                        @Override
                        public boolean isCongested() {
                            return false;
                        }
                    });
            return code[0];
        };
    }

    /** Leaves the cluster and closes all connections. */
    @Override
    public void close() {
        acceptor.close();
        cluster.leave(nodeId);
        // A query that waits for its client ends when the connection closes.
        connections.forEach(ServerConnection::close);
        threads.forEach(ServiceThread::close);
        scheduler.shutdownNow();
        queryThreads.shutdown();
    }
}
