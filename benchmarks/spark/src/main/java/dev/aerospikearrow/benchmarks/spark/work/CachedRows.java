package dev.aerospikearrow.benchmarks.spark.work;

import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows that Spark holds in its memory, so that their origin costs next to nothing. */
final class CachedRows {
    private final Supplier<Dataset<Row>> origin;
    private @Nullable Dataset<Row> rows;

    CachedRows(Supplier<Dataset<Row>> origin) {
        this.origin = origin;
    }

    void cache() {
        if (rows == null) {
            rows = origin.get().cache();
            rows.count();
        }
    }

    Dataset<Row> get() {
        if (rows == null) {
            throw new IllegalStateException("The rows have not been prepared.");
        }
        return rows;
    }
}
