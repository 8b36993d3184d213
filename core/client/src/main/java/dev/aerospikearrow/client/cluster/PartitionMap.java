package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.cluster.NamespacePartitions.Consistency;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import dev.aerospikearrow.protocol.key.PartitionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A map of which node owns which partition of which namespace. Immutable: a change makes another
 * map, which the {@link Cluster} publishes.
 */
public final class PartitionMap {
    /** The map of a cluster of which nothing is known. */
    public static final PartitionMap EMPTY = new PartitionMap(Map.of());

    private final Map<String, NamespacePartitions> namespaces;

    private PartitionMap(Map<String, NamespacePartitions> namespaces) {
        this.namespaces = namespaces;
    }

    /**
     * What one node says of itself.
     *
     * @param node who says it
     * @param stamp grows with every answer of any node
     * @param replicas what it claims to own
     */
    public record Claim(Node node, long stamp, ReplicasInfo replicas) {}

    /**
     * The map that the claims make together. Where two nodes claim the same copy of a partition,
     * which happens while partitions move, the higher regime wins, and with equal ones the later
     * answer.
     */
    public static PartitionMap of(Collection<Claim> claims) {
        return of(claims, List.of());
    }

    /**
     * The same for a client that prefers some racks.
     *
     * @param racks the best first
     */
    static PartitionMap of(Collection<Claim> claims, List<Integer> racks) {
        List<Claim> ordered = new ArrayList<>(claims);
        ordered.sort(Comparator.comparingLong(Claim::stamp));
        Map<String, Builder> builders = new HashMap<>();
        for (Claim claim : ordered) {
            claim.replicas()
                    .byNamespace()
                    .forEach(
                            (namespace, ownership) ->
                                    builders.computeIfAbsent(namespace, absent -> new Builder())
                                            .add(claim.node(), ownership));
        }
        Map<String, NamespacePartitions> namespaces = new TreeMap<>();
        builders.forEach(
                (namespace, builder) -> namespaces.put(namespace, builder.build(namespace, racks)));
        return new PartitionMap(namespaces);
    }

    /** The namespaces that any node serves, in alphabetical order. */
    public Set<String> namespaces() {
        return namespaces.keySet();
    }

    /** The partitions of a namespace; null if no node serves it. */
    public @Nullable NamespacePartitions namespace(String namespace) {
        return namespaces.get(namespace);
    }

    private static final class Builder {
        /** Of copies that nobody has: an answer may name many of them. */
        private static final @Nullable Node[] NOBODY = new Node[PartitionId.COUNT];

        private static final int[] NO_REGIMES = new int[0];

        private final List<@Nullable Node[]> owners = new ArrayList<>();
        private final List<int[]> regimes = new ArrayList<>();
        private Consistency consistency = Consistency.AVAILABLE;

        void add(Node node, ReplicasInfo.Ownership ownership) {
            if (ownership.regime() > 0) {
                consistency = Consistency.STRONG;
            }
            for (int replica = 0; replica < ownership.bitmaps().size(); replica++) {
                if (replica == owners.size()) {
                    owners.add(NOBODY);
                    regimes.add(NO_REGIMES);
                }
                if (ownership.bitmaps().get(replica).count() == 0) {
                    continue;
                }
                if (owners.get(replica) == NOBODY) {
                    owners.set(replica, new Node[PartitionId.COUNT]);
                    regimes.set(replica, new int[PartitionId.COUNT]);
                }
                @Nullable Node[] owner = owners.get(replica);
                int[] regime = regimes.get(replica);
                for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
                    if (ownership.owns(replica, partitionId)
                            && ownership.regime() >= regime[partitionId]) {
                        owner[partitionId] = node;
                        regime[partitionId] = ownership.regime();
                    }
                }
            }
        }

        NamespacePartitions build(String namespace, List<Integer> racks) {
            @Nullable Node[][] all = owners.toArray(new Node[0][]);
            @Nullable Node[][] readers = withoutDoubted(all);
            NearRacks near = new NearRacks(namespace, racks);
            return new NamespacePartitions(
                    all,
                    readers,
                    racks.isEmpty() ? readers : near.sort(readers),
                    near.nodesInThem(all),
                    consistency);
        }

        private static @Nullable Node[][] withoutDoubted(@Nullable Node[][] owners) {
            @Nullable Node[][] readers = null;
            for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
                boolean certain = false;
                boolean doubted = false;
                for (@Nullable Node[] owner : owners) {
                    Node node = owner[partitionId];
                    certain |= node != null && !node.doubted;
                    doubted |= node != null && node.doubted;
                }
                if (certain && doubted) {
                    readers = readers == null ? copyOf(owners) : readers;
                    for (@Nullable Node[] reader : readers) {
                        Node node = reader[partitionId];
                        reader[partitionId] = node != null && node.doubted ? null : node;
                    }
                }
            }
            return readers == null ? owners : readers;
        }

        private static @Nullable Node[][] copyOf(@Nullable Node[][] owners) {
            @Nullable Node[][] copy = owners.clone();
            for (int replica = 0; replica < copy.length; replica++) {
                copy[replica] = owners[replica].clone();
            }
            return copy;
        }
    }
}
