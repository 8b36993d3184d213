package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import java.util.Map;
import java.util.Set;

/** A node of the cluster. What the {@link ClusterTender} knows of it is the tender's alone. */
public final class Node {
    static final long UNKNOWN_GENERATION = -1;

    private final String id;
    private final Endpoint endpoint;

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
        this.id = id;
        this.endpoint = endpoint;
    }

    /** What the node calls itself: its identity, whatever its address. */
    public String id() {
        return id;
    }

    /** Where it is. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Whether it is in the cluster. */
    public boolean isActive() {
        return !endpoint.isRetired();
    }

    void forgetGenerations() {
        peersGeneration = UNKNOWN_GENERATION;
        partitionGeneration = UNKNOWN_GENERATION;
    }

    /** For messages: {@code A1 (10.0.0.7:3000)}. */
    @Override
    public String toString() {
        return endpoint.toString();
    }
}
