package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.client.execute.Call;
import dev.aerospikearrow.client.execute.CommandExecutor;
import dev.aerospikearrow.columnar.ColumnarBatch;
import java.util.concurrent.CompletableFuture;

/**
 * A batch read that is under way.
 *
 * @param batch completes when nothing is held for the read but what the batch holds
 */
record PendingRead(CompletableFuture<ColumnarBatch> batch, Call<ColumnarBatch> call) {
    static PendingRead start(CommandExecutor executor, Call<ColumnarBatch> call) {
        return new PendingRead(executor.runAsync(call), call);
    }

    /** Makes the read fail soon; from any thread. */
    void cancel() {
        call.cancel();
    }
}
