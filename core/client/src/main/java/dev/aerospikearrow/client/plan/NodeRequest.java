package dev.aerospikearrow.client.plan;

import dev.aerospikearrow.client.cluster.Node;

/**
 * The rows that one request asks one node for.
 *
 * @param node who is asked
 * @param rows the rows' indexes in the caller's batch, ascending; only the first {@code rowCount}
 *     count; not to be changed
 * @param rowCount how many there are
 */
public record NodeRequest(Node node, int[] rows, int rowCount) {}
