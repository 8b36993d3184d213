package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.columnar.write.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.write.WriteResult;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one task: they are gathered as columns, and while a record batch is on its way
 * to the nodes the next one is gathered. The first record batch with a failed row fails the task.
 */
final class RowWriter implements DataWriter<InternalRow> {
    private final WritePlan plan;
    private final ColumnarWriteOptions writeOptions;
    private final int rowsPerWrite;
    private final ExecutorClients.Lease lease;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot root;
    private final ArrowWriter rows;
    private int gathered;
    private long written;
    private @Nullable Sent sent;

    /** A record batch on its way, with its keys for messages. */
    private record Sent(CompletableFuture<WriteResult> result, FieldVector keys) {}

    /** How many rows a task has written. */
    record Written(long rowCount) implements WriterCommitMessage {}

    RowWriter(WritePlan plan) {
        this.plan = plan;
        writeOptions = plan.writeOptions();
        rowsPerWrite = plan.options().rowsPerWrite();
        lease = ExecutorClients.lease(plan.options());
        allocator = TaskMemory.newAllocator("write");
        root = VectorSchemaRoot.create(plan.arrowSchema(), allocator);
        rows = ArrowWriter.create(root);
    }

    @Override
    public void write(InternalRow row) {
        rows.write(row);
        gathered++;
        if (gathered == rowsPerWrite) {
            send();
        }
    }

    private void send() {
        rows.finish();
        awaitSent();
        // The rows are bytes when this returns, so that the vectors can be filled again.
        CompletableFuture<WriteResult> result =
                lease.columnar().batchWriteAsync(root, writeOptions);
        sent = new Sent(result, FailedRows.copyOf(root.getVector(plan.keyColumn()), allocator));
        rows.reset();
        gathered = 0;
    }

    private void awaitSent() {
        Sent waitedFor = sent;
        if (waitedFor == null) {
            return;
        }
        sent = null;
        try (FieldVector keys = waitedFor.keys()) {
            WriteResult result = waitedFor.result().join();
            FailedRows.requireNone(result, keys, written, plan.options().place());
            written += result.writtenCount();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public WriterCommitMessage commit() {
        if (gathered > 0) {
            send();
        }
        awaitSent();
        return new Written(written);
    }

    /** What has been written stays: there is nothing to undo it with. */
    @Override
    public void abort() {
        Sent abandoned = sent;
        if (abandoned != null) {
            sent = null;
            abandoned.result().cancel(true);
            abandoned.keys().close();
        }
    }

    @Override
    public void close() {
        abort();
        try (lease;
                allocator) {
            root.close();
        }
    }
}
