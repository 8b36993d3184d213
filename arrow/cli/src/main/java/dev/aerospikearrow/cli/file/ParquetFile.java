package dev.aerospikearrow.cli.file;

import dev.aerospikearrow.columnar.TypeNames;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A writer of Parquet by DuckDB, which takes an Arrow stream as it is: no row is made into an
 * object, and no Hadoop is needed.
 */
public final class ParquetFile {
    private static final String SOURCE = "source";

    private ParquetFile() {}

    /** How column chunks are compressed. */
    public enum Compression {
        ZSTD,
        SNAPPY,
        GZIP,
        LZ4_RAW,
        UNCOMPRESSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks that a file can have these columns.
     *
     * @throws IllegalArgumentException if DuckDB does not know a type; the message says which to
     *     take instead
     */
    public static void requireWritable(Schema schema) {
        if (schema.getFields().isEmpty()) {
            throw new IllegalArgumentException(
                    "A Parquet file has at least one column, but none is asked for.");
        }
        schema.getFields().forEach(field -> requireWritable(field, field));
        ParquetShape.requireDifferentNames(schema.getFields());
    }

    private static void requireWritable(Field column, Field part) {
        ArrowType type = part.getType();
        boolean half =
                type instanceof ArrowType.FloatingPoint number
                        && number.getPrecision() == FloatingPointPrecision.HALF;
        boolean wide = type instanceof ArrowType.Decimal decimal && decimal.getBitWidth() > 128;
        if (half || wide) {
            throw new IllegalArgumentException(
                    "Column "
                            + column.getName()
                            + " is "
                            + TypeNames.of(column)
                            + ", which Parquet files are not written with here. Use "
                            + (half ? "Float32" : "Decimal128")
                            + " instead, or write Arrow.");
        }
        part.getChildren().forEach(child -> requireWritable(column, child));
    }

    /**
     * Reads a source to its end into a file.
     *
     * @param source stays the caller's; closed by the engine
     * @param file overwritten if it is there
     */
    public static void write(
            ArrowReader source, BufferAllocator allocator, Path file, Compression compression)
            throws SQLException, IOException {
        Schema schema = source.getVectorSchemaRoot().getSchema();
        try (DuckDb database = DuckDb.open();
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
                Statement copy = database.statement()) {
            ParquetSource rows = new ParquetSource(allocator, source);
            Data.exportArrayStream(allocator, rows, stream);
            database.connection().registerArrowStream(SOURCE, stream);
            execute(
                    copy,
                    rows,
                    "COPY (FROM "
                            + SOURCE
                            + ") TO "
                            + DuckDb.quoted(file.toString())
                            + " (FORMAT parquet, USE_TMP_FILE false, COMPRESSION "
                            + compression
                            + ", KV_METADATA {'"
                            + ParquetShape.METADATA_KEY
                            + "': "
                            + DuckDb.quoted(schema.toJson())
                            + "})");
        }
    }

    private static void execute(Statement copy, ParquetSource rows, String sql)
            throws SQLException {
        try {
            copy.execute(sql);
        } catch (SQLException e) {
            if (rows.failure().isPresent()) {
                throw rows.failure().get();
            }
            throw e;
        }
    }
}
