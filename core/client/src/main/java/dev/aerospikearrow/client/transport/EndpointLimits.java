package dev.aerospikearrow.client.transport;

/**
 * The limits of one address.
 *
 * @param maxConnections how many connections there may be, over all loops
 * @param maxConnects how many of them may be in the making
 * @param maxErrors how many errors there may be in a window; 0 for any number
 * @param errorWindowNanos how long a window is
 */
public record EndpointLimits(
        int maxConnections, int maxConnects, int maxErrors, long errorWindowNanos) {
    /** So many connections, and nothing else. */
    public static EndpointLimits ofConnections(int maxConnections) {
        return new EndpointLimits(maxConnections, Integer.MAX_VALUE, 0, 0);
    }
}
