package dev.aerospikearrow.spark.scan;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** A factory of the readers of a scan, on the executors. */
final class SetReaderFactory implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    private final ScanPlan plan;

    SetReaderFactory(ScanPlan plan) {
        this.plan = plan;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        throw new UnsupportedOperationException("A set is read as columns.");
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
        if (partition instanceof KeyPartition keys) {
            return new KeyReader(keys);
        }
        SetReader records = new SetReader(plan, (PartitionRange) partition);
        return plan.aggregates() == null
                ? records
                : new AggregateReader(records, plan.aggregates().begin());
    }

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
        return true;
    }
}
