package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Progress;
import dev.aerospikearrow.cli.export.Exporter;
import dev.aerospikearrow.cli.export.KeyFile;
import dev.aerospikearrow.cli.export.ResumableExport;
import dev.aerospikearrow.cli.export.ResumableExport.Earlier;
import dev.aerospikearrow.cli.export.RowOrigin;
import dev.aerospikearrow.cli.export.RowSource;
import dev.aerospikearrow.cli.export.RowTally;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.FormulaGuard;
import dev.aerospikearrow.cli.file.ParquetFile;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records of a set into a file or a pipe. */
@Command(
        name = "export",
        description = "Write the records of a set to Parquet, Arrow, CSV or JSON lines.",
        footer = {
            "",
            "Examples:",
            "  The whole set, columns found out from a sample:",
            "    aerospike-arrow export test.flights -o flights.parquet",
            "",
            "  Two columns, with types, into another program:",
            "    aerospike-arrow export test.flights -c delay:Int32,origin:Utf8 | head",
            "",
            "  A quarter of the partitions, as one of four workers:",
            "    aerospike-arrow export test.flights --partitions 0-1023 -o part1.arrow",
            "",
            "  The records of some keys, in their order:",
            "    aerospike-arrow export test.flights --keys ids.txt -o some.jsonl",
            "",
            "  A long one that can be interrupted; the same command goes on:",
            "    aerospike-arrow export test.flights -o flights.parquet --resumable",
            "",
            "  Straight into DuckDB or Python:",
            "    aerospike-arrow export test.flights -f arrows | python3 -c \\",
            "      'import pyarrow as pa, sys; print(",
            "      pa.ipc.open_stream(sys.stdin.buffer).read_all())'"
        })
