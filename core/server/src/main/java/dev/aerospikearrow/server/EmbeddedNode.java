package dev.aerospikearrow.server;

import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.fault.FaultPlan;
import dev.aerospikearrow.server.network.NodeServer;
import dev.aerospikearrow.server.network.NodeSettings;
import dev.aerospikearrow.server.query.NodeQueries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.Optional;

/**
 * A node of an {@link EmbeddedCluster}. It can be stopped and started again while clients run; it
 * keeps its id and port. Thread-safe.
 */
public final class EmbeddedNode {
    private final String id;
    private final ClusterState cluster;
    private final BinOperator operator;
    private final NodeSettings settings;
    private int port;
    private Optional<NodeServer> server = Optional.empty();

    EmbeddedNode(
            String id,
            ClusterState cluster,
            BinOperator operator,
            int wantedPort,
            NodeSettings settings) {
        this.id = id;
        this.cluster = cluster;
        this.operator = operator;
        this.port = wantedPort;
        this.settings = settings;
    }

    /** The identity that clients see. */
    public String id() {
        return id;
    }

    /** Where the node listens, on the loopback address; 0 if it never ran. */
    public synchronized int port() {
        return port;
    }

    /** Host and port for a client's seeds, with the TLS name between them if there is TLS. */
    public String host() {
        return NodeServer.HOST
                + settings.tls().map(tls -> ":" + tls.name()).orElse("")
                + ":"
                + port();
    }

    public synchronized boolean isRunning() {
        return server.isPresent();
    }

    /** How many connections are open; 0 if the node is stopped. */
    public synchronized int connectionCount() {
        return server.map(NodeServer::connectionCount).orElse(0);
    }

    /**
     * Starts the node, which takes its share of the partitions at once. Does nothing if it runs.
     *
     * @throws UncheckedIOException if the port is not to be had
     */
    public synchronized void start() {
        if (server.isPresent()) {
            return;
        }
        try {
            NodeServer started =
                    NodeServer.start(
                            id, cluster, operator, new NodeQueries(operator), port, settings);
            server = Optional.of(started);
            port = started.port();
        } catch (BindException e) {
            throw new UncheckedIOException(
                    "Node "
                            + id
                            + " cannot listen on "
                            + NodeServer.HOST
                            + ":"
                            + port
                            + ": "
                            + e.getMessage()
                            + ". Choose another port, or 0 for any that is free.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Node " + id + " cannot start: " + e.getMessage(), e);
        }
    }

    /**
     * Stops the node: its connections break, other nodes take over its partitions. Partitions that
     * no other node has a copy of lose their records. Does nothing if it is stopped.
     */
    public synchronized void stop() {
        server.ifPresent(NodeServer::close);
        server = Optional.empty();
    }

    /**
     * Lets answers go wrong from now on; {@link FaultPlan#none()} ends that. A node that is stopped
     * forgets it.
     */
    public synchronized void setFaults(FaultPlan plan) {
        server.orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Node " + id + " is stopped; start it first."))
                .setFaults(plan);
    }

    @Override
    public String toString() {
        return "node " + id + " at " + host();
    }
}
