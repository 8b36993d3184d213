package dev.aerospikearrow.duckdb.stream;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** A reader whose record batches are those of another one, in the vectors of that one. */
public abstract class PassingReader extends DelegatingReader {
    protected PassingReader(ArrowReader source, BufferAllocator allocator) {
        super(source, allocator);
    }

    @Override
    public final VectorSchemaRoot getVectorSchemaRoot() {
        return Readers.root(source);
    }

    @Override
    protected final Schema readSchema() {
        return getVectorSchemaRoot().getSchema();
    }
}
