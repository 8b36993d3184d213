package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.CoalescingLimits;
import java.time.Duration;

/** The policy by which {@link CoalescingClient} gathers reads. Immutable. */
public final class CoalescingPolicy {
    /** Default of {@link #requestsPerNode()}. */
    public static final int DEFAULT_REQUESTS_PER_NODE = 2;

    /** Default of {@link #rowsPerRequest()}. */
    public static final int DEFAULT_ROWS_PER_REQUEST = 500;

    /** Default of {@link #longestWait()}: 10 milliseconds. */
    public static final Duration DEFAULT_LONGEST_WAIT = Duration.ofMillis(10);

    /** The policy with every default. */
    public static final CoalescingPolicy DEFAULT = builder().build();

    private final int requestsPerNode;
    private final int rowsPerRequest;
    private final Duration longestWait;

    private CoalescingPolicy(Builder builder) {
        requestsPerNode = builder.requestsPerNode;
        rowsPerRequest = builder.rowsPerRequest;
        longestWait = builder.longestWait;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many requests may be under way to a node, from each of the client's loops, before further
     * reads are held back and gathered. With 1 the requests are largest; with 2 the client takes
     * one answer apart while the node works on the next. Default: {@value
     * #DEFAULT_REQUESTS_PER_NODE}.
     */
    public int requestsPerNode() {
        return requestsPerNode;
    }

    /** The most reads in one request. Default: {@value #DEFAULT_ROWS_PER_REQUEST}. */
    public int rowsPerRequest() {
        return rowsPerRequest;
    }

    /**
     * How long a read may be held back for requests to the same node that are not answered; then it
     * is sent beside them. This is no time that reads are gathered for: a read is never held back
     * from a node that has nothing to do. It is measured in steps of about 10 milliseconds.
     * Default: 10 milliseconds.
     */
    public Duration longestWait() {
        return longestWait;
    }

    CoalescingLimits limits() {
        return new CoalescingLimits(requestsPerNode, rowsPerRequest, longestWait.toNanos());
    }

    /** Builds a {@link CoalescingPolicy}. Not thread-safe. */
    public static final class Builder {
        private int requestsPerNode = DEFAULT_REQUESTS_PER_NODE;
        private int rowsPerRequest = DEFAULT_ROWS_PER_REQUEST;
        private Duration longestWait = DEFAULT_LONGEST_WAIT;

        private Builder() {}

        /** Sets {@link CoalescingPolicy#requestsPerNode()}. */
        public Builder requestsPerNode(int count) {
            requestsPerNode = ClientConfig.Builder.positive("requestsPerNode", count);
            return this;
        }

        /** Sets {@link CoalescingPolicy#rowsPerRequest()}. */
        public Builder rowsPerRequest(int count) {
            rowsPerRequest = ClientConfig.Builder.positive("rowsPerRequest", count);
            return this;
        }

        /** Sets {@link CoalescingPolicy#longestWait()}. */
        public Builder longestWait(Duration duration) {
            longestWait = CommandPolicy.notNegative("longestWait", duration);
            return this;
        }

        /** Makes the policy. */
        public CoalescingPolicy build() {
            return new CoalescingPolicy(this);
        }
    }
}
