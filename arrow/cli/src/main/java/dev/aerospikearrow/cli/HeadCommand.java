package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Progress;
import dev.aerospikearrow.cli.export.Exporter;
import dev.aerospikearrow.cli.export.RowOrigin;
import dev.aerospikearrow.cli.export.RowSource;
import dev.aerospikearrow.cli.export.RowTally;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.FormulaGuard;
import dev.aerospikearrow.cli.file.ParquetFile;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarClient;
import java.io.IOException;
import java.nio.channels.Channels;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Some records of a set, to see what they look like. */
@Command(
        name = "head",
        description = "Show some records of a set: whichever the nodes come across first.",
        footer = {
            "",
            "Examples:",
            "  aerospike-arrow head test.flights",
            "  aerospike-arrow head test.flights -n 2 -c origin,delay -m key,ttl"
        })
final class HeadCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private SetParameter set = new SetParameter();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "ROWS",
            defaultValue = "10",
            description = "At most this many; 0 for none. Default: ${DEFAULT-VALUE}.")
    private long limit;

    @Mixin private FilterOptions filter = new FilterOptions();
    @Mixin private ColumnOptions columns = new ColumnOptions();
    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private EmptyOptions empty = new EmptyOptions();
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    HeadCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Console console = context.console();
        Numbers.atLeast(0, "--limit", limit);
        FileFormat format = output.requireFormat(console);
        FormulaGuard guard = output.guard(format);
        RowTally tally = new RowTally();
        try (AerospikeClient client = cluster.connect(console, report.statistics(console));
                BufferAllocator allocator = new RootAllocator();
                ColumnarClient columnar = ColumnarClient.over(client)) {
            ReadJob job = new ReadJob(client, console, report, columns, empty, set.target());
            Schema schema = job.resolve(Optional.empty());
            if (format == FileFormat.PARQUET) {
                ParquetFile.requireWritable(schema);
            }
            filter.requireBins(client, set.target(), empty);
            try (RowOrigin origin =
                            job.scan(
                                    columnar,
                                    filter.applyTo(QuerySpec.of(set.target())),
                                    OptionalLong.of(limit),
                                    schema,
                                    job.streamOptions(allocator, output.rowsPerBatch()));
                    RowSource source = origin.open(Optional.empty(), schema, tally::add)) {
                if (format == FileFormat.TABLE) {
                    report.printTable(console, source, Progress.NONE);
                } else {
                    Exporter exporter =
                            new Exporter(
                                    allocator,
                                    context.interruption(),
                                    format,
                                    output.compression(),
                                    guard);
                    if (output.file().isPresent()) {
                        exporter.toFile(source, output.file().get(), output.existing());
                    } else {
                        exporter.toChannel(source, Channels.newChannel(console.dataOut()));
                    }
                }
                job.reportMismatches(origin.mismatches());
            }
            job.requireSomething(tally, Optional.empty());
        }
        OutputOptions.reportGuarded(guard, console, report);
        if (report.isJson()) {
            report.json(console, report.object().put("rows", tally.rows()), output.dataOn());
        }
        return ExitCode.DONE.status();
    }
}
