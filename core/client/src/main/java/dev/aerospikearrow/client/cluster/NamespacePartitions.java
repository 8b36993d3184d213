package dev.aerospikearrow.client.cluster;

import org.jspecify.annotations.Nullable;

/** The owners of the partitions of one namespace. Immutable. */
public final class NamespacePartitions {
    /** By replica and partition id. */
    private final @Nullable Node[][] owners;

    /** The same without nodes in doubt, as far as others have a copy. */
    private final @Nullable Node[][] readers;

    NamespacePartitions(@Nullable Node[][] owners, @Nullable Node[][] readers) {
        this.owners = owners;
        this.readers = readers;
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
        return from(owners, replica, partitionId);
    }

    /**
     * The same for reads that any copy will do for: a node that does not answer at the moment is
     * left out, unless nobody else has a copy.
     */
    public @Nullable Node readerFrom(int replica, int partitionId) {
        return from(readers, replica, partitionId);
    }

    private static @Nullable Node from(@Nullable Node[][] owners, int replica, int partitionId) {
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
