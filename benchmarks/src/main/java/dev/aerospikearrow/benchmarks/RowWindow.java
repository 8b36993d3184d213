package dev.aerospikearrow.benchmarks;

/**
 * Walks over a stored table, so that no two calls that follow one another read the same records.
 */
final class RowWindow {
    private final int rowCount;
    private final int rowsPerCall;
    private int next;

    RowWindow(Work work) {
        rowCount = work.shape().storedRows();
        rowsPerCall = rowsPerCall(work);
    }

    /** How many records from the first on a call touches. */
    private static int rowsPerCall(Work work) {
        if (work instanceof Work.BatchRead read) {
            return read.keys();
        }
        if (work instanceof Work.AsyncGets) {
            return Work.AsyncGets.GETS_PER_CALL;
        }
        // The others always touch the same records.
        return work instanceof Work.Get ? 1 : work.shape().storedRows();
    }

    /** Where the next call starts. */
    int next() {
        if (next + rowsPerCall > rowCount) {
            next = 0;
        }
        int first = next;
        next += rowsPerCall;
        return first;
    }
}
