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

    private static final Route MASTER = new Route(false, false, 0);
    private static final Route FIRST = new Route(true, false, 0);

    private final boolean anyCopy;
    private final boolean spread;
    private final int first;

    private Route(boolean anyCopy, boolean spread, int first) {
        this.anyCopy = anyCopy;
        this.spread = spread;
        this.first = first;
    }

    static Route ofWrite() {
        return MASTER;
    }

    static Route ofRead(ReplicaPolicy policy, int attempt) {
        return switch (policy) {
            case MASTER -> MASTER;
            case SEQUENCE -> attempt == 0 ? FIRST : new Route(true, false, attempt);
            case ANY -> new Route(true, true, TURN.getAndIncrement() & 0xFFFF);
        };
    }

    /** The node to ask; null if no owner is known. */
    @Nullable Node node(NamespacePartitions partitions, int partitionId) {
        int copy = spread ? first + partitionId : first;
        return anyCopy
                ? partitions.readerFrom(copy, partitionId)
                : partitions.ownerFrom(copy, partitionId);
    }
}
