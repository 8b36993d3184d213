package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.spark.executor.ContextEnd;
import dev.aerospikearrow.spark.write.TaskPlan;
import dev.aerospikearrow.spark.write.TaskWriter;
import dev.aerospikearrow.spark.write.WrittenRows;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A streaming query's write. What a task has written is there at once, so committing an epoch has
 * nothing to do: when it is run again, the marks tell what is there already.
 */
final class SetStreamingWrite implements StreamingWrite {
    private static final Logger LOG = LoggerFactory.getLogger(SetStreamingWrite.class);

    private final TaskPlan plan;
    private final Optional<EpochBin> epochs;

    SetStreamingWrite(TaskPlan plan, Optional<EpochBin> epochs) {
        this.plan = plan;
        this.epochs = epochs;
    }

    @Override
    public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
        ContextEnd.watch(SparkContext.getOrCreate());
        return new Factory(plan, epochs.orElse(null));
    }

    /** Two attempts of a task may both come to their end: the second finds what the first wrote. */
    @Override
    public boolean useCommitCoordinator() {
        return false;
    }

    @Override
    public void commit(long epoch, WriterCommitMessage[] messages) {
        WrittenRows rows = WrittenRows.sum(messages);
        LOG.info(
                "Epoch {}: wrote {} rows to {}; {} had been written by an earlier run of it.",
                epoch,
                rows.rowCount(),
                plan.options().place(),
                rows.thereAlready());
        rows.warning(plan.options().place()).ifPresent(LOG::warn);
    }

    @Override
    public void abort(long epoch, WriterCommitMessage[] messages) {
        LOG.warn(
                "Epoch {} of the stream to {} failed. What it has written stays there, and is {} when"
                        + " the epoch is run again.",
                epoch,
                plan.options().place(),
                epochs.isPresent() ? "left as it is" : "written once more");
    }

    private record Factory(TaskPlan plan, @Nullable EpochBin epochs)
            implements StreamingDataWriterFactory {
        @Override
        public DataWriter<InternalRow> createWriter(int partition, long task, long epoch) {
            return epochs == null ? new TaskWriter(plan) : new EpochWriter(plan, epochs, epoch);
        }
    }
}
