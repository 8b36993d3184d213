package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.duckdb.stream.DelegatingReader;
import dev.aerospikearrow.duckdb.stream.Readers;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of a result. To go on with one whose database is gone would end the JVM, so the database
 * ends what is open when it is closed.
 */
final class ResultReader extends DelegatingReader {
    private boolean ended;

    ResultReader(ArrowReader source, BufferAllocator allocator) {
        super(source, allocator);
    }

    @Override
    public synchronized boolean loadNextBatch() throws IOException {
        if (ended) {
            throw new IllegalStateException(
                    "This result is closed, or the database that it is of.");
        }
        return source.loadNextBatch();
    }

    /** Ends the query, if it is running. */
    synchronized void end() throws IOException {
        if (!ended) {
            ended = true;
            source.close();
        }
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return Readers.root(source);
    }

    @Override
    protected Schema readSchema() {
        return getVectorSchemaRoot().getSchema();
    }

    @Override
    public void close(boolean closeReadSource) throws IOException {
        if (closeReadSource) {
            end();
        }
    }
}
