package dev.aerospikearrow.client;

import java.time.Duration;
import java.util.Objects;

/** The policy of reading single records. Immutable. */
public final class ReadPolicy extends CommandPolicy {
    /** Default of {@link #totalTimeout()}: 1 second. */
    public static final Duration DEFAULT_TOTAL_TIMEOUT = Duration.ofSeconds(1);

    /**
     * Default of {@link #socketTimeout()}: 500 milliseconds, half of the total, so that another
     * node can be tried.
     */
    public static final Duration DEFAULT_SOCKET_TIMEOUT = Duration.ofMillis(500);

    /** Default of {@link #replica()}. */
    public static final ReplicaPolicy DEFAULT_REPLICA = ReplicaPolicy.SEQUENCE;

    /** The policy with every default. */
    public static final ReadPolicy DEFAULT = builder().build();

    private final ReplicaPolicy replica;

    private ReadPolicy(Builder builder) {
        super(builder);
        replica = builder.replica;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this policy. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Which copies are read. Default: {@link ReplicaPolicy#SEQUENCE}. */
    public ReplicaPolicy replica() {
        return replica;
    }

    /** Builds a {@link ReadPolicy}. */
    public static final class Builder extends CommandPolicy.Builder<ReadPolicy, Builder> {
        private ReplicaPolicy replica = DEFAULT_REPLICA;

        private Builder() {
            super(DEFAULT_TOTAL_TIMEOUT, DEFAULT_SOCKET_TIMEOUT);
        }

        private Builder(ReadPolicy origin) {
            super(origin);
            replica = origin.replica;
        }

        /** Sets {@link ReadPolicy#replica()}. */
        public Builder replica(ReplicaPolicy policy) {
            replica = Objects.requireNonNull(policy, "replica");
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public ReadPolicy build() {
            return new ReadPolicy(this);
        }
    }
}
