package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.duckdb.stream.PassingReader;
import dev.aerospikearrow.duckdb.stream.Readers;
import java.io.IOException;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * A reader that counts rows and keeps what went wrong. DuckDB passes on the text of a failure only,
 * its stack trace included; the exception itself is asked for here.
 */
final class WatchedReader extends PassingReader {
    private volatile @Nullable Throwable failure;
    private volatile long rowCount;

    WatchedReader(ArrowReader source) {
        super(source, Readers.allocator(source));
    }

    /** What a load threw first; null if none has. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** How many rows were loaded. */
    long rowCount() {
        return rowCount;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            boolean loaded = source.loadNextBatch();
            if (loaded) {
                rowCount += getVectorSchemaRoot().getRowCount();
            }
            return loaded;
        } catch (IOException | RuntimeException | Error e) {
            // DuckDB asks again, and is told only that it failed before.
            if (failure == null) {
                failure = e;
            }
            throw e;
        }
    }
}
