package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of an overwrite. Each row replaces the record of its key, and when all are written what
 * is older than the run is removed. So there is no moment at which a record of either is missing,
 * and wherever the run ends, another one completes it.
 */
final class SetOverwrite extends SetBatchWrite {
    private static final Logger LOG = LoggerFactory.getLogger(SetOverwrite.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ConnectorOptions options;
    private Optional<Instant> start = Optional.empty();

    SetOverwrite(TaskPlan plan) {
        super(plan);
        options = plan.options();
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        DataWriterFactory writers = super.createBatchWriterFactory(info);
        String command = "namespace/" + options.namespace();
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            start =
                    Optional.of(
                            OverwriteStart.await(
                                    () -> lease.client().infoOfAll(command), PATIENCE));
        }
        return writers;
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        super.commit(messages);
        Instant before = start.orElseThrow();
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            lease.client().truncate(options.set(), before);
        } catch (AerospikeException e) {
            throw new AerospikeException(
                    "All rows of the overwrite are in "
                            + options.place()
                            + ", but whether the records older than "
                            + before
                            + " are removed is not known. Run the save again. "
                            + e.getMessage(),
                    e,
                    true);
        }
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        LOG.warn(
                "The overwrite of {} did not come to its end: no record is missing, and each is what"
                        + " it was before or one of the rows. Run the save again to complete it.",
                options.place());
    }
}
