package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.ReadMode;
import dev.aerospikearrow.client.ReadPolicy;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import java.time.Duration;
import java.util.Optional;

/**
 * The choice of what is read of a record that has several copies: which copy, and of a strongly
 * consistent namespace with which promise; and whether another copy is asked, too, when a node is
 * silent.
 *
 * @param hedgeNanos how long a node may be silent before; {@link #NO_HEDGE} for any time
 */
public record ReadChoice(ReplicaPolicy replica, ReadMode mode, long hedgeNanos) {
    static final long NO_HEDGE = Long.MAX_VALUE;

    /** For what writes. */
    static final ReadChoice MASTER =
            new ReadChoice(ReplicaPolicy.MASTER, ReadMode.SESSION, NO_HEDGE);

    /** The policy's. */
    public static ReadChoice of(ReadPolicy policy) {
        return new ReadChoice(policy.replica(), policy.readMode(), nanos(policy.hedgeAfter()));
    }

    /** The policy's. */
    public static ReadChoice of(BatchPolicy policy) {
        return new ReadChoice(policy.replica(), policy.readMode(), nanos(policy.hedgeAfter()));
    }

    /** The policy's. */
    public static ReadChoice of(QueryPolicy policy) {
        return new ReadChoice(policy.replica(), policy.readMode(), NO_HEDGE);
    }

    private static long nanos(Optional<Duration> duration) {
        return duration.map(Duration::toNanos).orElse(NO_HEDGE);
    }

    /** The copies that an attempt may go to: the mode has a say where it means something. */
    ReplicaPolicy replicaIn(NamespacePartitions partitions) {
        if (!partitions.isStronglyConsistent()) {
            return replica;
        }
        return switch (mode) {
            case SESSION -> ReplicaPolicy.MASTER;
            case LINEARIZE ->
                    replica == ReplicaPolicy.PREFER_RACK ? ReplicaPolicy.SEQUENCE : replica;
            case ALLOW_REPLICA, ALLOW_UNAVAILABLE -> replica;
        };
    }

    /** The mode as the flags of a message, or of a row of a batch. */
    int flags() {
        return switch (mode) {
            case SESSION -> 0;
            case LINEARIZE -> MessageFlags.INFO3_SC_READ_TYPE;
            case ALLOW_REPLICA -> MessageFlags.INFO3_SC_READ_RELAX;
            case ALLOW_UNAVAILABLE ->
                    MessageFlags.INFO3_SC_READ_TYPE | MessageFlags.INFO3_SC_READ_RELAX;
        };
    }

    /** The same command in this mode, if it reads. */
    RecordCommand applyTo(RecordCommand command) {
        int flags = flags();
        return flags == 0 || command.writes() ? command : command.withReadFlags(flags);
    }
}
