package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordSink;
import java.util.concurrent.CompletableFuture;

/**
 * Runs commands and pushes what comes back into sinks: the layer below the map API, for those who
 * want records in another shape. Thread-safe.
 *
 * <p>One sink serves one call. All decoding of one call happens on one thread at a time, so a sink
 * needs no locks.
 */
public final class CommandExecutor {
    /**
     * Reads or writes the rows of a batch on all nodes concerned, and waits.
     *
     * @param request the rows
     * @param names how bins become ordinals; copied for each node
     * @param sink gets every row once, in any order
     * @param policy limits and choices
     * @throws dev.aerospikearrow.client.AerospikeException if rows stay unanswered; the message
     *     says which node, what happened and how many rows
     */
    public void batch(BatchRequest request, BinNames names, RecordSink sink, BatchPolicy policy) {
        throw new UnsupportedOperationException();
    }

    /**
     * The same without waiting; the sink is called on a thread of the client.
     *
     * @return completes when every row is answered
     */
    public CompletableFuture<Void> batchAsync(
            BatchRequest request, BinNames names, RecordSink sink, BatchPolicy policy) {
        throw new UnsupportedOperationException();
    }

    /**
     * Starts a scan or query of all nodes concerned.
     *
     * @return what pulls the records into the sink; to be closed
     */
    public ReplyStream query(
            QuerySpec spec, BinNames names, RecordSink sink, QueryPolicy policy) {
        throw new UnsupportedOperationException();
    }
}
