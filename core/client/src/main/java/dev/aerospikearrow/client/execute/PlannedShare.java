package dev.aerospikearrow.client.execute;

/**
 * The share of a call that a node would get if it were made now.
 *
 * @param nodeId which node
 * @param address where it is, {@code host:port}
 * @param requestCount in how many requests
 * @param count how many rows of a batch, or partitions of a scan
 */
public record PlannedShare(String nodeId, String address, int requestCount, int count) {}
