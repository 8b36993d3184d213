package dev.aerospikearrow.server.cluster;

import dev.aerospikearrow.protocol.key.PartitionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nodes that own each partition, the master first, for one membership. Every node ranks itself
 * for every partition by a hash of both, and the best ranks win: a node that comes or goes moves
 * only what it gains or leaves. With several racks, copies are in as many of them as can be.
 * Immutable.
 */
public final class Ownership {
    private final List<String> nodeIds;
    private final int copies;

    /** Indexes into the node ids: {@code copies} for each partition. */
    private final int[] owners;

    /**
     * @param members may be empty
     * @param replicationFactor how many copies of a partition are wanted, the master included
     */
    public Ownership(List<Topology.Member> members, int replicationFactor) {
        this.nodeIds = members.stream().map(Topology.Member::nodeId).toList();
        int[] racks = members.stream().mapToInt(member -> member.rack().orElse(0)).toArray();
        int rackCount = (int) IntStream.of(racks).distinct().count();
        this.copies = Math.min(replicationFactor, nodeIds.size());
        this.owners = new int[PartitionId.COUNT * copies];
        for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
            List<Integer> ranking = ranking(partitionId);
            spread(ranking, racks, Math.min(rackCount, copies));
            for (int copy = 0; copy < copies; copy++) {
                owners[partitionId * copies + copy] = ranking.get(copy);
            }
        }
    }

    /**
     * The first {@code wanted} become nodes of different racks; the master stays. Who must give way
     * changes places with the next that is of another rack than all before, as on a real server.
     */
    private static void spread(List<Integer> ranking, int[] racks, int wanted) {
        int next = wanted;
        for (int copy = 1; copy < wanted; copy++) {
            int place = copy;
            while (isRackTaken(racks[ranking.get(place)], ranking, racks, copy)) {
                place = next++;
            }
            Collections.swap(ranking, copy, place);
        }
    }

    private static boolean isRackTaken(int rack, List<Integer> ranking, int[] racks, int copy) {
        return ranking.subList(0, copy).stream().anyMatch(node -> racks[node] == rack);
    }

    private List<Integer> ranking(int partitionId) {
        List<Integer> ranking = new ArrayList<>();
        for (int i = 0; i < nodeIds.size(); i++) {
            ranking.add(i);
        }
        ranking.sort(
                Comparator.comparingLong((Integer node) -> score(nodeIds.get(node), partitionId))
                        .reversed());
        return ranking;
    }

    /** A well mixed function of both: FNV-1a, then the finalizer of MurmurHash3. */
    private static long score(String nodeId, int partitionId) {
        long hash = 0xcbf29ce484222325L;
        for (byte letter : nodeId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ letter) * 0x100000001b3L;
        }
        hash = (hash ^ partitionId) * 0x9e3779b97f4a7c15L;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    /** Copies of each partition that there are, the master included. */
    public int copies() {
        return copies;
    }

    /** Whether a node is the owner of the given rank, 0 for the master. */
    public boolean owns(String nodeId, int rank, int partitionId) {
        return rank < copies && nodeIds.get(owners[partitionId * copies + rank]).equals(nodeId);
    }

    /** Whether a node has a copy. */
    public boolean holds(String nodeId, int partitionId) {
        for (int rank = 0; rank < copies; rank++) {
            if (owns(nodeId, rank, partitionId)) {
                return true;
            }
        }
        return false;
    }

    /** What a node serves. */
    public PartitionRights rightsOf(String nodeId) {
        long[] mastered = new long[PartitionId.COUNT / Long.SIZE];
        long[] held = new long[PartitionId.COUNT / Long.SIZE];
        for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
            if (owns(nodeId, 0, partitionId)) {
                mastered[partitionId >>> 6] |= 1L << partitionId;
            }
            if (holds(nodeId, partitionId)) {
                held[partitionId >>> 6] |= 1L << partitionId;
            }
        }
        return new PartitionRights(mastered, held);
    }
}
