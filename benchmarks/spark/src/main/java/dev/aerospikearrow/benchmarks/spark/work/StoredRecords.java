package dev.aerospikearrow.benchmarks.spark.work;

/** The records that are read, which are stored when the first work wants them. */
final class StoredRecords {
    private final BenchmarkSet set;
    private final long count;
    private boolean areStored;

    StoredRecords(BenchmarkSet set, long count) {
        this.set = set;
        this.count = count;
    }

    BenchmarkSet set() {
        return set;
    }

    long count() {
        return count;
    }

    void store() {
        if (!areStored) {
            set.truncate();
            set.write(set.shape().records(set.spark(), count));
            areStored = true;
        }
    }
}
