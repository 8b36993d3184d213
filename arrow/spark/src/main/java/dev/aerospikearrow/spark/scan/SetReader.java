package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.Mismatch;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.vector.SparkColumns;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * A reader of one range of partitions, a record batch after the other, each until the next one is
 * asked for.
 */
final class SetReader implements PartitionReader<ColumnarBatch> {
    private final Schema schema;
    private final ExecutorClients.Lease lease;
    private final BufferAllocator allocator;
    private final ScanReader reader;
    private final boolean keysMustHaveTexts;
    private final String place;
    private long readNanos;
    private @Nullable ColumnarBatch batch;

    SetReader(ScanPlan plan, PartitionRange partition) {
        schema = plan.arrowSchema();
        keysMustHaveTexts = plan.keysMustHaveTexts();
        place = plan.options().place();
        lease = ExecutorClients.lease(plan.options());
        BufferAllocator opened = TaskMemory.newAllocator("scan");
        try {
            reader =
                    lease.columnar()
                            .with(plan.options().queryPolicy())
                            .scan(plan.spec(partition), schema, plan.streamOptions(opened));
            allocator = opened;
        } catch (RuntimeException | Error e) {
            try (lease;
                    opened) {
                throw e;
            }
        }
    }

    @Override
    public boolean next() {
        batch = null;
        long start = System.nanoTime();
        boolean loaded = reader.loadNextBatch();
        readNanos += System.nanoTime() - start;
        if (keysMustHaveTexts) {
            requireTextsOfKeys();
        }
        return loaded;
    }

    /** Integers are converted unasked; what else there is has the policy of any other column. */
    private void requireTextsOfKeys() {
        for (MismatchReport report : reader.mismatches()) {
            if (report.fieldName().equals(MetadataColumn.KEY.fieldName())
                    && report.nullCount() > 0) {
                throw new AerospikeException(
                        report.nullCount()
                                + " user keys of "
                                + place
                                + " are neither texts nor integers, as column "
                                + report.fieldName()
                                + " is by default. Set "
                                + OptionName.KEY_TYPE.key()
                                + " to bytes, or "
                                + OptionName.ON_MISMATCH.key()
                                + " to null. "
                                + report.first().map(Mismatch::message).orElse(""),
                        null,
                        false);
            }
        }
    }

    @Override
    public ColumnarBatch get() {
        if (batch == null) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            batch = new ColumnarBatch(SparkColumns.of(root, schema, reader), root.getRowCount());
        }
        return batch;
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        List<MismatchReport> misfits = reader.mismatches();
        return new CustomTaskMetric[] {
            ScanMetric.BYTES.value(reader.progress().bytes()),
            ScanMetric.RECEIVED.value(reader.bytesRead()),
            ScanMetric.RETRIES.value(reader.retryCount()),
            ScanMetric.NULLED.value(sum(misfits, MismatchReport::nullCount)),
            ScanMetric.COERCED.value(sum(misfits, MismatchReport::coercedCount)),
            ScanMetric.READ_MILLIS.value(TimeUnit.NANOSECONDS.toMillis(readNanos))
        };
    }

    private static long sum(List<MismatchReport> misfits, ToLongFunction<MismatchReport> count) {
        return misfits.stream().mapToLong(count).sum();
    }

    @Override
    public void close() {
        batch = null;
        try (lease;
                allocator) {
            reader.close();
        }
    }
}
