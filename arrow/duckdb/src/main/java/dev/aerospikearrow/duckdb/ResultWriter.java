package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.duckdb.stream.CheckedReader;
import dev.aerospikearrow.duckdb.stream.Readers;
import dev.aerospikearrow.duckdb.stream.ResultTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
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
            List<Field> fields = Readers.root(reader).getSchema().getFields();
            Set<String> unused = unused(fields, options);
            ResultTypes.requireKept(rows.getMetaData(), fields, unused);
            return client.batchWrite(
                    new CheckedReader(reader, unused, CheckedReader.WHEN_WRITTEN), options);
        } catch (IOException e) {
            throw new UncheckedIOException("DuckDB's result cannot be closed.", e);
        }
    }

    /** The columns that are not written, and do not say how rows are. */
    private static Set<String> unused(List<Field> fields, ColumnarWriteOptions options) {
        Set<String> used = new HashSet<>();
        fields.forEach(field -> used.add(field.getName()));
        options.bins().ifPresent(used::retainAll);
        used.removeAll(options.excluded());
        used.add(options.keyColumn());
        options.namespaceColumn().ifPresent(used::add);
        options.setColumn().ifPresent(used::add);
        options.ttlColumn().ifPresent(used::add);
        options.generationColumn().ifPresent(used::add);
        return fields.stream()
                .map(Field::getName)
                .filter(name -> !used.contains(name))
                .collect(Collectors.toSet());
    }

    /** A result as a stream that hands out no value which is not that of DuckDB. */
    static ArrowReader checked(ResultSet rows, BufferAllocator allocator, int rowsPerRecordBatch)
            throws SQLException {
        ArrowReader reader = reader(rows, allocator, rowsPerRecordBatch);
        try {
            List<Field> fields = Readers.root(reader).getSchema().getFields();
            ResultTypes.requireKept(rows.getMetaData(), fields);
            return new CheckedReader(reader, Set.of(), CheckedReader.WHEN_WRITTEN);
        } catch (SQLException | RuntimeException e) {
            close(reader);
            throw e;
        }
    }

    private static void close(ArrowReader reader) {
        try {
            reader.close();
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
        NativeAccess.require();
        ResultTypes.requireExportable(rows.getMetaData());
        return (ArrowReader)
                rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, rowsPerRecordBatch);
    }
}
