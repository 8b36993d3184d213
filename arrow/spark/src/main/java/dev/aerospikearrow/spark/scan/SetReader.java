package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.stream.ScanReader;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.spark.vector.SparkColumns;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads one range of partitions, a record batch after the other, each until the next one is asked
 * for.
 */
final class SetReader implements PartitionReader<ColumnarBatch> {
    private final Schema schema;
    private final ExecutorClients.Lease lease;
    private final BufferAllocator allocator;
    private final ScanReader reader;
    private @Nullable ColumnarBatch batch;

    SetReader(ScanPlan plan, SetPartition partition) {
        schema = plan.arrowSchema();
        lease = ExecutorClients.lease(plan.options());
        BufferAllocator opened = TaskMemory.newAllocator("scan");
        try {
            reader =
                    lease.columnar().scan(plan.spec(partition), schema, plan.streamOptions(opened));
            allocator = opened;
        } catch (RuntimeException e) {
            try (lease;
                    opened) {
                throw e;
            }
        }
    }

    @Override
    public boolean next() {
        batch = null;
        return reader.loadNextBatch();
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
        long misfits = reader.mismatches().stream().mapToLong(MismatchReport::count).sum();
        return new CustomTaskMetric[] {
            ScanMetric.BYTES.value(reader.progress().bytes()), ScanMetric.MISFITS.value(misfits)
        };
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
