package dev.aerospikearrow.cli.export;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.cli.file.BatchWriter;
import dev.aerospikearrow.cli.file.BatchWriters;
import dev.aerospikearrow.cli.file.BatchWriters.Start;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.OutputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An export that another process can go on with, also after {@code kill -9} or a power cut, without
 * losing a row and without writing one twice.
 *
 * <p>Beside the output {@code flights.parquet} stands a folder {@code flights.parquet.partial}:
 *
 * <ul>
 *   <li>{@code rows.*}: the rows so far, in a format that can be added to: that of the output if it
 *       is CSV, JSON lines or an Arrow stream, else an Arrow stream;
 *   <li>{@code state.json}: how long that file was at the last checkpoint, and where the cluster is
 *       read on from there ({@link ExportState});
 *   <li>{@code lock}: held by the process that works here.
 * </ul>
 *
 * <p>A checkpoint forces the rows to disk, and then replaces the state in one step. Who goes on
 * cuts the rows at the length of the state, so that what came after the checkpoint is read again.
 * At the end the rows get the output's name, or are converted to its format, in a file that is
 * renamed when it is complete; then the folder goes.
 */
public final class ResumableExport implements AutoCloseable {
    private final Exporter exporter;
    private final Path target;
    private final Path folder;
    private final FileFormat journalFormat;
    private final Map<String, String> request;
    private final long rowsPerCheckpoint;
    private final FileChannel lockFile;
    private Optional<ExportState> state;

    private ResumableExport(
            Exporter exporter,
            Path target,
            Path folder,
            Map<String, String> request,
            long rowsPerCheckpoint,
            FileChannel lockFile)
            throws IOException {
        this.exporter = exporter;
        this.target = target;
        this.folder = folder;
        this.request = request;
        this.rowsPerCheckpoint = rowsPerCheckpoint;
        this.lockFile = lockFile;
        journalFormat = exporter.format().isAppendable() ? exporter.format() : FileFormat.ARROWS;
        state =
                Files.exists(stateFile())
                        ? Optional.of(ExportState.load(stateFile()))
                        : Optional.empty();
    }

    /** What happens to rows that an earlier process has kept. */
    public enum Earlier {
        GO_ON,
        DISCARD
    }

    /**
     * Takes the folder beside the output.
     *
     * @param request what the rows depend on, by names for people
     * @throws CliException if another process works there, or the rows are those of another export
     */
    public static ResumableExport open(
            Exporter exporter,
            Path target,
            Map<String, String> request,
            long rowsPerCheckpoint,
            Earlier earlier)
            throws IOException {
        Path folder = target.resolveSibling(target.getFileName() + ".partial");
        Files.createDirectories(folder);
        if (Files.isSymbolicLink(folder)) {
            throw new CliException(
                    ExitCode.FILES,
                    folder
                            + ", where an export keeps what it has read, is a link. Remove it, or"
                            + " choose another name with -o.");
        }
        FileChannel lockFile =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        try {
            requireLock(lockFile, folder);
            if (earlier == Earlier.DISCARD) {
                Files.deleteIfExists(folder.resolve("state.json"));
            }
            ResumableExport export =
                    new ResumableExport(
                            exporter, target, folder, request, rowsPerCheckpoint, lockFile);
            export.state.ifPresent(found -> found.requireSame(request, folder));
            return export;
        } catch (IOException | RuntimeException | Error e) {
            lockFile.close();
            throw e;
        }
    }

