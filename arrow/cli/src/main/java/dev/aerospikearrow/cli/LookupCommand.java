package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Progress;
import dev.aerospikearrow.cli.export.Exporter;
import dev.aerospikearrow.cli.export.KeyFile;
import dev.aerospikearrow.cli.export.RowOrigin;
import dev.aerospikearrow.cli.export.RowSource;
import dev.aerospikearrow.cli.export.RowTally;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.FormulaGuard;
import dev.aerospikearrow.cli.file.ParquetFile;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records of keys, as columns. */
@Command(
        name = "lookup",
        description = {
            "Read the records of some keys, row by row in the order of the keys.",
            "A key without a record is a row of nulls, and so is a key that is null."
        },
        footer = {
            "",
            "Examples:",
            "  Two flights, as a table:",
            "    aerospike-arrow lookup test.flights 28 31",
            "",
            "  Keys out of a pipe, columns into a pipe:",
            "    seq 1 1000 | aerospike-arrow lookup test.flights -k - -c delay,origin > some.csv",
            "",
            "  Enrich the column 'user' of a Parquet file:",
            "    aerospike-arrow lookup test.users -k orders.parquet --key-column user \\",
            "      -o users.parquet",
            "",
            "  A value inside a map bin:",
            "    aerospike-arrow lookup test.users alice -c 'trips=features.driver.trips:Int64'"
        })
final class LookupCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "NAMESPACE.SET",
            completionCandidates = CompletionCommand.Sets.class,
            description = "The set.")
    private SetName target = SetArgument.NONE_YET;

    @Parameters(index = "1..*", paramLabel = "KEY", description = "Keys; or give them with --keys.")
    private List<String> keysAsArguments = new ArrayList<>();

    @Mixin private KeyOptions keys = new KeyOptions();
    @Mixin private ColumnOptions columns = new ColumnOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--require-all",
            description = "Fail with exit code 7, after all rows, if a key has no record.")
    private boolean allRequired;

    @Mixin private ExplainOption explain = new ExplainOption();

    @Mixin private EmptyOptions empty = new EmptyOptions();
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    LookupCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Console console = context.console();
        FileFormat format = output.requireFormat(console);
        if (keys.file().isPresent() != keysAsArguments.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE,
                    keysAsArguments.isEmpty()
                            ? "No keys: write them behind the set, or name a file with --keys (-"
                                    + " for standard input)."
                            : "Keys are given twice, behind the set and with --keys. Keep one.");
        }
        long start = System.nanoTime();
        RowTally tally = new RowTally();
        try (AerospikeClient client = cluster.connect(console, report.statistics(console));
                BufferAllocator allocator = new RootAllocator();
                ColumnarClient columnar = ColumnarClient.over(client);
                KeyFile keyFile =
                        keys.file().isPresent()
                                ? keys.open(target, console, allocator)
                                : keys.ofArguments(target, keysAsArguments)) {
            ReadJob job = new ReadJob(client, console, report, columns, empty, target);
            Schema schema = job.resolve(Optional.of(keyFile));
            if (explain.isExplained()) {
                job.explain(columnar, keyFile, schema, output.rowsPerBatch());
                return ExitCode.DONE.status();
            }
            if (format == FileFormat.PARQUET) {
                ParquetFile.requireWritable(schema);
            }
            try (RowOrigin origin =
                            new RowOrigin.Keys(
                                    columnar,
                                    allocator,
                                    keyFile,
                                    ReadJob.withResultCode(schema),
                                    job.streamOptions(allocator, output.rowsPerBatch()));
                    Progress progress = report.progress(console, "Looking up", 0, keyFile::count);
                    RowSource source =
                            origin.open(
                                    Optional.empty(),
                                    schema,
                                    batch -> {
                                        tally.add(batch);
                                        progress.advanceTo(tally.rows());
                                    })) {
                write(source, format, allocator, progress);
                job.reportMismatches(origin.mismatches());
            }
            job.requireSomething(tally, Optional.of(keyFile.type()));
        }
        summarise(tally, System.nanoTime() - start);
        return ExitCode.DONE.status();
    }

    private void write(
            RowSource source, FileFormat format, BufferAllocator allocator, Progress progress)
            throws IOException, SQLException {
        Console console = context.console();
        FormulaGuard guard = output.guard(format);
        Optional<Path> file = output.file();
        if (format == FileFormat.TABLE) {
            report.printTable(console, source, progress);
            return;
        }
        Exporter exporter =
                new Exporter(
                        allocator, context.interruption(), format, output.compression(), guard);
        if (file.isPresent()) {
            exporter.toFile(source, file.get(), output.existing());
        } else {
            exporter.toChannel(source, Channels.newChannel(console.dataOut()));
        }
        OutputOptions.reportGuarded(guard, console, report);
    }

    private void summarise(RowTally tally, long nanos) throws IOException {
        double seconds = nanos / 1e9;
        Optional<Path> file = output.file().filter(Files::isRegularFile);
        OptionalLong bytes =
                file.isPresent() ? OptionalLong.of(Files.size(file.get())) : OptionalLong.empty();
        if (report.isJson()) {
            ObjectNode result = report.object();
            result.put("rows", tally.rows());
            ReadJob.addCounts(result, tally);
            output.file().ifPresent(path -> result.put("output", path.toString()));
            bytes.ifPresent(size -> result.put("bytes", size));
            result.put("seconds", Math.round(seconds * 1000) / 1000.0);
            report.json(context.console(), result, output.dataOn());
        } else {
            report.note(
                    context.console(),
                    Quantity.grouped(tally.rows(), "key")
                            + ReadJob.counts(tally)
                            + (bytes.isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            ", in %s (%s)%s",
                                            file.get(),
                                            Sizes.text(bytes.getAsLong()),
                                            Sizes.pace(seconds, tally.rows()))
                                    : ""));
        }
        ReadJob.requireNoneFailed(tally);
        if (allRequired && tally.found() < tally.rows()) {
            throw new CliException(
                    ExitCode.INCOMPLETE,
                    String.format(
                            Locale.ROOT,
                            "%,d of %s %s no record in %s.",
                            tally.rows() - tally.found(),
                            Quantity.grouped(tally.rows(), "key"),
                            Quantity.verb(tally.rows() - tally.found(), "has", "have"),
                            target));
        }
    }
}
