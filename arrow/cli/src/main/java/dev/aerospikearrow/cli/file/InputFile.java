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
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.InvalidArrowFileException;
import org.apache.arrow.vector.types.pojo.Field;

/** A file of columns that is read as record batches: Parquet by DuckDB, Arrow by Arrow. */
public final class InputFile implements AutoCloseable {
    private static final int ROWS_PER_BATCH = 10_240;
    private static final List<String> PACKED = List.of(".gz", ".zst");
    private static final String STANDARD_INPUT = "-";

    /** What Arrow's streams begin with. */
    private static final int STREAM_MARK = -1;

    private static final int SCHEMA_LIMIT_BYTES = 64 << 20;

    private final String name;
    private final ArrowReader reader;
    private final OptionalLong rowCount;
    private final Deque<AutoCloseable> resources;

    private InputFile(
            String name,
            ArrowReader reader,
            OptionalLong rowCount,
            Deque<AutoCloseable> resources) {
        this.name = name;
        this.reader = reader;
        this.rowCount = rowCount;
        this.resources = resources;
    }

    /**
     * The format of a file: what is said, or what its name says; packed texts too, such as {@code
     * flights.csv.gz}.
     *
     * @throws CliException if neither tells
     */
    public static FileFormat format(String name, Optional<FileFormat> chosen) {
        return chosen.or(() -> formatOf(name)).orElseThrow(() -> unknownFormat(name));
    }

    private static Optional<FileFormat> formatOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String packed : PACKED) {
            if (lower.endsWith(packed)) {
                return FileFormat.ofName(lower.substring(0, lower.length() - packed.length()))
                        .filter(FileFormat::isText);
            }
        }
        return FileFormat.ofName(lower);
    }

    /** Whether a file of this name would be read as a packed one. */
    public static boolean isPacked(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PACKED.stream().anyMatch(lower::endsWith);
    }

    /**
     * Checks that a file is there.
     *
     * @param name its path; {@code -} for standard input
     */
    public static void requireReadable(String name) {
        if (!name.equals(STANDARD_INPUT) && !Files.isReadable(Path.of(name))) {
            throw new CliException(ExitCode.FILES, "There is no file " + name + " to read.");
        }
    }

    /**
     * Opens a file.
     *
     * @param name its path; {@code -} for standard input
     * @param format Parquet, or one of Arrow's
     * @param input standard input
     * @throws IOException if it cannot be read
     * @throws CliException if it is not what its format says
     */
    public static InputFile open(
            String name, FileFormat format, InputStream input, BufferAllocator allocator)
            throws IOException {
        boolean standardInput = name.equals(STANDARD_INPUT);
        requireReadable(name);
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
                case PARQUET ->
                        parquet(
                                standardInput ? spooled(input, resources).toString() : name,
                                resources,
                                allocator);
                case CSV, JSONL, TABLE ->
                        throw new IllegalArgumentException("texts are read row by row");
            };
        } catch (IOException | RuntimeException | Error e) {
            closeAll(resources);
            throw e;
        } catch (SQLException e) {
            closeAll(resources);
            String reason = DuckDb.reason("FROM parquet_schema(" + DuckDb.quoted(name) + ")", e);
            throw unreadable(name, format, new IOException(reason, e));
        }
    }

    /** The end of a Parquet file says where its parts are, and a pipe has no end to begin with. */
    private static Path spooled(InputStream input, Deque<AutoCloseable> resources)
            throws IOException {
        Path file = Files.createTempFile("aerospike-arrow", ".parquet");
        resources.push(() -> Files.deleteIfExists(file));
        Files.copy(input, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static CliException unknownFormat(String name) {
        return new CliException(
                ExitCode.USAGE,
                name.equals(STANDARD_INPUT)
                        ? "Standard input has no name that tells its format. Say it with --format:"
                                + " parquet, arrow, arrows, csv or jsonl."
                        : FileFormat.unknown(name, "--format"));
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
        return new InputFile(name, reader, OptionalLong.empty(), resources);
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
        return new InputFile(file.toString(), reader, OptionalLong.empty(), resources);
    }

    private static InputFile parquet(
            String name, Deque<AutoCloseable> resources, BufferAllocator allocator)
            throws SQLException, IOException {
        String path = DuckDb.quoted(name);
        DuckDb database = DuckDb.open();
        resources.push(database);
        OptionalLong rowCount =
                OptionalLong.of(
                        database.number(
                                "SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata("
                                        + path
                                        + ")"));
        ArrowReader reader = ParquetRows.open(database, path, allocator, ROWS_PER_BATCH);
        resources.push(reader);
        return new InputFile(name, reader, rowCount, resources);
    }

    /** Its path, for people. */
    public String name() {
        return name.equals(STANDARD_INPUT) ? "standard input" : name;
    }

    /** The columns; those of a Parquet file that was exported as they were before. */
    public List<Field> fields() throws IOException {
        return reader instanceof ParquetRows rows
                ? rows.originals()
                : reader.getVectorSchemaRoot().getSchema().getFields();
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
    public boolean next() {
        try {
            return reader.loadNextBatch();
        } catch (IOException | UncheckedIOException e) {
            throw new CliException(
                    ExitCode.MISFIT, "Reading " + name() + " failed: " + e.getMessage(), e);
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
