package dev.aerospikearrow.client;

import java.time.Duration;
import java.util.Optional;

/** The policy of reading single records. Immutable. */
public final class ReadPolicy extends ReadingPolicy {
    /** Default of {@link #totalTimeout()}: 1 second. */
    public static final Duration DEFAULT_TOTAL_TIMEOUT = Duration.ofSeconds(1);

    /**
     * Default of {@link #socketTimeout()}: 500 milliseconds, half of the total, so that another
     * node can be tried.
     */
    public static final Duration DEFAULT_SOCKET_TIMEOUT = Duration.ofMillis(500);

    /** The policy with every default. */
    public static final ReadPolicy DEFAULT = builder().build();

    private ReadPolicy(Builder builder) {
        super(builder);
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this policy. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * After how long without a word from the node another copy is asked, too. Who answers first is
     * the answer, and what the other says is dropped. Costs the nodes more: choose a time that few
     * reads take, and not with {@link ReplicaPolicy#MASTER}. Default: empty, never.
     */
    public Optional<Duration> hedgeAfter() {
        return hedge();
    }

    /** Builds a {@link ReadPolicy}. */
    public static final class Builder extends ReadingPolicy.Builder<ReadPolicy, Builder> {

        private Builder() {
            super(DEFAULT_TOTAL_TIMEOUT, DEFAULT_SOCKET_TIMEOUT);
        }

        private Builder(ReadPolicy origin) {
            super(origin);
        }

        /** Sets {@link ReadPolicy#hedgeAfter()}. */
        public Builder hedgeAfter(Duration silence) {
            return hedge(silence);
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
