package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.EndpointLimits;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import java.util.Map;
import java.util.Set;

/** A node of the cluster. What the {@link ClusterTender} knows of it is the tender's alone. */
public final class Node {
    static final long UNKNOWN_GENERATION = -1;

    private final String id;
    private final Endpoint endpoint;

    /** The same address, for the tender alone: calls and tending do not wait for each other. */
    private final Endpoint tended;

    /** The rack that it is in, by namespace; empty if it tells of none. */
    volatile Map<String, Integer> racks = Map.of();

    /** Whether it has not answered the tender when others did. */
    boolean doubted;

    long rebalanceGeneration = UNKNOWN_GENERATION;
    long peersGeneration = UNKNOWN_GENERATION;
    long partitionGeneration = UNKNOWN_GENERATION;
    int failures;
    Set<String> peerIds = Set.of();
    ReplicasInfo replicas = new ReplicasInfo(Map.of());
    long replicasStamp;

    /**
     * @param id what the node calls itself
     * @param endpoint where it is
     */
    public Node(String id, Endpoint endpoint) {
        this(id, endpoint, endpoint.again(EndpointLimits.ofConnections(1)));
    }

    /**
     * @param endpoint where it is, for calls
     * @param tended the same for the tender
     */
    Node(String id, Endpoint endpoint, Endpoint tended) {
        this.id = id;
        this.endpoint = endpoint;
        this.tended = tended;
        endpoint.rename(id);
        tended.rename(id);
    }

    /** What the node calls itself: its identity, whatever its address. */
    public String id() {
        return id;
    }

    /** Where it is. */
    public Endpoint endpoint() {
        return endpoint;
    }

    Endpoint tended() {
        return tended;
    }

    /** It is not in the cluster any more: what waits for it ends. */
    void retire() {
        endpoint.retire();
        tended.retire();
    }

    void forgetGenerations() {
        peersGeneration = UNKNOWN_GENERATION;
        partitionGeneration = UNKNOWN_GENERATION;
        rebalanceGeneration = UNKNOWN_GENERATION;
    }

    /** For messages: {@code A1 (10.0.0.7:3000)}. */
    @Override
    public String toString() {
        return endpoint.toString();
    }
}
