package dev.aerospikearrow.cli.file;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.FieldMetadata;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBResultSet;

/**
 * A Parquet file as DuckDB reads it, with the columns' own names, and what the file's metadata has
 * of a schema that Parquet does not keep.
 */
final class ParquetRows extends ArrowReader {
    private final String query;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final ArrowReader found;
    private final List<Field> originals;
    private final Schema loaded;
    private long rowsBefore;

    private ParquetRows(
            BufferAllocator allocator,
            String query,
            Deque<AutoCloseable> resources,
            ArrowReader found,
            List<Field> originals,
            Schema loaded) {
        super(allocator);
        this.query = query;
        this.resources.addAll(resources);
        this.found = found;
        this.originals = originals;
        this.loaded = loaded;
    }

    /**
     * Opens a file.
     *
     * @param database stays the caller's
     * @param path in quotes
     */
    static ParquetRows open(
            DuckDb database, String path, BufferAllocator allocator, int rowsPerBatch)
            throws SQLException, IOException {
        List<String> names = columnNames(database, path);
        Optional<Schema> written = writtenSchema(database, path, names);
        Deque<AutoCloseable> resources = new ArrayDeque<>();
        try {
            Statement statement = database.statement();
            resources.push(statement);
            String query = query(path, names, written);
            ResultSet result = execute(statement, query);
            resources.push(result);
            ArrowReader found =
                    (ArrowReader)
                            result.unwrap(DuckDBResultSet.class)
                                    .arrowExportStream(allocator, rowsPerBatch);
            resources.push(found);
            List<Field> fields = found.getVectorSchemaRoot().getSchema().getFields();
            List<Field> originals = new ArrayList<>();
            List<Field> loaded = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                Field original =
                        written.isPresent()
                                ? written.get().getFields().get(i)
                                : named(fields.get(i), names.get(i));
                originals.add(original);
                loaded.add(ParquetShape.loaded(fields.get(i), original));
            }
            return new ParquetRows(
                    allocator, query, resources, found, originals, new Schema(loaded));
        } catch (IOException | SQLException | RuntimeException e) {
            closeAll(resources);
            throw e;
        }
    }

    private static Field named(Field field, String name) {
        return new Field(name, field.getFieldType(), field.getChildren());
    }

    /** The names as the file has them: DuckDB renames those that differ by case only. */
    private static List<String> columnNames(DuckDb database, String path) throws SQLException {
        try (Statement statement = database.statement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT name, coalesce(num_children, 0), coalesce(type, '') FROM"
                                        + " parquet_schema("
                                        + path
                                        + ")")) {
            result.next(); // The root.
            List<String> names = new ArrayList<>();
            long columns = result.getLong(2);
            for (long i = 0; i < columns && result.next(); i++) {
                names.add(result.getString(1));
                requireKept(result, path, result.getString(1));
            }
            return names;
        }
    }

    /** Refuses what DuckDB would change in a column. */
    private static void requireKept(ResultSet element, String path, String column)
            throws SQLException {
        if (element.getString(3).equals("INT96")) {
            throw new CliException(
                    ExitCode.MISFIT,
                    "Column "
                            + column
                            + " of "
                            + path
                            + " is an INT96 timestamp, of which DuckDB cuts the nanoseconds. Write it"
                            + " as INT64 (Spark: spark.sql.parquet.outputTimestampType ="
                            + " TIMESTAMP_MICROS), or, if it has none, convert the file: duckdb -c"
                            + " \"COPY (FROM 'old.parquet') TO 'new.parquet'\".");
        }
        Map<String, String> known = new HashMap<>();
        long children = element.getLong(2);
        for (long i = 0; i < children && element.next(); i++) {
            String name = element.getString(1);
            String other = known.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new CliException(
                        ExitCode.MISFIT,
                        "Column "
                                + column
                                + " of "
                                + path
                                + " has fields "
                                + other
                                + " and "
                                + name
                                + ", which differ by case only; DuckDB would rename one. Convert the"
                                + " file to Arrow, which is read as it is.");
            }
            requireKept(element, path, column);
        }
    }

    /** The schema in the file's metadata, if it is that of these columns. */
    private static Optional<Schema> writtenSchema(DuckDb database, String path, List<String> names)
            throws SQLException, IOException {
        try (Statement statement = database.statement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT decode(value) FROM parquet_kv_metadata("
                                        + path
                                        + ") WHERE decode(key) = '"
                                        + ParquetShape.METADATA_KEY
                                        + "'")) {
            if (!result.next()) {
                return Optional.empty();
            }
            Schema schema = Schema.fromJSON(result.getString(1));
            boolean same = schema.getFields().stream().map(Field::getName).toList().equals(names);
            return same ? Optional.of(schema) : Optional.empty();
        }
    }

    /** By position, since names may be one to DuckDB. */
    private static String query(String path, List<String> names, Optional<Schema> written) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int index = i;
            columns.add(
                    "#"
                            + (i + 1)
                            + written.map(schema -> cast(schema.getFields().get(index))).orElse("")
                            + " AS c"
                            + i);
        }
        return "SELECT " + String.join(", ", columns) + " FROM read_parquet(" + path + ")";
    }

    /** Parquet does not keep that lists have one length, and packed numbers have no other. */
    private static String cast(Field field) {
        boolean packed =
                ColumnEncoding.PACKED
                        .name()
                        .equalsIgnoreCase(field.getMetadata().get(FieldMetadata.ENCODING));
        if (packed && field.getType() instanceof ArrowType.FixedSizeList list) {
            ArrowType element = field.getChildren().get(0).getType();
            boolean single =
                    element instanceof ArrowType.FloatingPoint number
                            && number.getPrecision() == FloatingPointPrecision.SINGLE;
            return "::" + (single ? "FLOAT" : "DOUBLE") + "[" + list.getListSize() + "]";
        }
        return "";
    }

    private static ResultSet execute(Statement statement, String query) throws SQLException {
        try {
            return statement.executeQuery(query);
        } catch (SQLException e) {
            throw new SQLException(DuckDb.reason(query, e), e);
        }
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        VectorSchemaRoot target = getVectorSchemaRoot();
        target.clear();
        VectorSchemaRoot batch = found.getVectorSchemaRoot();
        try {
            if (!found.loadNextBatch()) {
                return false;
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException(DuckDb.reason(query, e), e);
        }
        try (ArrowRecordBatch buffers = new VectorUnloader(batch).getRecordBatch()) {
            new VectorLoader(target).load(buffers);
        }
        for (int i = 0; i < originals.size(); i++) {
            rescale(target.getVector(i), batch.getVector(i).getField(), originals.get(i));
        }
        rowsBefore += target.getRowCount();
        return true;
    }

    /** Brings times back to the unit that they were of. */
    private void rescale(FieldVector vector, Field source, Field original) throws IOException {
        long factor = ParquetShape.factor(source.getType(), original.getType());
        if (factor > 1) {
            divide((BigIntVector) vector, factor, original);
        }
        List<FieldVector> children = vector.getChildrenFromFields();
        for (int i = 0; i < Math.min(children.size(), original.getChildren().size()); i++) {
            rescale(children.get(i), source.getChildren().get(i), original.getChildren().get(i));
        }
    }

    private void divide(BigIntVector vector, long factor, Field original) {
        int count = vector.getValueCount();
        ArrowBuf old = vector.getDataBuffer();
        ArrowBuf validity = vector.getValidityBuffer();
        validity.getReferenceManager().retain();
        try (ArrowBuf data = allocator.buffer((long) count * Long.BYTES)) {
            for (int slot = 0; slot < count; slot++) {
                long value = vector.isNull(slot) ? 0 : old.getLong((long) slot * Long.BYTES);
                if (value % factor != 0) {
                    throw new CliException(
                            ExitCode.MISFIT,
                            "Column "
                                    + original.getName()
                                    + " has a value that is finer than "
                                    + original.getType()
                                    + ", in a row from "
                                    + rowsBefore
                                    + " on. The file was changed since it was exported.");
                }
                data.setLong((long) slot * Long.BYTES, value / factor);
            }
            vector.loadFieldBuffers(
                    new ArrowFieldNode(count, vector.getNullCount()), List.of(validity, data));
        } finally {
            validity.getReferenceManager().release();
        }
    }

    /** The columns as they were before the file was written, as far as it tells. */
    List<Field> originals() {
        return originals;
    }

    @Override
    public long bytesRead() {
        return found.bytesRead();
    }

    @Override
    protected Schema readSchema() {
        return loaded;
    }

    @Override
    protected void closeReadSource() {
        closeAll(resources);
    }

    private static void closeAll(Deque<AutoCloseable> resources) {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                continue; // It was only read.
            }
        }
    }
}
