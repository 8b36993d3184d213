package dev.aerospikearrow.server.cluster;

import dev.aerospikearrow.protocol.key.PartitionId;

/** The partitions that a node serves. Immutable. */
public final class PartitionRights {
    private final long[] mastered;
    private final long[] held;

    /**
     * @param mastered one bit for each partition whose master the node is, the lowest bit of the
     *     first number for partition 0; owned by the rights
     * @param held the same for the partitions that the node has as master or replica
     */
    public PartitionRights(long[] mastered, long[] held) {
        this.mastered = mastered;
        this.held = held;
    }

    /** No partitions. */
    public static PartitionRights none() {
        return new PartitionRights(
                new long[PartitionId.COUNT / Long.SIZE], new long[PartitionId.COUNT / Long.SIZE]);
    }

    /** Whether the node may write the partition. */
    public boolean masters(int partitionId) {
        return (mastered[partitionId >>> 6] >>> partitionId & 1) != 0;
    }

    /** Whether the node has a full copy of the partition. */
    public boolean holds(int partitionId) {
        return (held[partitionId >>> 6] >>> partitionId & 1) != 0;
    }
}
