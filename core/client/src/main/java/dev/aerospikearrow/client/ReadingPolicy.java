package dev.aerospikearrow.client;

import java.time.Duration;
import java.util.Objects;

/** The common part of the policies of calls that read. Immutable. */
abstract sealed class ReadingPolicy extends CommandPolicy
        permits ReadPolicy, BatchPolicy, QueryPolicy {
    private final ReplicaPolicy replica;
    private final ReadMode readMode;

    ReadingPolicy(Builder<?, ?> builder) {
        super(builder);
        replica = builder.replica;
        readMode = builder.readMode;
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

        Builder(Duration totalTimeout, Duration defaultSocketTimeout) {
            super(totalTimeout, defaultSocketTimeout);
        }

        Builder(ReadingPolicy origin) {
            super(origin);
            replica = origin.replica;
            readMode = origin.readMode;
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
