package dev.aerospikearrow.client.execute;

/**
 * Limits of how reads are gathered.
 *
 * @param requestsPerNode how many requests are under way to a node before reads are held back
 * @param rowsPerRequest the most reads in one request
 * @param longestWaitNanos after which a read is sent whatever is under way
 */
public record CoalescingLimits(int requestsPerNode, int rowsPerRequest, long longestWaitNanos) {}
