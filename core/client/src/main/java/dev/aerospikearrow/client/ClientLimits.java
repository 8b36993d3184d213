package dev.aerospikearrow.client;

import java.util.Objects;

/**
 * The limits of a client: what it may have under way, how many connections it makes ahead and at
 * once, and when it leaves a node alone that fails. Immutable.
 */
public final class ClientLimits {
    /** Default of {@link #maxErrorRate()}. */
    public static final int DEFAULT_MAX_ERROR_RATE = 100;

    /** Default of {@link #errorRateWindow()}. */
    public static final int DEFAULT_ERROR_RATE_WINDOW = 1;

    /** Default of {@link #maxConnectsPerNode()}. */
    public static final int DEFAULT_MAX_CONNECTS_PER_NODE = 16;

    /** The limits with every default. */
    public static final ClientLimits DEFAULT = builder().build();

    /** What becomes of a call for which there is no room. */
    public enum WhenFull {
        /** Whoever makes it waits until there is, within its total timeout. */
        WAIT,
        /** It fails with a {@link ClientBusyException}. */
        FAIL
    }

    private final int maxErrorRate;
    private final int errorRateWindow;
    private final int minConnectionsPerNode;
    private final int maxConnectsPerNode;
    private final int maxCommandsInFlight;
    private final long maxBytesInFlight;
    private final WhenFull whenFull;

    private ClientLimits(Builder builder) {
        maxErrorRate = builder.maxErrorRate;
        errorRateWindow = builder.errorRateWindow;
        minConnectionsPerNode = builder.minConnectionsPerNode;
        maxConnectsPerNode = builder.maxConnectsPerNode;
        maxCommandsInFlight = builder.maxCommandsInFlight;
        maxBytesInFlight = builder.maxBytesInFlight;
        whenFull = builder.whenFull;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many errors a node may make in a window; after one more it is left alone until the window
     * would be over once more, and then asked one thing: if it answers, all is as before. Errors
     * are connections that cannot be made or break, broken replies, timeouts, and the code
     * DEVICE_OVERLOAD. What would be asked of the node meanwhile counts as a failed attempt: reads
     * go to another copy, writes are tried again. 0: it is always asked. Default: {@value
     * #DEFAULT_MAX_ERROR_RATE}.
     */
    public int maxErrorRate() {
        return maxErrorRate;
    }

    /**
     * How many times {@link ClientConfig#tendInterval()} a window of {@link #maxErrorRate()} lasts.
     * Default: {@value #DEFAULT_ERROR_RATE_WINDOW}.
     */
    public int errorRateWindow() {
        return errorRateWindow;
    }

    /**
     * How many connections for synchronous calls a node has at least, and with them one for each
     * thread of asynchronous calls. They are made before the client is connected, and soon after a
     * node has joined, one after the other; and kept, however idle they are. Default: 0, they are
     * made when they are needed.
     */
    public int minConnectionsPerNode() {
        return minConnectionsPerNode;
    }

    /**
     * How many connections to one node may be in the making at the same time. What needs another
     * one waits, so that a node that comes back is not met by all callers at once; where those that
     * are in the making come to nothing, one more is begun every 20 milliseconds. Default: {@value
     * #DEFAULT_MAX_CONNECTS_PER_NODE}.
     */
    public int maxConnectsPerNode() {
        return maxConnectsPerNode;
    }

    /**
     * How many calls may be under way, streams that are open and coalesced reads included. 0: any
     * number. Default: 0.
     */
    public int maxCommandsInFlight() {
        return maxCommandsInFlight;
    }

    /**
     * How many bytes the requests of calls that are under way may have, about. A call whose request
     * is larger runs alone. 0: any number. Default: 0.
     */
    public long maxBytesInFlight() {
        return maxBytesInFlight;
    }

    /**
     * What becomes of a call beyond {@link #maxCommandsInFlight()} or {@link #maxBytesInFlight()}.
     * Calls that are made on the client's own threads, by what is chained to a future, never wait.
     * Default: {@link WhenFull#WAIT}.
     */
    public WhenFull whenFull() {
        return whenFull;
    }

    /** Builds {@link ClientLimits}. Not thread-safe. */
    public static final class Builder {
        private int maxErrorRate = DEFAULT_MAX_ERROR_RATE;
        private int errorRateWindow = DEFAULT_ERROR_RATE_WINDOW;
        private int minConnectionsPerNode;
        private int maxConnectsPerNode = DEFAULT_MAX_CONNECTS_PER_NODE;
        private int maxCommandsInFlight;
        private long maxBytesInFlight;
        private WhenFull whenFull = WhenFull.WAIT;

        private Builder() {}

        /** Sets {@link ClientLimits#maxErrorRate()}. */
        public Builder maxErrorRate(int errors) {
            maxErrorRate = (int) atLeast(0, "maxErrorRate", errors);
            return this;
        }

        /** Sets {@link ClientLimits#errorRateWindow()}. */
        public Builder errorRateWindow(int tendIntervals) {
            errorRateWindow = (int) atLeast(1, "errorRateWindow", tendIntervals);
            return this;
        }

        /** Sets {@link ClientLimits#minConnectionsPerNode()}. */
        public Builder minConnectionsPerNode(int count) {
            minConnectionsPerNode = (int) atLeast(0, "minConnectionsPerNode", count);
            return this;
        }

        /** Sets {@link ClientLimits#maxConnectsPerNode()}. */
        public Builder maxConnectsPerNode(int count) {
            maxConnectsPerNode = (int) atLeast(1, "maxConnectsPerNode", count);
            return this;
        }

        /** Sets {@link ClientLimits#maxCommandsInFlight()}. */
        public Builder maxCommandsInFlight(int count) {
            maxCommandsInFlight = (int) atLeast(0, "maxCommandsInFlight", count);
            return this;
        }

        /** Sets {@link ClientLimits#maxBytesInFlight()}. */
        public Builder maxBytesInFlight(long bytes) {
            maxBytesInFlight = atLeast(0, "maxBytesInFlight", bytes);
            return this;
        }

        /** Sets {@link ClientLimits#whenFull()}. */
        public Builder whenFull(WhenFull choice) {
            whenFull = Objects.requireNonNull(choice, "whenFull");
            return this;
        }

        private static long atLeast(int least, String name, long number) {
            if (number < least) {
                throw new IllegalArgumentException(
                        name + " is " + least + " or more, but found " + number + ".");
            }
            return number;
        }

        /** Makes the limits. */
        public ClientLimits build() {
            return new ClientLimits(this);
        }
    }
}
