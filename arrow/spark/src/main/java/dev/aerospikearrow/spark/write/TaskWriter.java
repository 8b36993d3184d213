package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.jspecify.annotations.Nullable;

/**
 * A writer of the rows of one task: they are gathered as columns, and while a record batch is on
 * its way to the nodes the next one is gathered. The first record batch with a failed row fails the
 * task. Not thread-safe.
 */
public final class TaskWriter implements DataWriter<InternalRow> {
    private final TaskPlan plan;
    private final ColumnarWriteOptions writeOptions;
    private final int rowsPerWrite;
    private final LeftOutRows leftOut;
    private final ExecutorClients.Lease lease;
    private final ColumnarClient columns;
    private final BufferAllocator allocator;
    private Gathered gathering;
    private Gathered other;
    private @Nullable CompletableFuture<WriteResult> sent;
    private WrittenRows written = WrittenRows.NONE;
    private long waitNanos;

    /** Rows as columns. */
    private static final class Gathered implements AutoCloseable {
        private final VectorSchemaRoot root;
        private final ArrowWriter rows;
        private int count;

        Gathered(Schema schema, BufferAllocator allocator) {
            root = VectorSchemaRoot.create(schema, allocator);
            rows = ArrowWriter.create(root);
        }

        void add(InternalRow row) {
            rows.write(row);
            count++;
        }

        void clear() {
            rows.reset();
            count = 0;
        }

        @Override
        public void close() {
            root.close();
        }
    }

    /** Takes a client, which {@link #close()} gives back. */
    public TaskWriter(TaskPlan plan) {
        this(plan, plan.batchPolicy(), LeftOutRows.NONE);
    }

    /**
     * Takes a client, which {@link #close()} gives back.
     *
     * @param policy may have a condition of each record; rows of which it is not true are left out
     * @param leftOut checks these
     */
    public TaskWriter(TaskPlan plan, BatchPolicy policy, LeftOutRows leftOut) {
        this.plan = plan;
        this.leftOut = leftOut;
        writeOptions = plan.writeOptions();
        rowsPerWrite = plan.options().rowsPerWrite();
        Schema schema = plan.arrowSchema();
        lease = ExecutorClients.lease(plan.options());
        columns = lease.columnar().with(policy);
        allocator = TaskMemory.newAllocator("write");
        gathering = new Gathered(schema, allocator);
        other = new Gathered(schema, allocator);
    }

    @Override
    public void write(InternalRow row) {
        gathering.add(row);
        if (gathering.count == rowsPerWrite) {
            send();
        }
    }

    /** With what was gathered last, so that Spark's counts of the task are complete. */
    @Override
    public void writeAll(Iterator<InternalRow> rows) {
        rows.forEachRemaining(this::write);
        flush();
    }

    private void send() {
        awaitSent();
        gathering.rows.finish();
        sent = columns.batchWriteAsync(gathering.root, writeOptions);
        Gathered free = other;
        other = gathering;
        gathering = free;
    }

    /** What was sent last is in the other columns, whose keys a message may need. */
    private void awaitSent() {
        CompletableFuture<WriteResult> result = sent;
        if (result == null) {
            return;
        }
        sent = null;
        try {
            long start = System.nanoTime();
            WriteResult rows = result.join();
            waitNanos += System.nanoTime() - start;
            if (rows.count(ResultCode.FILTERED_OUT.code()) > 0) {
                leftOut.check(columns, allocator, other.root, rows);
            }
            FailedRows.requireNone(
                    rows,
                    other.root.getVector(plan.keyColumn()),
                    written.rowCount(),
                    plan.options().place());
            written = written.plus(WrittenRows.of(rows));
            other.clear();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What has been answered so far. */
    public WrittenRows written() {
        return written;
    }

    /** Counts rows of the task that were not given to this writer. */
    public void count(WrittenRows others) {
        written = written.plus(others);
    }

    /** Sends all rows, and waits for their answers. */
    public void flush() {
        if (gathering.count > 0) {
            send();
        }
        awaitSent();
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return WriteMetric.of(written, waitNanos);
    }

    @Override
    public WrittenRows commit() {
        flush();
        return written;
    }

    /** What has been written stays: there is nothing to undo it with. */
    @Override
    public void abort() {
        CompletableFuture<WriteResult> abandoned = sent;
        if (abandoned != null) {
            sent = null;
            abandoned.cancel(true);
        }
    }

    @Override
    public void close() {
        abort();
        try (lease;
                allocator) {
            gathering.close();
            other.close();
        }
    }
}