    private static void requireLock(FileChannel lockFile, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new CliException(
                    ExitCode.FILES,
                    "Another process works on " + folder + ". Wait for it, or stop it.");
        }
    }

    /** The columns that the export was begun with; empty if there is no earlier one. */
    public Optional<Schema> schema() {
        return state.map(ExportState::arrowSchema);
    }

    /** How many rows are kept. */
    public long rowsKept() {
        return state.map(ExportState::rows).orElse(0L);
    }

    /** The folder of what is kept. */
    public Path folder() {
        return folder;
    }

    private Path stateFile() {
        return folder.resolve("state.json");
    }

    private Path journalFile() {
        return folder.resolve("rows." + journalFormat.optionName());
    }

    /**
     * Reads what is missing, and makes the output.
     *
     * @param schema the columns: those of {@link #schema()} if there are some
     * @param listener is shown the record batches that are read now
     */
    public void run(RowOrigin origin, Schema schema, Consumer<VectorSchemaRoot> listener)
            throws IOException, SQLException {
        if (isMoved()) {
            remove();
            return;
        }
        boolean isNew = state.isEmpty();
        try (FileChannel journal = openJournal()) {
            ExportState current = isNew ? ExportState.begin(request, schema, 0) : state.get();
            if (current.progress() == ExportState.Stage.READING) {
                current = read(origin, schema, listener, journal, current);
            }
            if (exporter.format() == journalFormat) {
                finishJournal(schema, journal);
            }
        }
        if (exporter.format() == journalFormat) {
            exporter.writeSchema(target, schema);
            OutputFile.moveDurably(journalFile(), target);
        } else {
            convert();
        }
        remove();
    }

    /** Whether an earlier process ended between naming the output and removing the folder. */
    private boolean isMoved() {
        return state.isPresent()
                && state.get().progress() == ExportState.Stage.ALL_ROWS_KEPT
                && !Files.exists(journalFile())
                && Files.exists(target);
    }

    private FileChannel openJournal() throws IOException {
        FileChannel journal =
                FileChannel.open(
                        journalFile(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        try {
            long length = state.map(ExportState::bytes).orElse(0L);
            if (journal.size() < length) {
                throw new CliException(
                        ExitCode.MISFIT,
                        journalFile()
                                + " is shorter than its state says. Start anew with --restart.");
            }
            journal.truncate(length);
            journal.position(length);
            return journal;
        } catch (IOException | RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    private ExportState read(
            RowOrigin origin,
            Schema schema,
            Consumer<VectorSchemaRoot> listener,
            FileChannel journal,
            ExportState from)
            throws IOException {
        Optional<String> position =
                from.position().isEmpty() ? Optional.empty() : Optional.of(from.position());
        ExportState current = from;
        try (RowSource source = origin.open(position, schema, listener);
                Interruption.Scope running = exporter.interruption().whileRunning(source::cancel)) {
            Start start = journal.position() == 0 ? Start.NEW : Start.CONTINUED;
            try (BatchWriter writer =
                    BatchWriters.open(
                            journalFormat,
                            source.getVectorSchemaRoot(),
                            journal,
                            start,
                            exporter.guard())) {
                long rows = from.rows();
                while (source.loadNextBatch()) {
                    running.requireGoingOn();
                    writer.write();
                    rows += source.getVectorSchemaRoot().getRowCount();
                    if (rows - current.rows() >= rowsPerCheckpoint) {
                        current =
                                checkpoint(
                                        journal,
                                        current.at(
                                                source.position(),
                                                rows,
                                                journal.position(),
                                                ExportState.Stage.READING));
                    }
                }
                return checkpoint(
                        journal,
                        current.at(
                                source.position(),
                                rows,
                                journal.position(),
                                ExportState.Stage.ALL_ROWS_KEPT));
            }
        }
    }

    private ExportState checkpoint(FileChannel journal, ExportState next) throws IOException {
        journal.force(false);
        next.store(stateFile());
        state = Optional.of(next);
        return next;
    }

    private void finishJournal(Schema schema, FileChannel journal) throws IOException {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, exporter.allocator());
                BatchWriter writer =
                        BatchWriters.open(
                                journalFormat, root, journal, Start.CONTINUED, exporter.guard())) {
            writer.finish();
        }
    }

    private void convert() throws IOException, SQLException {
        try (OutputFile output = OutputFile.of(target, OutputFile.Existing.REPLACE)) {
            try (ArrowStreamReader rows =
                    new ArrowStreamReader(
                            new BufferedInputStream(Files.newInputStream(journalFile()), 1 << 20),
                            exporter.allocator())) {
                exporter.write(rows, output.temporary(), Optional.empty());
            }
            output.commit();
        }
    }

    private void remove() throws IOException {
        lockFile.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        state = Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
        if (state.isEmpty() && Files.exists(folder) && !Files.exists(stateFile())) {
            // Nothing is worth being kept.
            Files.deleteIfExists(journalFile());
            Files.deleteIfExists(folder.resolve("lock"));
            Files.deleteIfExists(folder);
        }
    }
}
