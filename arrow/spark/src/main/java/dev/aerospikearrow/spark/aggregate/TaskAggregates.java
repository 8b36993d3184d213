package dev.aerospikearrow.spark.aggregate;

import java.util.List;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The aggregates of the records of one task. */
public final class TaskAggregates {
    private final StructType schema;
    private final List<Accumulator> accumulators;
    private final int[] columns;

    TaskAggregates(StructType schema, List<Accumulator> accumulators, int[] columns) {
        this.schema = schema;
        this.accumulators = accumulators;
        this.columns = columns;
    }

    /** Adds records. */
    public void add(ColumnarBatch batch) {
        for (int i = 0; i < columns.length; i++) {
            accumulators.get(i).add(batch, columns[i]);
        }
    }

    /**
     * The results: one row, and further ones where a sum of integers has no room in one. Spark adds
     * them up, and its own rules say what becomes of a sum that is too large.
     */
    public ColumnarBatch result() {
        int rows = accumulators.stream().mapToInt(Accumulator::rowCount).max().orElse(1);
        OnHeapColumnVector[] results = OnHeapColumnVector.allocateColumns(rows, schema);
        for (int i = 0; i < results.length; i++) {
            accumulators.get(i).writeTo(results[i], rows);
        }
        return new ColumnarBatch(results, rows);
    }
}
