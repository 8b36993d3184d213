package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.write.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.write.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;

/** Results of DuckDB as Arrow record batches, and these as records. */
final class ResultWriter {
    private final ColumnarClient client;

    ResultWriter(ColumnarClient client) {
        this.client = client;
    }

    WriteResult write(ResultSet rows, ColumnarWriteOptions options) throws SQLException {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowReader reader = reader(rows, allocator, options.rowsPerRequest())) {
            return client.batchWrite(reader, options);
        } catch (IOException e) {
            throw new UncheckedIOException("DuckDB's result cannot be closed.", e);
        }
    }

    /**
     * A result as a stream, closed by the caller before the result.
     *
     * @param rowsPerRecordBatch about so many; DuckDB hands out whole chunks of its own
     */
    static ArrowReader reader(ResultSet rows, BufferAllocator allocator, int rowsPerRecordBatch)
            throws SQLException {
        return (ArrowReader)
                rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, rowsPerRecordBatch);
    }
}
