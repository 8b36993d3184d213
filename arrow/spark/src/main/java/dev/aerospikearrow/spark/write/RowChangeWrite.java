package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.spark.executor.ContextEnd;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DeltaBatchWrite;
import org.apache.spark.sql.connector.write.DeltaWrite;
import org.apache.spark.sql.connector.write.DeltaWriteBuilder;
import org.apache.spark.sql.connector.write.DeltaWriter;
import org.apache.spark.sql.connector.write.DeltaWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.RowLevelOperation;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement that changes records: DELETE, UPDATE or MERGE.
 *
 * @param options where, and how
 * @param command the kind of statement
 * @param columns the columns of its rows; none if records are only removed
 * @param assignments tells what the statement sets, once it runs
 */
public record RowChangeWrite(
        ConnectorOptions options,
        RowLevelOperation.Command command,
        StructType columns,
        Supplier<RowAssignments> assignments)
        implements DeltaWriteBuilder, DeltaWrite {
    private static final Logger LOG = LoggerFactory.getLogger(RowChangeWrite.class);

    @Override
    public DeltaWrite build() {
        return this;
    }

    @Override
    public String description() {
        return "aerospike " + options.place() + ", " + command + " by digest and generation";
    }

    /** What {@code EXPLAIN} shows. */
    @Override
    public String toString() {
        return description();
    }

    @Override
    public DeltaBatchWrite toBatch() {
        return new Run(RowChangePlan.of(options, command, columns, assignments.get()));
    }

    /** One run of the statement. */
    private record Run(RowChangePlan plan) implements DeltaBatchWrite {
        @Override
        public DeltaWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
            ContextEnd.watch(SparkContext.getOrCreate());
            return new Factory(plan);
        }

        @Override
        public void commit(WriterCommitMessage[] messages) {
            ChangedRows rows = ChangedRows.NONE;
            for (WriterCommitMessage message : messages) {
                rows = message instanceof ChangedRows task ? rows.plus(task) : rows;
            }
            LOG.info("{} of {}: {}.", plan.command(), plan.options().place(), rows);
        }

        @Override
        public void abort(WriterCommitMessage[] messages) {
            LOG.warn(
                    "{} of {} failed; the records that it has changed stay so.",
                    plan.command(),
                    plan.options().place());
        }
    }

    private record Factory(RowChangePlan plan) implements DeltaWriterFactory {
        @Override
        public DeltaWriter<InternalRow> createWriter(int partition, long task) {
            requireFirstAttempt(plan.command(), plan.options().place(), TaskContext.get());
            return new RowChangeWriter(plan);
        }
    }

    /** A task that is repeated would read what it has changed, and change it again. */
    static void requireFirstAttempt(
            RowLevelOperation.Command command, String place, @Nullable TaskContext task) {
        if (command != RowLevelOperation.Command.DELETE
                && task != null
                && task.attemptNumber() + task.stageAttemptNumber() > 0) {
            throw new AerospikeException(
                    command
                            + " of "
                            + place
                            + " is not repeated by itself: attempt "
                            + (task.attemptNumber() + 1)
                            + " of task "
                            + task.partitionId()
                            + ", in attempt "
                            + (task.stageAttemptNumber() + 1)
                            + " of its stage, would read records that an earlier one has changed. Why"
                            + " that one failed is in the log of the driver. Look at the records, and"
                            + " run the statement again.",
                    null,
                    true);
        }
    }
}
