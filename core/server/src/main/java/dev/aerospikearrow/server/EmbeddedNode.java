package dev.aerospikearrow.server;

import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.fault.FaultPlan;
import dev.aerospikearrow.server.network.NodeServer;
import dev.aerospikearrow.server.network.NodeSettings;
import dev.aerospikearrow.server.query.NodeQueries;
import dev.aerospikearrow.server.security.NodeSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A node of an {@link EmbeddedCluster}. It can be stopped and started again while clients run; it
 * keeps its id, and its port unless it is given another one. Thread-safe.
 */
public final class EmbeddedNode {
    private final String id;
    private final ClusterState cluster;
    private final BinOperator operator;
    private final NodeSettings settings;
    private int port;
    private OptionalInt rack;
    private Optional<NodeServer> server = Optional.empty();

    EmbeddedNode(
            String id,
            ClusterState cluster,
            BinOperator operator,
            int wantedPort,
            OptionalInt rack,
            NodeSettings settings) {
        this.id = id;
        this.cluster = cluster;
        this.operator = operator;
        this.port = wantedPort;
        this.rack = rack;
        this.settings = settings;
    }

    /** The identity that clients see. */
    public String id() {
        return id;
    }

    /** Where the node listens; 0 if it never ran. */
    public synchronized int port() {
        return port;
    }

    /** Host and port for a client's seeds, with the TLS name between them if there is TLS. */
    public String host() {
        return hostInBrackets()
                + settings.tls().map(tls -> ":" + tls.name()).orElse("")
                + ":"
                + port();
    }

    private String hostInBrackets() {
        String host = settings.host();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** The rack that the node is in; empty in a cluster that knows of none. */
    public synchronized OptionalInt rack() {
        return rack;
    }

    /**
     * Moves the node into another rack; its partitions are placed anew.
     *
     * @throws IllegalStateException if the cluster knows of no racks
     */
    public synchronized void moveToRack(int newRack) {
        if (rack.isEmpty()) {
            throw new IllegalStateException(
                    "The cluster knows of no racks; say which there are when it is built.");
        }
        rack = OptionalInt.of(newRack);
        cluster.move(id, newRack);
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
        start(port);
    }

    /**
     * The same on another port, as after a change of its configuration.
     *
     * @param newPort 0 for any free port
     */
    public synchronized void start(int newPort) {
        if (server.isPresent()) {
            return;
        }
        port = newPort;
        try {
            NodeServer started =
                    NodeServer.start(
                            id, cluster, operator, new NodeQueries(operator), port, rack, settings);
            server = Optional.of(started);
            port = started.port();
        } catch (BindException e) {
            throw new UncheckedIOException(
                    "Node "
                            + id
                            + " cannot listen on "
                            + hostInBrackets()
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

    /**
     * Lets the node forget who has logged in, as after a restart, while its connections stay. Does
     * nothing without security.
     */
    public synchronized void forgetLogins() {
        server.flatMap(NodeServer::security).ifPresent(NodeSecurity::forgetLogins);
    }

    @Override
    public String toString() {
        return "node " + id + " at " + host();
    }
}
