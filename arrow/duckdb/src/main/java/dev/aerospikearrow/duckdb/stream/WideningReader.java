package dev.aerospikearrow.duckdb.stream;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The record batches of another reader, in types that DuckDB takes from Arrow: {@link Widening} has
 * the two that it does not. All other buffers are shared.
 */
public final class WideningReader extends DelegatingReader {
    private final Schema schema;
    private final List<Field> sourceFields;

    private WideningReader(ArrowReader source, Schema schema) {
        super(source, Readers.allocator(source));
        this.schema = schema;
        sourceFields = Readers.root(source).getSchema().getFields();
    }

    /**
     * The reader itself if it has nothing to widen.
     *
     * @throws IllegalArgumentException if a field has no type in DuckDB
     */
    public static ArrowReader over(ArrowReader source) {
        Schema sourceSchema = Readers.root(source).getSchema();
        List<Field> fields = sourceSchema.getFields().stream().map(Widening::widened).toList();
        return fields.equals(sourceSchema.getFields())
                ? source
                : new WideningReader(source, new Schema(fields, sourceSchema.getCustomMetadata()));
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        VectorSchemaRoot target = Readers.root(this);
        target.clear();
        if (!source.loadNextBatch()) {
            return false;
        }
        try (ArrowRecordBatch rows = new VectorUnloader(Readers.root(source)).getRecordBatch();
                ArrowRecordBatch widened = new Widening(rows, allocator).of(sourceFields)) {
            new VectorLoader(target).load(widened);
        }
        return true;
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }
}
