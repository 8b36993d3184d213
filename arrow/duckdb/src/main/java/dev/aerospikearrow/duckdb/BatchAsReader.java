package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.duckdb.stream.Readers;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A batch as a stream of one record batch, which shares the batch's memory. The batch stays its
 * owner's, and may be closed before this reader.
 */
final class BatchAsReader extends ArrowReader {
    private final Schema schema;
    private boolean handedOut;

    private BatchAsReader(Schema schema, BufferAllocator allocator) {
        super(allocator);
        this.schema = schema;
    }

    /**
     * @throws IllegalArgumentException if the batch has no column
     */
    static BatchAsReader of(ColumnarBatch batch) {
        if (batch.root().getFieldVectors().isEmpty()) {
            throw new IllegalArgumentException(
                    "A table in DuckDB has 1 or more columns, but the batch has none.");
        }
        BatchAsReader reader =
                new BatchAsReader(batch.schema(), batch.root().getVector(0).getAllocator());
        reader.share(batch);
        return reader;
    }

    private void share(ColumnarBatch batch) {
        try (ArrowRecordBatch rows = new VectorUnloader(batch.root()).getRecordBatch()) {
            new VectorLoader(Readers.root(this)).load(rows);
        }
        for (long id : batch.dictionaries().getDictionaryIds()) {
            FieldVector values = batch.dictionaries().lookup(id).getVector();
            values.makeTransferPair(lookup(id).getVector())
                    .splitAndTransfer(0, values.getValueCount());
        }
    }

    @Override
    public boolean loadNextBatch() {
        boolean first = !handedOut;
        handedOut = true;
        return first;
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}
}
