package dev.aerospikearrow.cli.file;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Record batches in the shape that a Parquet file has; their buffers are the same. */
final class ParquetSource extends ArrowReader {
    private final ArrowReader source;
    private final Schema stored;
    private long rowsBefore;
    private Optional<RuntimeException> failure = Optional.empty();

    /**
     * @param source closed with this reader
     */
    ParquetSource(BufferAllocator allocator, ArrowReader source) throws IOException {
        super(allocator);
        this.source = source;
        stored = ParquetShape.stored(source.getVectorSchemaRoot().getSchema());
    }

    /** What ended the rows early: an engine that reads them tells only its message. */
    Optional<RuntimeException> failure() {
        return failure;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            return load();
        } catch (RuntimeException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    private boolean load() throws IOException {
        VectorSchemaRoot target = getVectorSchemaRoot();
        target.clear();
        if (!source.loadNextBatch()) {
            return false;
        }
        VectorSchemaRoot loaded = source.getVectorSchemaRoot();
        for (int i = 0; i < loaded.getFieldVectors().size(); i++) {
            FieldVector vector = loaded.getVector(i);
            ParquetShape.requireStorable(vector, vector.getField(), rowsBefore);
            move(vector, loaded.getRowCount(), target.getVector(i));
        }
        target.setRowCount(loaded.getRowCount());
        rowsBefore += loaded.getRowCount();
        return true;
    }

    private static void move(FieldVector vector, int rowCount, FieldVector target) {
        Field field = target.getField();
        if (vector.getField().equals(field)) {
            vector.makeTransferPair(target).transfer();
            return;
        }
        // The same buffers under another type.
        VectorSchemaRoot from = new VectorSchemaRoot(List.of(vector));
        from.setRowCount(rowCount);
        VectorSchemaRoot to = new VectorSchemaRoot(List.of(target));
        try (ArrowRecordBatch batch = new VectorUnloader(from).getRecordBatch()) {
            new VectorLoader(to).load(batch);
        }
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    protected Schema readSchema() {
        return stored;
    }

    @Override
    protected void closeReadSource() throws IOException {
        source.close();
    }
}
