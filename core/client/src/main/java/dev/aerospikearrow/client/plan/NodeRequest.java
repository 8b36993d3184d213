package dev.aerospikearrow.client.plan;

import dev.aerospikearrow.client.cluster.Node;

/**
 * The rows that one request asks one node for: a slice of the rows of that node.
 *
 * @param node who is asked
 * @param rowsOfNode the rows' indexes in the caller's batch, ascending; shared by the node's
 *     requests and not to be changed
 * @param from where this request's slice starts
 * @param rowCount how many rows there are
 */
public record NodeRequest(Node node, int[] rowsOfNode, int from, int rowCount) {
    /** The index of this request's row {@code i} in the caller's batch. */
    public int row(int i) {
        return rowsOfNode[from + i];
    }
}
