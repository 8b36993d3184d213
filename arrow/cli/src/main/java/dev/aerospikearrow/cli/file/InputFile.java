package dev.aerospikearrow.cli.file;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.InvalidArrowFileException;
import org.duckdb.DuckDBResultSet;

/**
 * A file of rows that is read as record batches, whatever its format. Parquet, CSV and JSON lines
 * are read by DuckDB, Arrow by Arrow.
 */
public final class InputFile implements AutoCloseable {
    private static final int ROWS_PER_BATCH = 10_240;
    private static final String STANDARD_INPUT = "-";

    /** What Arrow's streams begin with. */
    private static final int STREAM_MARK = -1;

    private static final int SCHEMA_LIMIT_BYTES = 64 << 20;

    private final ArrowReader reader;
    private final OptionalLong rowCount;
    private final Deque<AutoCloseable> resources;

    private InputFile(ArrowReader reader, OptionalLong rowCount, Deque<AutoCloseable> resources) {
        this.reader = reader;
        this.rowCount = rowCount;
        this.resources = resources;
    }

    /**
     * Opens a file.
     *
     * @param name its path; {@code -} for standard input
     * @param chosen its format; empty to go by its name
     * @param input standard input
     * @throws IOException if it cannot be read
     * @throws CliException if its format is unknown, or it is not what its name says
     */
    public static InputFile open(
            String name, Optional<FileFormat> chosen, InputStream input, BufferAllocator allocator)
            throws IOException {
        boolean standardInput = name.equals(STANDARD_INPUT);
        FileFormat format = chosen.or(() -> formatOf(name)).orElseThrow(() -> unknownFormat(name));
        if (!standardInput && !Files.isReadable(Path.of(name))) {
            throw new CliException(ExitCode.FILES, "There is no file " + name + " to read.");
        }
        Deque<AutoCloseable> resources = new ArrayDeque<>();
        try {
            return switch (format) {
                case ARROWS ->
                        arrowStream(
                                name,
                                standardInput ? input : Files.newInputStream(Path.of(name)),
                                resources,
                                allocator);
                case ARROW ->
                        standardInput
                                ? arrowStream(name, input, resources, allocator)
                                : arrowFile(Path.of(name), resources, allocator);
                case PARQUET, CSV, JSONL ->
                        query(format, standardInput ? "/dev/stdin" : name, resources, allocator);
            };
        } catch (IOException | RuntimeException e) {
            closeAll(resources);
            throw e;
        } catch (SQLException e) {
            closeAll(resources);
            throw unreadable(name, format, e);
        }
    }

    /** Also what DuckDB unpacks by itself: {@code flights.csv.gz}. */
    private static Optional<FileFormat> formatOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String packed : new String[] {".gz", ".zst"}) {
            if (lower.endsWith(packed)) {
                return FileFormat.ofName(lower.substring(0, lower.length() - packed.length()));
            }
        }
        return FileFormat.ofName(lower);
    }

    private static CliException unknownFormat(String name) {
        return new CliException(
                ExitCode.USAGE,
                (name.equals(STANDARD_INPUT)
                                ? "Standard input has no name that tells its format."
                                : "The name " + name + " does not tell its format.")
                        + " Say it with --format: parquet, arrow, arrows, csv or jsonl.");
    }

    private static CliException unreadable(String name, FileFormat format, Exception e) {
        return new CliException(
                ExitCode.MISFIT,
                name + " cannot be read as " + format.optionName() + ": " + e.getMessage(),
                e);
    }

    private static InputFile arrowStream(
            String name,
            InputStream source,
            Deque<AutoCloseable> resources,
            BufferAllocator allocator)
            throws IOException {
        BufferedInputStream input = new BufferedInputStream(source, 1 << 16);
        resources.push(input);
        requireSchemaMessage(name, input);
        ArrowStreamReader reader =
                new ArrowStreamReader(input, allocator, CommonsCompressionFactory.INSTANCE);
        resources.push(reader);
        reader.getVectorSchemaRoot();
        return new InputFile(reader, OptionalLong.empty(), resources);
    }

    /**
     * A stream begins with the length of its schema, after a mark since version 0.15. Arrow's
     * reader makes room for whatever stands there.
     */
    private static void requireSchemaMessage(String name, BufferedInputStream input)
            throws IOException {
        input.mark(2 * Integer.BYTES);
        byte[] start = input.readNBytes(2 * Integer.BYTES);
        input.reset();
        int length = 0;
        if (start.length == 2 * Integer.BYTES) {
            ByteBuffer numbers = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
            int first = numbers.getInt();
            length = first == STREAM_MARK ? numbers.getInt() : first;
        }
        if (length <= 0 || length > SCHEMA_LIMIT_BYTES) {
            throw unreadable(
                    name, FileFormat.ARROWS, new IOException("it does not begin with a schema"));
        }
    }

    private static InputFile arrowFile(
            Path file, Deque<AutoCloseable> resources, BufferAllocator allocator)
            throws IOException {
        FileChannel channel = FileChannel.open(file);
        resources.push(channel);
        ArrowFileReader reader =
                new ArrowFileReader(channel, allocator, CommonsCompressionFactory.INSTANCE);
        resources.push(reader);
        try {
            reader.getVectorSchemaRoot();
        } catch (InvalidArrowFileException e) {
            throw unreadable(
                    file.toString(),
                    FileFormat.ARROW,
                    new IOException(e.getMessage() + " (if it is a stream: --format arrows)", e));
        }
        return new InputFile(reader, OptionalLong.empty(), resources);
    }

    private static InputFile query(
            FileFormat format,
            String name,
            Deque<AutoCloseable> resources,
            BufferAllocator allocator)
            throws SQLException {
        String path = DuckDb.quoted(name);
        DuckDb database = DuckDb.open();
        resources.push(database);
        OptionalLong rowCount = OptionalLong.empty();
        String source;
        switch (format) {
            case PARQUET -> {
                rowCount =
                        OptionalLong.of(
                                database.number(
                                        "SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata("
                                                + path
                                                + ")"));
                source = "read_parquet(" + path + ")";
            }
            case CSV ->
                    source =
                            "read_csv("
                                    + path
                                    + ", header = true, nullstr = '', allow_quoted_nulls = false)";
            default -> source = "read_json(" + path + ", format = 'newline_delimited')";
        }
        Statement statement = database.statement();
        resources.push(statement);
        ResultSet result = statement.executeQuery("FROM " + source);
        resources.push(result);
        ArrowReader reader =
                (ArrowReader)
                        result.unwrap(DuckDBResultSet.class)
                                .arrowExportStream(allocator, ROWS_PER_BATCH);
        resources.push(reader);
        return new InputFile(reader, rowCount, resources);
    }

    /** The rows. */
    public ArrowReader reader() {
        return reader;
    }

    /** How many rows there are, if the file tells at its beginning or end. */
    public OptionalLong rowCount() {
        return rowCount;
    }

    /**
     * Loads the next record batch.
     *
     * @throws CliException if what follows is not in the file's format
     */
    public boolean next(String name) {
        try {
            return reader.loadNextBatch();
        } catch (IOException | UncheckedIOException e) {
            throw new CliException(
                    ExitCode.MISFIT, "Reading " + name + " failed: " + e.getMessage(), e);
        }
    }

    private static void closeAll(Deque<AutoCloseable> resources) {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                // What was read is read; what cannot be closed ends with the process.
                continue;
            }
        }
    }

    @Override
    public void close() {
        closeAll(resources);
    }
}
