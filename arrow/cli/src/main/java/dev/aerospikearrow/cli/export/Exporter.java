package dev.aerospikearrow.cli.export;

import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.cli.file.BatchWriter;
import dev.aerospikearrow.cli.file.BatchWriters;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.FormulaGuard;
import dev.aerospikearrow.cli.file.OutputFile;
import dev.aerospikearrow.cli.file.ParquetFile;
import dev.aerospikearrow.cli.load.FileSchema;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** A writer of rows in one go: into a file that gets its name at the end, or into a stream. */
public final class Exporter {
    private final BufferAllocator allocator;
    private final Interruption interruption;
    private final FileFormat format;
    private final ParquetFile.Compression compression;
    private final FormulaGuard guard;

    /**
     * @param compression for Parquet
     * @param guard for CSV
     */
    public Exporter(
            BufferAllocator allocator,
            Interruption interruption,
            FileFormat format,
            ParquetFile.Compression compression,
            FormulaGuard guard) {
        this.allocator = allocator;
        this.interruption = interruption;
        this.format = format;
        this.compression = compression;
        this.guard = guard;
    }

    FormulaGuard guard() {
        return guard;
    }

    FileFormat format() {
        return format;
    }

    /** Whether the rows end up in Parquet, which has not every type. */
    public boolean writesParquet() {
        return format == FileFormat.PARQUET;
    }

    /** Whether the rows are for people, and none of this class's business. */
    public boolean printsTable() {
        return format == FileFormat.TABLE;
    }

    BufferAllocator allocator() {
        return allocator;
    }

    Interruption interruption() {
        return interruption;
    }

    /**
     * Writes a file. Whatever fails, nothing is left under its name.
     *
     * @param source read to its end; stays the caller's
     */
    public void toFile(StoppableRows source, Path target, OutputFile.Existing existing)
            throws IOException, SQLException {
        if (isSpecial(target)) {
            try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
                toChannel(source, channel);
            }
            return;
        }
        try (OutputFile output = OutputFile.of(target, existing);
                Interruption.Scope running = interruption.whileRunning(source::cancel)) {
            write(source, output.temporary(), Optional.of(source));
            running.requireGoingOn();
            writeSchema(target, source.getVectorSchemaRoot().getSchema());
            output.commit();
        }
    }

    /** Texts do not say what they are, so that somebody else has to. */
    void writeSchema(Path target, Schema schema) throws IOException {
        if (format.isText()) {
            FileSchema.writeBeside(target, schema);
        }
    }

    /** A device or a pipe: it is written to where it is. */
    public static boolean isSpecial(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
    }

    /** Writes into a pipe, say. */
    public void toChannel(StoppableRows source, WritableByteChannel channel)
            throws IOException, SQLException {
        try (Interruption.Scope running = interruption.whileRunning(source::cancel)) {
            if (format != FileFormat.PARQUET) {
                writeBatches(source, channel);
                return;
            }
            // The engine needs a file to go back in; its end says where all parts are.
            Path file = Files.createTempFile("aerospike-arrow", ".parquet");
            try {
                write(source, file, Optional.of(source));
                running.requireGoingOn();
                Files.copy(file, Channels.newOutputStream(channel));
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Writes what a reader has into a file.
     *
     * @param failing tells what ended the rows early, where an engine only tells its message
     */
    void write(ArrowReader reader, Path file, Optional<? extends StoppableRows> failing)
            throws IOException, SQLException {
        if (format == FileFormat.PARQUET) {
            writeParquet(reader, file, failing);
            return;
        }
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)) {
            writeBatches(reader, channel);
        }
    }

    private void writeParquet(
            ArrowReader reader, Path file, Optional<? extends StoppableRows> failing)
            throws IOException, SQLException {
        try {
            ParquetFile.write(reader, allocator, file, compression);
        } catch (SQLException | RuntimeException e) {
            Optional<RuntimeException> reason = failing.flatMap(StoppableRows::failure);
            if (reason.isPresent()) {
                throw reason.get();
            }
            throw e;
        }
    }

    private void writeBatches(ArrowReader reader, WritableByteChannel channel) throws IOException {
        try (BatchWriter writer =
                BatchWriters.open(
                        format,
                        reader.getVectorSchemaRoot(),
                        channel,
                        BatchWriters.Start.NEW,
                        guard)) {
            while (reader.loadNextBatch()) {
                writer.write();
            }
            writer.finish();
        }
    }
}
