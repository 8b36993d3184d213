package dev.aerospikearrow.cli.sql;

import dev.aerospikearrow.cli.export.StoppableRows;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** The rows of a statement, whose failures are told as people are told of them. */
public final class SqlRows extends StoppableRows {
    private final ArrowReader rows;
    private final SqlSession session;
    private long rowCount;
    private boolean closed;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    SqlRows(ArrowReader rows, BufferAllocator allocator, SqlSession session) {
        super(allocator);
        this.rows = rows;
        this.session = session;
    }

    @Override
    public boolean loadNextBatch() {
        try {
            boolean loaded = rows.loadNextBatch();
            rowCount += loaded ? rows.getVectorSchemaRoot().getRowCount() : 0;
            return loaded;
        } catch (IOException | RuntimeException e) {
            RuntimeException told = session.failure(e);
            failure = Optional.of(told);
            throw told;
        }
    }

    /** How many rows there were so far. */
    public long rowCount() {
        return rowCount;
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
        return rows.getVectorSchemaRoot();
    }

    @Override
    protected Schema readSchema() throws IOException {
        return rows.getVectorSchemaRoot().getSchema();
    }

    @Override
    public Map<Long, Dictionary> getDictionaryVectors() throws IOException {
        return rows.getDictionaryVectors();
    }

    @Override
    public Dictionary lookup(long id) {
        return rows.lookup(id);
    }

    @Override
    public Set<Long> getDictionaryIds() {
        return rows.getDictionaryIds();
    }

    @Override
    public void cancel() {
        session.cancel();
    }

    @Override
    public Optional<RuntimeException> failure() {
        return failure;
    }

    @Override
    public long bytesRead() {
        return rows.bytesRead();
    }

    @Override
    protected void closeReadSource() throws IOException {
        if (!closed) { // Whoever takes the rows closes them, too.
            closed = true;
            rows.close();
        }
    }
}
