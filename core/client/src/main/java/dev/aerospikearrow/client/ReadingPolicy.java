package dev.aerospikearrow.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The common part of the policies of calls that read. Immutable. */
abstract sealed class ReadingPolicy extends CommandPolicy
        permits ReadPolicy, BatchPolicy, QueryPolicy {
    private final ReplicaPolicy replica;
    private final ReadMode readMode;
    private final Optional<Duration> hedge;

    ReadingPolicy(Builder<?, ?> builder) {
        super(builder);
        replica = builder.replica;
        readMode = builder.readMode;
        hedge = builder.hedge;
        hedge.ifPresent(this::checkHedge);
    }

    private void checkHedge(Duration after) {
        if (replica == ReplicaPolicy.MASTER) {
            throw new IllegalArgumentException(
                    "hedgeAfter asks another copy, but replica MASTER reads no other. Choose"
                            + " another replica, or leave hedgeAfter out.");
        }
        for (Duration limit : List.of(socketTimeout(), totalTimeout())) {
            if (!limit.isZero() && after.compareTo(limit) >= 0) {
                throw new IllegalArgumentException(
                        "hedgeAfter "
                                + after
                                + " is not shorter than the timeouts, of which the shortest is "
                                + limit
                                + ", so it would never be reached.");
            }
        }
    }

    /** When another copy is asked, too; for the policies that have that. */
    final Optional<Duration> hedge() {
        return hedge;
    }

    /** Which copies are read. Default: {@link ReplicaPolicy#SEQUENCE}. */
    public ReplicaPolicy replica() {
        return replica;
    }

    /**
     * What reads of strongly consistent namespaces see. Encoded as the official client does; not
     * tried on such a namespace. Default: {@link ReadMode#SESSION}.
     */
    public ReadMode readMode() {
        return readMode;
    }

    /**
     * Builds a policy. Not thread-safe.
     *
     * @param <P> the policy
     * @param <B> the builder itself
     */
    abstract static class Builder<P extends ReadingPolicy, B extends Builder<P, B>>
            extends CommandPolicy.Builder<P, B> {
        private ReplicaPolicy replica = ReplicaPolicy.SEQUENCE;
        private ReadMode readMode = ReadMode.SESSION;
        private Optional<Duration> hedge = Optional.empty();

        Builder(Duration totalTimeout, Duration defaultSocketTimeout) {
            super(totalTimeout, defaultSocketTimeout);
        }

        Builder(ReadingPolicy origin) {
            super(origin);
            replica = origin.replica;
            readMode = origin.readMode;
            hedge = origin.hedge;
        }

        final B hedge(Duration after) {
            Objects.requireNonNull(after, "hedgeAfter");
            if (after.isNegative() || after.isZero()) {
                throw new IllegalArgumentException(
                        "hedgeAfter is more than zero, but found " + after + ".");
            }
            hedge = Optional.of(after);
            return self();
        }

        /** Sets which copies are read. */
        public B replica(ReplicaPolicy policy) {
            replica = Objects.requireNonNull(policy, "replica");
            return self();
        }

        /** Sets what reads of strongly consistent namespaces see. */
        public B readMode(ReadMode mode) {
            readMode = Objects.requireNonNull(mode, "readMode");
            return self();
        }
    }
}
