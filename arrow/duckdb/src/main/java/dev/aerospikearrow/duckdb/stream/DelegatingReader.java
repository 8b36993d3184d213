package dev.aerospikearrow.duckdb.stream;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;

/** A reader over another one, whose dictionaries it has, and which it closes. */
public abstract class DelegatingReader extends ArrowReader {
    protected final ArrowReader source;

    protected DelegatingReader(ArrowReader source, BufferAllocator allocator) {
        super(allocator);
        this.source = source;
    }

    @Override
    public final Dictionary lookup(long id) {
        return source.lookup(id);
    }

    @Override
    public final Set<Long> getDictionaryIds() {
        return source.getDictionaryIds();
    }

    @Override
    public final Map<Long, Dictionary> getDictionaryVectors() throws IOException {
        return source.getDictionaryVectors();
    }

    @Override
    public final long bytesRead() {
        return source.bytesRead();
    }

    @Override
    protected final void closeReadSource() throws IOException {
        source.close();
    }
}
