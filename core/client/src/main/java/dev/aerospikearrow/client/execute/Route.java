package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The choice of the copy of a partition that an attempt goes to. */
final class Route {
    /** Shared by all calls, so that reads of any copy take turns. */
    private static final AtomicInteger TURN = new AtomicInteger();

    private static final Route MASTER = new Route(Among.OWNERS, 0);
    private static final Route FIRST = new Route(Among.READERS, 0);
    private static final Route NEAREST = new Route(Among.NEAREST, 0);

    /** What is counted through. */
    private enum Among {
        OWNERS,
        READERS,
        /** The same, but each partition begins with another copy. */
        READERS_IN_TURN,
        NEAREST
    }

    private final Among among;
    private final int first;

    private Route(Among among, int first) {
        this.among = among;
        this.first = first;
    }

    static Route ofWrite() {
        return MASTER;
    }

    static Route ofRead(ReadChoice choice, NamespacePartitions partitions, int attempt) {
        return switch (choice.replicaIn(partitions)) {
            case MASTER -> MASTER;
            case SEQUENCE -> attempt == 0 ? FIRST : new Route(Among.READERS, attempt);
            case ANY -> new Route(Among.READERS_IN_TURN, TURN.getAndIncrement() & 0xFFFF);
            case PREFER_RACK -> attempt == 0 ? NEAREST : new Route(Among.NEAREST, attempt);
        };
    }

    /** The copies by which reads are gathered: reads of any copy take turns by the request. */
    static Route ofLane(ReadChoice choice, NamespacePartitions partitions) {
        return choice.replicaIn(partitions) == ReplicaPolicy.PREFER_RACK ? NEAREST : FIRST;
    }

    /** The way to the next copy; null if no other may be asked. */
    @Nullable Route next() {
        return among == Among.OWNERS ? null : new Route(among, first + 1);
    }

    /** Whether the racks are what the choice is made by. */
    boolean prefersRack() {
        return among == Among.NEAREST;
    }

    /** The node to ask; null if no owner is known. */
    @Nullable Node node(NamespacePartitions partitions, int partitionId) {
        return switch (among) {
            case OWNERS -> partitions.ownerFrom(first, partitionId);
            case READERS -> partitions.readerFrom(first, partitionId);
            case READERS_IN_TURN -> partitions.readerFrom(first + partitionId, partitionId);
            case NEAREST -> partitions.nearestFrom(first, partitionId);
        };
    }
}
