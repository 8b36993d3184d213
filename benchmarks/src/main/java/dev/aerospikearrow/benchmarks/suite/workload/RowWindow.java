package dev.aerospikearrow.benchmarks.suite.workload;

/**
 * Walks over the rows of a dataset, so that batches that follow one another read other records, as
 * far as there are others.
 */
public final class RowWindow {
    private final int rows;
    private final int rowsPerBatch;
    private int next;

    /** From the first row on. */
    public RowWindow(int rows, int rowsPerBatch) {
        this.rows = rows;
        this.rowsPerBatch = rowsPerBatch;
    }

    /** Where the next batch starts. */
    public int next() {
        if (next + rowsPerBatch > rows) {
            next = 0;
        }
        int first = next;
        next += rowsPerBatch;
        return first;
    }
}
