package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.spark.aggregate.TaskAggregates;
import java.io.IOException;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** A reader of all records of a task for their aggregates, which are its only record batch. */
final class AggregateReader implements PartitionReader<ColumnarBatch> {
    private final PartitionReader<ColumnarBatch> records;
    private final TaskAggregates aggregates;
    private @Nullable ColumnarBatch result;

    /**
     * @param records closed with this reader
     * @param aggregates of no record yet
     */
    AggregateReader(PartitionReader<ColumnarBatch> records, TaskAggregates aggregates) {
        this.records = records;
        this.aggregates = aggregates;
    }

    @Override
    public boolean next() throws IOException {
        if (result != null) {
            return false;
        }
        while (records.next()) {
            aggregates.add(records.get());
        }
        result = aggregates.result();
        return true;
    }

    @Override
    public ColumnarBatch get() {
        if (result == null) {
            throw new IllegalStateException("There is no record batch. Ask for the next one.");
        }
        return result;
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return records.currentMetricsValues();
    }

    @Override
    public void close() throws IOException {
        try (records) {
            if (result != null) {
                result.close();
            }
        }
    }
}
