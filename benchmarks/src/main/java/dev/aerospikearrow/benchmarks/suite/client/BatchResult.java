package dev.aerospikearrow.benchmarks.suite.client;

/**
 * What one batch gave.
 *
 * @param found how many records were found, or written
 * @param outcome of the stage
 */
record BatchResult(int found, double outcome) {
    static BatchResult written(int rows) {
        return new BatchResult(rows, 0);
    }
}
