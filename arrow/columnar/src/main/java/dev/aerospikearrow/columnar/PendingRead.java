package dev.aerospikearrow.columnar;

import java.util.concurrent.CompletableFuture;

/**
 * A batch read that is under way.
 *
 * @param batch completes when nothing is held for the read but what the batch holds
 * @param cancellation makes it fail soon
 */
record PendingRead(CompletableFuture<ColumnarBatch> batch, Runnable cancellation) {
    /** Makes the read fail soon; from any thread. */
    void cancel() {
        cancellation.run();
    }
}
