package dev.aerospikearrow.client.cluster;

import org.jspecify.annotations.Nullable;

/** Who owns the partitions of one namespace. Immutable. */
public final class NamespacePartitions {
    /** By replica and partition id. */
    private final @Nullable Node[][] owners;

    NamespacePartitions(@Nullable Node[][] owners) {
        this.owners = owners;
    }

    /** Of how many copies of a partition an owner is known at most; 1 is the master alone. */
    public int replicaCount() {
        return owners.length;
    }

    /**
     * Who owns a copy of a partition; null if nobody is known to.
     *
     * @param replica 0 for the master, up to {@link #replicaCount()} - 1
     * @param partitionId 0 to 4095
     */
    public @Nullable Node owner(int replica, int partitionId) {
        return owners[replica][partitionId];
    }

    /**
     * Who owns the given copy or, if nobody is known to, the next one that somebody does; null if
     * there is none.
     *
     * @param replica any number from 0 on, counted round the copies
     */
    public @Nullable Node ownerFrom(int replica, int partitionId) {
        int count = owners.length;
        int first = count < 2 ? 0 : replica % count;
        for (int i = 0; i < count; i++) {
            int candidate = first + i;
            Node owner = owners[candidate < count ? candidate : candidate - count][partitionId];
            if (owner != null) {
                return owner;
            }
        }
        return null;
    }
}
