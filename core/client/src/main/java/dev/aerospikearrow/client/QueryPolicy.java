package dev.aerospikearrow.client;

import java.time.Duration;

/** How scans and queries are run. Immutable. */
public final class QueryPolicy extends CommandPolicy {
    /** Default of {@link #totalTimeout()}: no limit. */
    public static final Duration DEFAULT_TOTAL_TIMEOUT = Duration.ZERO;

    /** Default of {@link #socketTimeout()}: 30 seconds. */
    public static final Duration DEFAULT_SOCKET_TIMEOUT = Duration.ofSeconds(30);

    /** Default of {@link #pauseTimeout()}: 10 minutes. */
    public static final Duration DEFAULT_PAUSE_TIMEOUT = Duration.ofMinutes(10);

    /** The policy with every default. */
    public static final QueryPolicy DEFAULT = builder().build();

    private final Duration pauseTimeout;

    private QueryPolicy(Builder builder) {
        super(builder);
        pauseTimeout = builder.pauseTimeout;
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
     * How long a node keeps the query when the caller does not read on. Zero: for ever. Default: 10
     * minutes.
     */
    public Duration pauseTimeout() {
        return pauseTimeout;
    }

    /** Builds a {@link QueryPolicy}. */
    public static final class Builder extends CommandPolicy.Builder<QueryPolicy, Builder> {
        private Duration pauseTimeout = DEFAULT_PAUSE_TIMEOUT;

        private Builder() {
            super(DEFAULT_TOTAL_TIMEOUT, DEFAULT_SOCKET_TIMEOUT);
        }

        private Builder(QueryPolicy origin) {
            super(origin);
            pauseTimeout = origin.pauseTimeout;
        }

        /** Sets {@link QueryPolicy#pauseTimeout()}. */
        public Builder pauseTimeout(Duration duration) {
            pauseTimeout = notNegative("pauseTimeout", duration);
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public QueryPolicy build() {
            return new QueryPolicy(this);
        }
    }
}
