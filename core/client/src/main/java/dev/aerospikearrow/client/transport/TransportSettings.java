package dev.aerospikearrow.client.transport;

/**
 * The settings that connections need. Immutable.
 *
 * @param connectTimeoutNanos how long a connection may take to be made
 * @param drainTimeoutNanos how long the rest of an abandoned reply is waited for before its
 *     connection is closed
 * @param frameLimit longest body of a frame that is believed, in bytes
 * @param pipelinedConnections over how many connections a loop spreads short requests to one node
 * @param pipelining whether short requests share a connection before its answers are complete
 */
public record TransportSettings(
        long connectTimeoutNanos,
        long drainTimeoutNanos,
        int frameLimit,
        int pipelinedConnections,
        Pipelining pipelining) {

    /** Whether requests are written ahead of the answers to earlier ones. */
    public enum Pipelining {
        /** One request at a time per connection: for a loop that serves one caller. */
        NONE,
        /** Short requests follow one another without waiting. */
        SHORT_REQUESTS
    }

    /** The same with or without pipelining. */
    public TransportSettings with(Pipelining choice) {
        return new TransportSettings(
                connectTimeoutNanos, drainTimeoutNanos, frameLimit, pipelinedConnections, choice);
    }
}
