package dev.aerospikearrow.protocol.message;

/** Kinds of replies, by how they end (docs/docs/internals/wire.md, sections 7, 8.3 and 9.2). */
public enum ReplyKind {
    /** One message. */
    SINGLE,
    /** Rows in completion order, then a final message that carries the code of the whole batch. */
    BATCH,
    /**
     * Records and partition states, then a final message; or one message alone if the query did not
     * start.
     */
    QUERY,
    /** One message that stands for a row of a batch. */
    ROW
}
