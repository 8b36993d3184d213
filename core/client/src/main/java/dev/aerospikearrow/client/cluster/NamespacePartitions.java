package dev.aerospikearrow.client.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The owners of the partitions of one namespace. Immutable. */
public final class NamespacePartitions {
    /** By replica and partition id. */
    private final @Nullable Node[][] owners;

    /** The same without nodes in doubt, as far as others have a copy. */
    private final @Nullable Node[][] readers;

    /** The same by nearness of the racks that they are in, so that nobody is left out between. */
    private final @Nullable Node[][] nearest;

    private final List<Node> inPreferredRacks;
    private final Consistency consistency;

    /** What a namespace promises. */
    enum Consistency {
        AVAILABLE,
        STRONG
    }

    NamespacePartitions(
            @Nullable Node[][] owners,
            @Nullable Node[][] readers,
            @Nullable Node[][] nearest,
            List<Node> inPreferredRacks,
            Consistency consistency) {
        this.owners = owners;
        this.readers = readers;
        this.nearest = nearest;
        this.inPreferredRacks = inPreferredRacks;
        this.consistency = consistency;
    }

    /** Whether reads have a mode, and those of a session go to masters. */
    public boolean isStronglyConsistent() {
        return consistency == Consistency.STRONG;
    }

    /** Whether a node is in one of the racks that the client prefers. */
    public boolean isInPreferredRack(Node node) {
        return inPreferredRacks.contains(node);
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

    /**
     * The same for reads that are to stay in a rack: the copies in the first preferred rack come
     * first, then those in the next, and those that are in none of them last.
     */
    public @Nullable Node nearestFrom(int turn, int partitionId) {
        return from(nearest, turn, partitionId);
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
