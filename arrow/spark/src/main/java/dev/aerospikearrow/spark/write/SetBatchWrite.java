package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.spark.executor.ContextEnd;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a save: its tasks write their rows, and what they have written is there at once. */
class SetBatchWrite implements BatchWrite {
    private static final Logger LOG = LoggerFactory.getLogger(SetBatchWrite.class);

    private final TaskPlan plan;

    SetBatchWrite(TaskPlan plan) {
        this.plan = plan;
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        ContextEnd.watch(SparkContext.getOrCreate());
        return new Factory(plan);
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        WrittenRows rows = WrittenRows.sum(messages);
        LOG.info("Wrote {} rows to {}.", rows.rowCount(), plan.options().place());
        rows.warning(plan.options().place()).ifPresent(LOG::warn);
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        LOG.warn("The save to {} failed; what it has written stays there.", plan.options().place());
    }

    private record Factory(TaskPlan plan) implements DataWriterFactory {
        @Override
        public DataWriter<InternalRow> createWriter(int partition, long task) {
            return new TaskWriter(plan);
        }
    }
}
