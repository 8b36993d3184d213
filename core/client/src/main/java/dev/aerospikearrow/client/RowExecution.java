package dev.aerospikearrow.client;

/** Where a node runs the rows of a batch (namespaces in memory). */
public enum RowExecution {
    /** One after the other on the thread that received the request: least work for the node. */
    INLINE,
    /** Over all service threads of the node: least time, where the node has cores to spare. */
    SPREAD
}
