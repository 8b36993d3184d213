package dev.aerospikearrow.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The policy of reading, writing and deleting batches. Immutable. */
public final class BatchPolicy extends ReadingPolicy {
    /** The threads on which a node runs the rows of a batch (namespaces in memory). */
    public enum RowExecution {
        /** One after the other on the thread that received the request: least work for the node. */
        INLINE,
        /** Over all service threads of the node: least time, where the node has cores to spare. */
        SPREAD
    }

    /** Default of {@link #totalTimeout()}: 10 seconds. */
    public static final Duration DEFAULT_TOTAL_TIMEOUT = Duration.ofSeconds(10);

    /** Default of {@link #socketTimeout()}: 5 seconds. */
    public static final Duration DEFAULT_SOCKET_TIMEOUT = Duration.ofSeconds(5);

    /** Default of {@link #requestsPerNode()}. */
    public static final int DEFAULT_REQUESTS_PER_NODE = 2;

    /** The policy with every default. */
    public static final BatchPolicy DEFAULT = builder().build();

    private final int requestsPerNode;
    private final RowExecution rowExecution;
    private final OnDoubt onDoubt;

    private BatchPolicy(Builder builder) {
        super(builder);
        requestsPerNode = builder.requestsPerNode;
        rowExecution = builder.rowExecution;
        onDoubt = builder.onDoubt;
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
     * After how long without a word from a node the rows that it still owes are asked of another
     * copy, too, in a batch that only reads. Of each row the first answer is taken, and the other
     * dropped. Costs the nodes more: choose a time that few batches take, and not with {@link
     * ReplicaPolicy#MASTER}. Default: empty, never.
     */
    public Optional<Duration> hedgeAfter() {
        return hedge();
    }

    /**
     * Into how many requests, each on a connection of its own, one node's rows are split; fewer
     * than 50 rows are never worth another request. A node runs a request on one thread, so that a
     * single one leaves its other cores idle. Default: {@value #DEFAULT_REQUESTS_PER_NODE}.
     */
    public int requestsPerNode() {
        return requestsPerNode;
    }

    /** Where a node runs the rows. Default: {@link RowExecution#INLINE}. */
    public RowExecution rowExecution() {
        return rowExecution;
    }

    /**
     * What happens to written rows that may have been carried out. Default: {@link OnDoubt#FAIL}.
     */
    public OnDoubt onDoubt() {
        return onDoubt;
    }

    /** Builds a {@link BatchPolicy}. */
    public static final class Builder extends ReadingPolicy.Builder<BatchPolicy, Builder> {
        private int requestsPerNode = DEFAULT_REQUESTS_PER_NODE;
        private RowExecution rowExecution = RowExecution.INLINE;
        private OnDoubt onDoubt = OnDoubt.FAIL;

        private Builder() {
            super(DEFAULT_TOTAL_TIMEOUT, DEFAULT_SOCKET_TIMEOUT);
        }

        private Builder(BatchPolicy origin) {
            super(origin);
            requestsPerNode = origin.requestsPerNode;
            rowExecution = origin.rowExecution;
            onDoubt = origin.onDoubt;
        }

        /** Sets {@link BatchPolicy#hedgeAfter()}. */
        public Builder hedgeAfter(Duration silence) {
            return hedge(silence);
        }

        /** Sets {@link BatchPolicy#requestsPerNode()}. */
        public Builder requestsPerNode(int count) {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "requestsPerNode is 1 or more, but found " + count + ".");
            }
            requestsPerNode = count;
            return this;
        }

        /** Sets {@link BatchPolicy#rowExecution()}. */
        public Builder rowExecution(RowExecution choice) {
            rowExecution = Objects.requireNonNull(choice, "rowExecution");
            return this;
        }

        /** Sets {@link BatchPolicy#onDoubt()}. */
        public Builder onDoubt(OnDoubt choice) {
            onDoubt = Objects.requireNonNull(choice, "onDoubt");
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public BatchPolicy build() {
            return new BatchPolicy(this);
        }
    }
}
