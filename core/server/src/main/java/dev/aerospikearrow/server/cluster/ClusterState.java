package dev.aerospikearrow.server.cluster;

import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.server.index.NamespaceIndexes;
import dev.aerospikearrow.server.store.NamespaceTable;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state that the nodes of a cluster have in common: records, indexes and membership. The nodes
 * run in one process and share the records, so a copy of a partition is the right to serve it:
 * writes are on all copies at once and a new owner has its data at once. Records whose last owner
 * leaves are gone, as in a cluster that keeps them in memory only. Thread-safe.
 */
public final class ClusterState {
    private final String clusterName;
    private final int replicationFactor;
    private final NamespaceTable namespaces;
    private final Map<RecordStore, NamespaceIndexes> indexes = new IdentityHashMap<>();
    private volatile Topology topology = new Topology(List.of(), new Ownership(List.of(), 1), 0);

    public ClusterState(String clusterName, int replicationFactor, List<RecordStore> stores) {
        this.clusterName = clusterName;
        this.replicationFactor = replicationFactor;
        this.namespaces = new NamespaceTable(stores);
        for (RecordStore store : stores) {
            NamespaceIndexes created = new NamespaceIndexes(store);
            store.setListener(created);
            indexes.put(store, created);
        }
    }

    public String clusterName() {
        return clusterName;
    }

    public NamespaceTable namespaces() {
        return namespaces;
    }

    /** The indexes of one of the namespaces. */
    public NamespaceIndexes indexes(RecordStore store) {
        return indexes.get(store);
    }

    public Topology topology() {
        return topology;
    }

    /** Adds a node that listens already. */
    public synchronized void join(Topology.Member member) {
        List<Topology.Member> members = new ArrayList<>(topology.members());
        members.add(member);
        members.sort(Comparator.comparing(Topology.Member::nodeId));
        publish(members);
    }

    /** Moves a node into another rack. */
    public synchronized void move(String nodeId, int rack) {
        publish(
                topology.members().stream()
                        .map(member -> member.nodeId().equals(nodeId) ? member.in(rack) : member)
                        .toList());
    }

    /** Removes a node. */
    public synchronized void leave(String nodeId) {
        Ownership before = topology.ownership();
        List<Topology.Member> members = new ArrayList<>(topology.members());
        members.removeIf(member -> member.nodeId().equals(nodeId));
        publish(members);
        for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
            if (before.copies() == 1 && before.holds(nodeId, partitionId)) {
                drop(partitionId);
            }
        }
    }

    private void drop(int partitionId) {
        for (RecordStore store : namespaces.all()) {
            store.partition(partitionId).removeIf(record -> true);
        }
    }

    private void publish(List<Topology.Member> members) {
        topology =
                new Topology(
                        members,
                        new Ownership(members, replicationFactor),
                        topology.generation() + 1);
    }
}
