package dev.aerospikearrow.spark.aggregate;

import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** What becomes of the values of a column. */
interface Accumulator {
    /**
     * Adds the values of a record batch.
     *
     * @param column which column has them; negative for none
     */
    void add(ColumnarBatch batch, int column);

    /** How many rows the result has, which Spark adds up: one at least. */
    default int rowCount() {
        return 1;
    }

    /** Writes the result into the first rows of a column that has that many rows or more. */
    void writeTo(WritableColumnVector result, int rows);
}
