package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.spark.key.KeyedRecords;
import dev.aerospikearrow.spark.vector.SelectedColumn;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** A reader of the records of some keys, a batch request after the other. */
final class KeyReader implements PartitionReader<ColumnarBatch> {
    private final KeyPartition partition;
    private final KeyedRecords records;
    private final int rowsPerBatch;
    private int taken;
    private long bytes;
    private long nulled;
    private long coerced;
    private long readNanos;
    private dev.aerospikearrow.columnar.@Nullable ColumnarBatch found;
    private @Nullable ColumnarBatch batch;

    KeyReader(KeyPartition partition) {
        this.partition = partition;
        records = new KeyedRecords(partition.read());
        rowsPerBatch = partition.set().rowsPerBatch();
    }

    @Override
    public boolean next() {
        release();
        if (taken >= partition.keys().size()) {
            return false;
        }
        int to = Math.min(partition.keys().size(), taken + rowsPerBatch);
        long start = System.nanoTime();
        dev.aerospikearrow.columnar.ColumnarBatch read =
                records.read(partition.keys().range(taken, to));
        readNanos += System.nanoTime() - start;
        found = read;
        taken = to;
        for (FieldVector vector : read.root().getFieldVectors()) {
            bytes += vector.getBufferSize();
        }
        for (MismatchReport report : read.mismatches()) {
            nulled += report.nullCount();
            coerced += report.coercedCount();
        }
        batch = chosen(read);
        return true;
    }

    /** The rows that have a record. */
    private ColumnarBatch chosen(dev.aerospikearrow.columnar.ColumnarBatch read) {
        ColumnVector[] columns = records.columns(read);
        int count = read.counts().found();
        if (count < read.rowCount()) {
            int[] rows =
                    IntStream.range(0, read.rowCount())
                            .filter(row -> KeyedRecords.isFound(read, row))
                            .toArray();
            for (int i = 0; i < columns.length; i++) {
                columns[i] = SelectedColumn.of(columns[i], rows);
            }
        }
        return new ColumnarBatch(columns, count);
    }

    @Override
    public ColumnarBatch get() {
        if (batch == null) {
            throw new IllegalStateException("There is no record batch. Ask for the next one.");
        }
        return batch;
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return ScanMetric.ofKeys(bytes, nulled, coerced, readNanos);
    }

    private void release() {
        batch = null;
        if (found != null) {
            found.close();
            found = null;
        }
    }

    @Override
    public void close() {
        try (records) {
            release();
        }
    }
}