final class ExportCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private SetParameter set = new SetParameter();

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private ColumnOptions columns = new ColumnOptions();

    @Option(
            names = {"-p", "--partitions"},
            paramLabel = "FIRST-LAST",
            converter = PartitionRange.Converter.class,
            description = "Only these of the partitions 0 to 4095.")
    private PartitionRange partitions = PartitionRange.ALL;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "ROWS",
            description = "At most this many rows; 0 for none. Default: all.")
    private @Nullable Long limit;

    @Option(
            names = "--records-per-second",
            paramLabel = "PACE",
            defaultValue = "0",
            description = "The pace of each node, to spare it. Default: as fast as it can.")
    private int recordsPerSecond;

    @Mixin private FilterOptions filter = new FilterOptions();
    @Mixin private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--resumable",
            description = {
                "Keep what was read if the export is interrupted, in FILE.partial beside the",
                "file; the same command goes on from there, and removes it at the end."
            })
    private boolean resumable;

    @Option(
            names = "--restart",
            description = "With --resumable: throw away what an earlier one has kept.")
    private boolean restart;

    @Option(
            names = "--checkpoint-rows",
            paramLabel = "ROWS",
            defaultValue = "200000",
            description = {
                "With --resumable: how many rows may have to be read again.",
                "Default: ${DEFAULT-VALUE}."
            })
    private long checkpointRows;

    @Mixin private ExplainOption explain = new ExplainOption();

    @Mixin private EmptyOptions empty = new EmptyOptions();
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    ExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Console console = context.console();
        FileFormat format = output.requireFormat(console);
        FormulaGuard guard = output.guard(format);
        requireSensible();
        long start = System.nanoTime();
        RowTally tally = new RowTally();
        long earlierRows;
        try (AerospikeClient client = cluster.connect(console, report.statistics(console));
                BufferAllocator allocator = new RootAllocator();
                ColumnarClient columnar = ColumnarClient.over(client)) {
            Exporter exporter =
                    new Exporter(
                            allocator, context.interruption(), format, output.compression(), guard);
            Work work = new Work(client, columnar, allocator, exporter, tally);
            try (Closing<KeyFile> keyFile =
                    Closing.of(
                            keys.file().isPresent()
                                    ? Optional.of(keys.open(set.target(), console, allocator))
                                    : Optional.empty())) {
                if (explain.isExplained()) {
                    work.explain(keyFile.content());
                    return ExitCode.DONE.status();
                }
                earlierRows =
                        resumable
                                ? work.resumably(keyFile.content())
                                : work.inOneGo(keyFile.content());
                if (earlierRows == 0) {
                    work.requireSomething(keyFile.content());
                }
            }
        }
        OutputOptions.reportGuarded(guard, console, report);
        summarise(tally, earlierRows, System.nanoTime() - start);
        ReadJob.requireNoneFailed(tally);
        return ExitCode.DONE.status();
    }

    private void requireSensible() {
        if (limit != null) {
            Numbers.atLeast(0, "--limit", limit);
        }
        Numbers.atLeast(0, "--records-per-second", recordsPerSecond);
        Numbers.atLeast(1, "--checkpoint-rows", checkpointRows);
        if (!resumable && restart) {
            throw new CliException(ExitCode.USAGE, "--restart means nothing without --resumable.");
        }
        if (keys.file().isPresent()
                && (limit != null
                        || !partitions.isAll()
                        || recordsPerSecond > 0
                        || filter.isGiven())) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--keys reads exactly these keys: it goes with none of --partitions, --limit,"
                            + " --records-per-second and --where.");
        }
        if (resumable) {
            if (output.file().isEmpty() || Exporter.isSpecial(output.file().get())) {
                throw new CliException(
                        ExitCode.USAGE, "--resumable needs a file. Name it with -o.");
            }
            if (limit != null) {
                throw new CliException(
                        ExitCode.USAGE,
                        "--resumable does not go with --limit, which would count anew each time.");
            }
            if (keys.file().filter("-"::equals).isPresent()) {
                throw new CliException(
                        ExitCode.USAGE,
                        "--resumable needs keys in a file: standard input is gone afterwards.");
            }
        }
    }

    /** What needs a cluster. */
    private final class Work {
        private final AerospikeClient client;
        private final ColumnarClient columnar;
        private final BufferAllocator allocator;
        private final Exporter exporter;
        private final RowTally tally;
        private final ReadJob job;

        Work(
                AerospikeClient client,
                ColumnarClient columnar,
                BufferAllocator allocator,
                Exporter exporter,
                RowTally tally) {
            this.client = client;
            this.columnar = columnar;
            this.allocator = allocator;
            this.exporter = exporter;
            this.tally = tally;
            job = new ReadJob(client, context.console(), report, columns, empty, set.target());
        }

        void requireSomething(Optional<KeyFile> keyFile) throws IOException {
            job.requireSomething(tally, keyFile.map(KeyFile::type));
        }

        private Schema schema(Optional<KeyFile> keyFile) throws IOException {
            Schema schema = job.resolve(keyFile);
            filter.requireBins(client, set.target(), empty);
            if (exporter.writesParquet()) {
                ParquetFile.requireWritable(schema);
            }
            return schema;
        }

        void explain(Optional<KeyFile> keyFile) throws IOException {
            Schema schema = schema(keyFile);
            if (keyFile.isPresent()) {
                job.explain(columnar, keyFile.get(), schema, output.rowsPerBatch());
            } else {
                job.explain(columnar, ReadJob.limited(spec(), limit()), schema);
            }
        }

        private OptionalLong limit() {
            return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
        }

        private QuerySpec spec() {
            return filter.applyTo(
                    QuerySpec.of(set.target())
                            .withPartitions(partitions.first(), partitions.count())
                            .withRecordsPerSecond(recordsPerSecond));
        }

        private RowOrigin keys(KeyFile keyFile, Schema schema, StreamOptions options) {
            return new RowOrigin.Keys(
                    columnar, allocator, keyFile, ReadJob.withResultCode(schema), options);
        }

        private RowOrigin origin(Optional<KeyFile> keyFile, Schema schema) throws IOException {
            StreamOptions options = job.streamOptions(allocator, output.rowsPerBatch());
            if (keyFile.isPresent()) {
                return keys(keyFile.get(), schema, options);
            }
            return job.scan(columnar, spec(), limit(), schema, options);
        }

        private OptionalLong expectedRows(Optional<KeyFile> keyFile) {
            if (keyFile.isPresent()) {
                return keyFile.get().count();
            }
            if (filter.isGiven()) {
                return OptionalLong.empty(); // How many pass is known at the end.
            }
            long records;
            try {
                records = job.expectedRecords() * partitions.count() / PartitionId.COUNT;
            } catch (RuntimeException e) {
                // It is for the progress bar only, and rows can be read all the same.
                return OptionalLong.empty();
            }
            return OptionalLong.of(limit == null ? records : Math.min(limit, records));
        }

        long inOneGo(Optional<KeyFile> keyFile) throws IOException, SQLException {
            Schema schema = schema(keyFile);
            try (RowOrigin origin = origin(keyFile, schema);
                    Progress progress =
                            report.progress(
                                    context.console(),
                                    "Exporting",
                                    0,
                                    () -> expectedRows(keyFile));
                    RowSource source =
                            origin.open(Optional.empty(), schema, counting(progress, 0))) {
                Optional<Path> file = output.file();
                if (exporter.printsTable()) {
                    report.printTable(context.console(), source, progress);
                } else if (file.isPresent()) {
                    exporter.toFile(source, file.get(), output.existing());
                } else {
                    exporter.toChannel(source, Channels.newChannel(context.console().dataOut()));
                }
                job.reportMismatches(origin.mismatches());
            }
            return 0;
        }

        long resumably(Optional<KeyFile> keyFile) throws IOException, SQLException {
            try (ResumableExport export =
                    ResumableExport.open(
                            exporter,
                            output.file().orElseThrow(),
                            request(),
                            checkpointRows,
                            restart ? Earlier.DISCARD : Earlier.GO_ON)) {
                long kept = export.rowsKept();
                if (kept > 0) {
                    report.note(
                            context.console(),
                            "Going on after "
                                    + Quantity.grouped(kept, "row")
                                    + " in "
                                    + export.folder()
                                    + ".");
                }
                try {
                    resume(export, keyFile, kept);
                } catch (IOException | SQLException | RuntimeException e) {
                    throw Resuming.failed(e, export);
                }
                return kept;
            }
        }

        private void resume(ResumableExport export, Optional<KeyFile> keyFile, long kept)
                throws IOException, SQLException {
            Optional<Schema> stored = export.schema();
            Schema schema = stored.isPresent() ? stored.get() : schema(keyFile);
            try (RowOrigin origin = origin(keyFile, schema);
                    Progress progress =
                            report.progress(
                                    context.console(),
                                    "Exporting",
                                    kept,
                                    () -> expectedRows(keyFile))) {
                export.run(origin, schema, counting(progress, kept));
                job.reportMismatches(origin.mismatches());
            }
        }

        private Consumer<VectorSchemaRoot> counting(Progress progress, long earlierRows) {
            return batch -> {
                tally.add(batch);
                progress.advanceTo(earlierRows + tally.rows());
            };
        }
    }

    /** What the rows depend on: two exports with the same answers can be one. */
    private Map<String, String> request() throws IOException {
        Map<String, String> request = new TreeMap<>();
        request.put("set", set.target().toString());
        request.put("format", output.requireFormat(context.console()).optionName());
        request.put("columns", columns.description());
        request.put("on-mismatch", columns.onMismatch().toString());
        request.put("partitions", partitions.toString());
        request.put("keys", keys.description());
        request.put("where", filter.description());
        if (output.guardsFormulas()) {
            request.put("guard-formulas", "yes");
        }
        return request;
    }

    private void summarise(RowTally tally, long earlierRows, long nanos) throws IOException {
        Console console = context.console();
        long rows = earlierRows + tally.rows();
        if (rows == 0 && keys.file().isEmpty() && (limit == null || limit > 0)) {
            report.warn(
                    console,
                    "No record of "
                            + set.target()
                            + (filter.isGiven()
                                    ? " passes --where, so there are columns and no rows."
                                    : " was found, so there are columns and no rows."
                                            + " 'aerospike-arrow info' lists the sets."));
        }
        double seconds = nanos / 1e9;
        Optional<Path> file = output.file().filter(Files::isRegularFile);
        OptionalLong bytes =
                file.isPresent() ? OptionalLong.of(Files.size(file.get())) : OptionalLong.empty();
        if (report.isJson()) {
            ObjectNode result = report.object();
            result.put("rows", rows);
            if (earlierRows > 0) {
                result.put("rowsKeptBefore", earlierRows);
            }
            if (keys.file().isPresent()) {
                ReadJob.addCounts(result, tally);
            }
            file.ifPresent(path -> result.put("output", path.toString()));
            bytes.ifPresent(size -> result.put("bytes", size));
            result.put("seconds", Math.round(seconds * 1000) / 1000.0);
            report.json(console, result, output.dataOn());
            return;
        }
        report.note(
                console,
                Quantity.grouped(rows, "row")
                        + (keys.file().isPresent() ? ReadJob.counts(tally) : "")
                        + file.map(path -> " in " + path).orElse("")
                        + (bytes.isPresent() ? " (" + Sizes.text(bytes.getAsLong()) + ")" : "")
                        + Sizes.pace(seconds, tally.rows()));
    }
}
