package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.duckdb.stream.WideningReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * What one thread of DuckDB reads of a table. Record batches are handed over as they are, and
 * DuckDB makes its vectors of their memory.
 */
final class SetWorker implements AutoCloseable {
    /** The rows of a vector of DuckDB. */
    private static final long CHUNK_ROWS = 2_048;

    private final DuckDbLibrary library;
    private final BufferAllocator allocator;
    private final SetRead read;
    private @Nullable ArrowReader rows;
    private @Nullable MemorySegment importer;

    SetWorker(DuckDbLibrary library, BufferAllocator allocator, SetRead read) {
        this.library = library;
        this.allocator = allocator;
        this.read = read;
    }

    /** Fills the next chunk; it stays empty at the end. */
    void fill(MemorySegment info, MemorySegment context) throws IOException {
        MemorySegment output =
                library.handle("duckdb_v2_table_function_exec_get_output_chunk", info);
        do {
            if (importer != null && takeChunk(importer, output)) {
                return;
            }
        } while (loadBatch(context));
        setSize(output, 0);
    }

    /** The next rows of the record batch that was handed over, if there are some left. */
    private boolean takeChunk(MemorySegment from, MemorySegment output) {
        MemorySegment chunk = library.handle("duckdb_v2_arrow_importer_next_chunk", from);
        if (chunk.address() == 0) {
            return false;
        }
        try {
            for (long i = 0; i < read.schema().getFields().size(); i++) {
                library.call("duckdb_v2_vector_reference", vector(output, i), vector(chunk, i));
            }
            setSize(output, library.number("duckdb_v2_data_chunk_get_size", chunk));
            return true;
        } finally {
            library.destroy("duckdb_v2_data_chunk_destroy", chunk);
        }
    }

    private MemorySegment vector(MemorySegment chunk, long index) {
        return library.handle("duckdb_v2_data_chunk_get_vector", chunk, index);
    }

    private void setSize(MemorySegment output, long rowCount) {
        library.call("duckdb_v2_vector_set_size", vector(output, 0), rowCount);
    }

    private boolean loadBatch(MemorySegment context) throws IOException {
        while (rows == null || !rows.loadNextBatch()) {
            closeRows();
            Optional<RecordBatchReader> next = read.next();
            if (next.isEmpty()) {
                read.requireFound();
                return false;
            }
            rows = WideningReader.over(next.get());
        }
        VectorSchemaRoot root = withoutCodes(rows.getVectorSchemaRoot());
        if (importer == null) {
            importer = importer(root, context);
        }
        try (ArrowArray array = ArrowArray.allocateNew(allocator)) {
            Data.exportVectorSchemaRoot(allocator, root, null, array);
            try {
                library.call(
                        "duckdb_v2_arrow_importer_append",
                        importer,
                        MemorySegment.ofAddress(array.memoryAddress()),
                        true,
                        true);
            } catch (RuntimeException e) {
                array.release();
                throw e;
            }
        }
        return true;
    }

    /** The rows without the column of codes, if they have one. */
    private VectorSchemaRoot withoutCodes(VectorSchemaRoot root) {
        int codeColumn = root.getFieldVectors().size() - 1;
        if (codeColumn < read.schema().getFields().size()) {
            return root;
        }
        read.found(root);
        return new VectorSchemaRoot(
                root.getSchema().getFields().subList(0, codeColumn),
                root.getFieldVectors().subList(0, codeColumn),
                root.getRowCount());
    }

    private MemorySegment importer(VectorSchemaRoot root, MemorySegment context) {
        try (ArrowSchema schema = ArrowSchema.allocateNew(allocator)) {
            Data.exportSchema(allocator, root.getSchema(), null, schema);
            try {
                return library.handle(
                        "duckdb_v2_arrow_importer_create",
                        context,
                        MemorySegment.ofAddress(schema.memoryAddress()),
                        CHUNK_ROWS);
            } finally {
                schema.release();
            }
        }
    }

    private void closeRows() throws IOException {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (importer != null) {
                library.destroy("duckdb_v2_arrow_importer_destroy", importer);
                importer = null;
            }
        } finally {
            closeRows();
        }
    }
}
