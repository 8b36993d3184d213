package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.NoSeedReachableException;
import dev.aerospikearrow.client.login.LoginSecret;
import dev.aerospikearrow.client.telemetry.Telemetry;
import dev.aerospikearrow.client.transport.CloseLimit;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.Machine;
import dev.aerospikearrow.client.transport.TransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The present knowledge of the cluster: its nodes and who owns which partition. Readers take a
 * snapshot, which a {@link ClusterTender} replaces as a whole. Thread-safe.
 */
public final class Cluster implements AutoCloseable {
    private record Snapshot(List<Node> nodes, PartitionMap partitions) {}

    private final Telemetry telemetry;
    private final ClusterTender tender;
    private volatile Map<String, String> unreachedSeeds = Map.of();
    private volatile Snapshot snapshot = new Snapshot(List.of(), PartitionMap.EMPTY);

    /**
     * A cluster that is not connected yet.
     *
     * @param secret who logs in; empty if nobody has to
     * @param housekeeping run by the tender's thread about once per interval
     */
    public Cluster(
            Machine machine,
            ClientConfig config,
            TransportSettings settings,
            Optional<LoginSecret> secret,
            Runnable housekeeping) {
        telemetry = new Telemetry(config);
        tender = new ClusterTender(this, machine, config, settings, secret, housekeeping);
    }

    /**
     * Finds the nodes, and keeps watching them from now on.
     *
     * @throws NoSeedReachableException if no seed leads to a cluster
     */
    public void connect() {
        tender.connect();
    }

    /** The nodes, in the order of their ids. */
    public List<Node> nodes() {
        return snapshot.nodes;
    }

    /** Who owns which partition. */
    public PartitionMap partitions() {
        return snapshot.partitions;
    }

    /** Counts records that were to be read in a preferred rack, by where they are read. */
    public void countRackRead(NamespacePartitions in, Node node, long records) {
        if (in.isInPreferredRack(node)) {
            telemetry.rows().inRack(records);
        } else {
            telemetry.rows().outOfRack(records);
        }
    }

    /** The node of this id; null if there is none. */
    public @Nullable Node node(String id) {
        for (Node node : snapshot.nodes) {
            if (node.id().equals(id)) {
                return node;
            }
        }
        return null;
    }

    /** The seeds that led to no node when the client connected, and why. */
    public Map<String, String> unreachedSeeds() {
        return unreachedSeeds;
    }

    void seedsWereAsked(Map<String, String> reasons) {
        unreachedSeeds = Map.copyOf(reasons);
    }

    /** Something does not fit what is known: the nodes are asked at once, without waiting here. */
    public void requestRefresh() {
        tender.requestRefresh();
    }

    /** What is counted, and who is told. */
    public Telemetry telemetry() {
        return telemetry;
    }

    void publish(List<Node> nodes, PartitionMap partitions) {
        for (Node node : nodes) {
            Endpoint endpoint = node.endpoint();
            endpoint.countBy(telemetry.node(node.id(), endpoint.address()));
        }
        snapshot = new Snapshot(List.copyOf(nodes), partitions);
    }

    /** How long ago the nodes were last asked. */
    public Duration sinceTended() {
        return tender.sinceTended();
    }

    /** What is not well with the watching at the moment, a sentence each. */
    public List<String> troubles() {
        return tender.troubles();
    }

    /** Why nodes that are known did not answer when they were asked last, a sentence each. */
    public List<String> nodeTroubles() {
        return tender.nodeTroubles();
    }

    /** Ends the watching. */
    @Override
    public void close() {
        tender.close(CloseLimit.NONE);
    }

    /** The same. A thread that does not end in time ends later. */
    public void close(CloseLimit limit) {
        tender.close(limit);
    }
}
