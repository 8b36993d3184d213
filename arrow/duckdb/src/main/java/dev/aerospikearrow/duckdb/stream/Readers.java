package dev.aerospikearrow.duckdb.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Questions that every Arrow reader is asked. */
public final class Readers {
    private Readers() {}

    /** The vectors that record batches are loaded into. */
    public static VectorSchemaRoot root(ArrowReader reader) {
        try {
            return reader.getVectorSchemaRoot();
        } catch (IOException e) {
            throw new UncheckedIOException("The stream's schema cannot be read.", e);
        }
    }

    /**
     * What the reader's vectors are charged to. Only an allocator of the same root can share them.
     *
     * @throws IllegalArgumentException if there is no column, since DuckDB has no such tables
     */
    public static BufferAllocator allocator(ArrowReader reader) {
        VectorSchemaRoot root = root(reader);
        if (root.getFieldVectors().isEmpty()) {
            throw new IllegalArgumentException(
                    "A table in DuckDB has 1 or more columns, but the schema has no field. Ask for"
                            + " a bin, or for a metadata column such as __generation.");
        }
        return root.getVector(0).getAllocator();
    }
}
