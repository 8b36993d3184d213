package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.spark.executor.ContextEnd;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A save of rows to a set, which it may empty first. */
public final class SetWriteBuilder implements SupportsTruncate {
    private static final Logger LOG = LoggerFactory.getLogger(SetWriteBuilder.class);

    private final ConnectorOptions options;
    private final StructType columns;
    private boolean truncates;

    /**
     * @param columns the rows' columns
     */
    public SetWriteBuilder(ConnectorOptions options, StructType columns) {
        this.options = options;
        this.columns = columns;
    }

    @Override
    public WriteBuilder truncate() {
        truncates = true;
        return this;
    }

    @Override
    public Write build() {
        RecordMode mode =
                options.value(OptionName.CHECKED_SAVE).orElse("").equals(SaveCheck.CREATE)
                        ? RecordMode.CREATE_ONLY
                        : options.choice(OptionName.WRITE_MODE, RecordMode.class)
                                .orElse(RecordMode.UPDATE);
        WritePlan plan = WritePlan.of(options, columns, mode);
        return new SetWrite(plan, truncates);
    }

    /** The save, as it stands in Spark's plan. */
    private record SetWrite(WritePlan plan, boolean truncates) implements Write, BatchWrite {
        @Override
        public String description() {
            return "aerospike "
                    + plan.options().place()
                    + " by key "
                    + plan.keyColumn()
                    + (truncates ? ", emptied first" : "");
        }

        @Override
        public BatchWrite toBatch() {
            return this;
        }

        @Override
        public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
            ContextEnd.watch(SparkContext.getOrCreate());
            if (truncates) {
                truncateSet();
            }
            return new Factory(plan);
        }

        private void truncateSet() {
            try (ExecutorClients.Lease lease = ExecutorClients.lease(plan.options())) {
                lease.client().truncate(plan.options().namespace(), plan.options().setName());
                // What is written in the millisecond of the truncation may count as written before
                // it.
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AerospikeException("The save was interrupted.", e, false);
            }
        }

        @Override
        public void commit(WriterCommitMessage[] messages) {
            long rows = 0;
            for (WriterCommitMessage message : messages) {
                rows += message instanceof RowWriter.Written written ? written.rowCount() : 0;
            }
            LOG.info("Wrote {} rows to {}.", rows, plan.options().place());
        }

        @Override
        public void abort(WriterCommitMessage[] messages) {
            LOG.warn(
                    "The save to {} failed; what it has written stays there.",
                    plan.options().place());
        }
    }

    private record Factory(WritePlan plan) implements DataWriterFactory {
        @Override
        public DataWriter<InternalRow> createWriter(int partition, long task) {
            return new RowWriter(plan);
        }
    }
}
