package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.protocol.key.PartitionId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The racks that a client prefers, and which nodes are in them for one namespace. */
final class NearRacks {
    private final String namespace;
    private final List<Integer> racks;
    private final Map<Node, Integer> distances = new IdentityHashMap<>();

    /**
     * @param racks the best first
     */
    NearRacks(String namespace, List<Integer> racks) {
        this.namespace = namespace;
        this.racks = racks;
    }

    /** How many racks are better than the node's; as many as there are if it is in none of them. */
    private int distanceOf(Node node) {
        return distances.computeIfAbsent(
                node,
                asked -> {
                    Integer rack = asked.racks.get(namespace);
                    int index = rack == null ? -1 : racks.indexOf(rack);
                    return index < 0 ? racks.size() : index;
                });
    }

    /** The copies of each partition, the nearest first; as they were where these are as near. */
    @Nullable Node[][] sort(@Nullable Node[][] copies) {
        @Nullable Node[][] sorted = new Node[copies.length][PartitionId.COUNT];
        for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
            int count = 0;
            for (int distance = 0; distance <= racks.size(); distance++) {
                for (@Nullable Node[] copy : copies) {
                    Node node = copy[partitionId];
                    if (node != null && distanceOf(node) == distance) {
                        sorted[count++][partitionId] = node;
                    }
                }
            }
        }
        return sorted;
    }

    /** The nodes that are in one of the racks and have a copy of anything. */
    List<Node> nodesInThem(@Nullable Node[][] copies) {
        List<Node> nodes = new ArrayList<>();
        if (!racks.isEmpty()) {
            for (@Nullable Node[] copy : copies) {
                for (Node node : copy) {
                    if (node != null && !nodes.contains(node) && distanceOf(node) < racks.size()) {
                        nodes.add(node);
                    }
                }
            }
        }
        return List.copyOf(nodes);
    }
}
