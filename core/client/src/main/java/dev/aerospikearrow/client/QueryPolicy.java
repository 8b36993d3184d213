package dev.aerospikearrow.client;

import java.time.Duration;

/** The policy of running scans and queries. Immutable. */
public final class QueryPolicy extends ReadingPolicy {
    /** Default of {@link #totalTimeout()}: no limit. */
    public static final Duration DEFAULT_TOTAL_TIMEOUT = Duration.ZERO;

    /** Default of {@link #socketTimeout()}: 30 seconds. */
    public static final Duration DEFAULT_SOCKET_TIMEOUT = Duration.ofSeconds(30);

    /** Default of {@link #retryTimeout()}: 1 minute. */
    public static final Duration DEFAULT_RETRY_TIMEOUT = Duration.ofMinutes(1);

    /** Default of {@link #pauseTimeout()}: 10 minutes. */
    public static final Duration DEFAULT_PAUSE_TIMEOUT = Duration.ofMinutes(10);

    /** The policy with every default. */
    public static final QueryPolicy DEFAULT = builder().build();

    private final Duration retryTimeout;
    private final Duration pauseTimeout;

    private QueryPolicy(Builder builder) {
        super(builder);
        retryTimeout = builder.retryTimeout;
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
     * How long a scan keeps trying, such as for partitions that no node serves at the moment,
     * without any record or end of a partition. Time in which the caller does not read does not
     * count. Zero: it fails at its first trouble that brings nothing. Default: 1 minute.
     */
    public Duration retryTimeout() {
        return retryTimeout;
    }

    /**
     * How long a node keeps the query when the caller does not read on. Zero: for ever. Default: 10
     * minutes.
     */
    public Duration pauseTimeout() {
        return pauseTimeout;
    }

    /** Builds a {@link QueryPolicy}. */
    public static final class Builder extends ReadingPolicy.Builder<QueryPolicy, Builder> {
        private Duration retryTimeout = DEFAULT_RETRY_TIMEOUT;
        private Duration pauseTimeout = DEFAULT_PAUSE_TIMEOUT;

        private Builder() {
            super(DEFAULT_TOTAL_TIMEOUT, DEFAULT_SOCKET_TIMEOUT);
        }

        private Builder(QueryPolicy origin) {
            super(origin);
            retryTimeout = origin.retryTimeout;
            pauseTimeout = origin.pauseTimeout;
        }

        /** Sets {@link QueryPolicy#retryTimeout()}. */
        public Builder retryTimeout(Duration duration) {
            retryTimeout = notNegative("retryTimeout", duration);
            return this;
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
