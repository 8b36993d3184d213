package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Progress;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.InputFile;
import dev.aerospikearrow.cli.load.FileSchema;
import dev.aerospikearrow.cli.load.Load;
import dev.aerospikearrow.cli.load.LoadOptions;
import dev.aerospikearrow.cli.load.Loads;
import dev.aerospikearrow.cli.load.RowFile;
import dev.aerospikearrow.cli.load.TypeOption;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.OnInvalidRow;
import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.columnar.SchemaNotes;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A file's rows as records of a set. */
@Command(
        name = "import",
        description = {
            "Write the rows of a file to a set: each column becomes a bin of its name.",
            "A row is the record of its key; importing a file twice is the same as once."
        },
        footer = {
            "",
            "Examples:",
            "  Flights, by their column id:",
            "    aerospike-arrow import flights.parquet test.flights --key-column id",
            "",
            "  What another program prints:",
            "    psql -c 'copy users to stdout csv header' |",
            "      aerospike-arrow import - test.users -f csv -k name",
            "",
            "  Only some columns, for a day, and not over what is there:",
            "    aerospike-arrow import users.csv test.users -k name --bins age,city \\",
            "      --ttl 86400 --mode create",
            "",
            "  A file of 'export --metadata digest', back to its records:",
            "    aerospike-arrow import users.parquet test.users -k __digest"
        })
final class ImportCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = {
                "Parquet, Arrow, CSV (also packed: .csv.gz) or JSON lines;",
                "- for standard input, with --format."
            })
    private Path inputFile = Path.of("-");

    @Parameters(
            index = "1",
            paramLabel = "NAMESPACE.SET",
            completionCandidates = CompletionCommand.Sets.class,
            description = "Where to write.")
    private SetName target = SetArgument.NONE_YET;

    @Option(
            names = {"-k", "--key-column"},
            paramLabel = "NAME",
            description = {
                "The column of the keys: integers, texts or bytes; or __digest.",
                "Default: __key or __digest, if the file has one of them."
            })
    private @Nullable String keyColumn;

    @Option(
            names = "--key-type",
            converter = Choices.OfKeyType.class,
            completionCandidates = Choices.OfKeyType.class,
            paramLabel = "TYPE",
            description = {
                "What the keys of CSV or JSON lines are: int, text, blob or digest (both in",
                "hexadecimal). Default: in CSV what all of them are, in JSON what each is."
            })
    private @Nullable KeyType keyType;

    @Option(
            names = {"-f", "--format"},
            converter = Choices.OfFileFormat.class,
            completionCandidates = Choices.OfFileFormat.class,
            paramLabel = "FORMAT",
            description = "parquet, arrow, arrows, csv or jsonl. Default: what the name says.")
    private @Nullable FileFormat format;

    @Option(
            names = "--bins",
            paramLabel = "NAMES",
            split = ",",
            hideParamSyntax = true,
            description = "The columns to write. Default: all but the key.")
    private List<String> bins = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "COLUMN=TYPE,...",
            description = {
                "How columns of CSV or JSON lines are stored: string, int, double, bool, blob",
                "(hexadecimal), json, geojson, decimal:text (its digits), double:rounded, or a"
                        + " type",
                "of Arrow such as Timestamp(second, UTC). Default: FILE.schema.json, if export has",
                "written one; in CSV else what every value of the column is, in JSON what each is.",
                "Of other files only decimal:text and geojson."
            })
    private @Nullable String types;

    @Option(
            names = "--schema",
            paramLabel = "SCHEMA",
            description = "The types from this file instead of FILE.schema.json.")
    private @Nullable Path schemaFile;

    @Option(names = "--no-schema", description = "Do not use FILE.schema.json.")
    private boolean schemaIgnored;

    @Option(
            names = "--note-types",
            description = {
                "Keep the types of columns that bins do not tell, such as timestamps, in a record",
                "of the set " + SchemaNotes.SET_NAME + ": schema and export use them."
            })
    private boolean typesNoted;

    @Mixin private CsvOptions csv = new CsvOptions();

    @Option(
            names = "--no-stored-keys",
            description = {
                "Do not store the keys with the records: smaller, but only digests can be",
                "exported afterwards."
            })
    private boolean keysLeftOut;

    @Option(
            names = "--mode",
            converter = Choices.OfWriteMode.class,
            completionCandidates = Choices.OfWriteMode.class,
            paramLabel = "MODE",
            defaultValue = "upsert",
            description = {
                "upsert: create, or change these bins. create: fail if it exists. update: fail if",
                "it does not. upsert-replace, replace: the same, dropping other bins.",
                "Default: ${DEFAULT-VALUE}."
            })
    private WriteMode mode = WriteMode.UPSERT;

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            description = {
                "When records expire: seconds, never or unchanged. Default: the server's default."
            })
    private @Nullable String ttl;

    @Option(
            names = "--ttl-column",
            paramLabel = "NAME",
            description = "The column with each record's time to live, in seconds.")
    private @Nullable String ttlColumn;

    @Option(
            names = "--delete-null-bins",
            description = "Null deletes its bin. Default: null leaves it as it is.")
    private boolean nullDeletes;

    @Option(
            names = "--skip-invalid",
            description = {
                "Leave out and count rows that cannot be written: a null key, a value that would",
                "not be kept as it is. Default: stop at the first one."
            })
    private boolean invalidSkipped;

    @Option(
            names = "--on-error",
            converter = Choices.OfErrorPolicy.class,
            completionCandidates = Choices.OfErrorPolicy.class,
            paramLabel = "POLICY",
            defaultValue = "stop",
            description = {
                "stop, or continue: with --skip-invalid, and go on after rows that no node",
                "answered for; all are counted. Default: ${DEFAULT-VALUE}."
            })
    private ImportRun.OnError onError = ImportRun.OnError.STOP;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description = "Write the rows that were not written to a file, with their reasons.")
    private @Nullable Path refusedFile;

    @Option(
            names = "--skip",
            paramLabel = "ROWS",
            defaultValue = "0",
            description = "Leave out so many rows at the beginning: they are written already.")
    private long skip;

    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    ImportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Console console = context.console();
        long start = System.nanoTime();
        FileFormat fileFormat = InputFile.format(input(), Optional.ofNullable(format));
        InputFile.requireReadable(input());
        requireSensible(fileFormat);
        ImportTally tally;
        try (BufferAllocator allocator = new RootAllocator();
                Closing<RowFile> rows =
                        Closing.of(
                                fileFormat.isText()
                                        ? Optional.of(openRows(fileFormat))
                                        : Optional.empty());
                Closing<InputFile> columns =
                        Closing.of(
                                fileFormat.isText()
                                        ? Optional.empty()
                                        : Optional.of(
                                                InputFile.open(
                                                        input(),
                                                        fileFormat,
                                                        console.in(),
                                                        allocator)))) {
            if (rows.content().isPresent()) {
                Loads.requireKey(rows.content().get(), options());
            } else {
                Loads.requireKey(columns.content().orElseThrow(), options());
            }
            try (AerospikeClient client = cluster.connect(console, report.statistics(console));
                    ColumnarClient columnar = ColumnarClient.over(client);
                    RefusedRows refused = RefusedRows.into(Optional.ofNullable(refusedFile))) {
                Load load =
                        rows.content().isPresent()
                                ? Loads.ofRows(rows.content().get(), client, options())
                                : Loads.ofColumns(
                                        columns.content().orElseThrow(),
                                        columnar,
                                        options(),
                                        types());
                tally = new ImportTally(load.skip(skip));
                try (Progress progress =
                        report.progress(console, "Importing", tally.skipped(), load::rowCount)) {
                    new ImportRun(load, tally, refused, onError, progress)
                            .run(context.interruption());
                }
                if (typesNoted) {
                    noteTypes(
                            client,
                            rows.content().isPresent()
                                    ? Loads.fields(rows.content().get(), options())
                                    : Loads.fields(columns.content().orElseThrow(), options()));
                }
            }
        }
        summarise(tally, System.nanoTime() - start);
        return ExitCode.DONE.status();
    }

    private String input() {
        return inputFile.toString();
    }

    private void noteTypes(AerospikeClient client, List<Field> fields) {
        int noted = SchemaNotes.of(client).add(target, fields);
        report.note(
                context.console(),
                noted == 0
                        ? "No column has a type that its bin does not tell, so none is noted."
                        : String.format(
                                Locale.ROOT,
                                "The types of %,d %s are noted in %s.%s.",
                                noted,
                                Quantity.verb(noted, "column", "columns"),
                                target.namespace(),
                                SchemaNotes.SET_NAME));
    }

    private void requireSensible(FileFormat fileFormat) {
        Numbers.atLeast(0, "--skip", skip);
        types();
        boolean described = schemaFile != null || schemaIgnored;
        if (!fileFormat.isText() && described) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--schema and --no-schema are for CSV and JSON lines; "
                            + fileFormat
                            + " files say themselves what their columns are.");
        }
        if (typesNoted && target.isNamespace()) {
            throw new CliException(
                    ExitCode.USAGE, "--note-types needs a set: its name is the note's key.");
        }
        if (fileFormat != FileFormat.CSV) {
            csv.requireUnused(fileFormat);
        }
    }

    private TypeOption types() {
        return types == null ? TypeOption.NONE : TypeOption.parse(types);
    }

    private RowFile openRows(FileFormat fileFormat) throws IOException {
        RowFile file =
                RowFile.open(
                        input(),
                        context.console().in(),
                        new RowFile.Description(
                                fileFormat,
                                csv.dialect(),
                                types(),
                                Optional.ofNullable(keyColumn),
                                Optional.ofNullable(keyType),
                                schema()));
        if (fileFormat == FileFormat.CSV) {
            csv.describeHeader(file, input(), context.console(), report);
        }
        file.notes().forEach(note -> report.note(context.console(), note));
        return file;
    }

    private FileSchema schema() throws IOException {
        if (schemaFile != null) {
            return FileSchema.read(schemaFile);
        }
        if (schemaIgnored || input().equals("-")) {
            return FileSchema.NONE;
        }
        Path beside = FileSchema.beside(inputFile);
        if (!Files.exists(beside)) {
            return FileSchema.NONE;
        }
        report.note(context.console(), "Types from " + beside + ".");
        return FileSchema.read(beside);
    }

    private LoadOptions options() {
        boolean skipped = invalidSkipped || onError == ImportRun.OnError.CONTINUE;
        return new LoadOptions(
                target,
                Optional.ofNullable(keyColumn),
                Optional.ofNullable(keyType),
                bins,
                mode,
                ttl == null ? TimeToLive.SERVER_DEFAULT : timeToLive(ttl),
                Optional.ofNullable(ttlColumn),
                keysLeftOut ? LoadOptions.StoredKeys.LEFT_OUT : LoadOptions.StoredKeys.STORED,
                nullDeletes ? OnNull.DELETE : OnNull.LEAVE,
                skipped ? OnInvalidRow.SKIP : OnInvalidRow.FAIL,
                cluster.retryTime());
    }

    private static TimeToLive timeToLive(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "never":
                return TimeToLive.NEVER;
            case "unchanged":
                return TimeToLive.UNCHANGED;
            default:
                try {
                    return TimeToLive.of(Duration.ofSeconds(Long.parseLong(text)));
                } catch (NumberFormatException e) {
                    throw new CliException(
                            ExitCode.USAGE,
                            "--ttl is a number of seconds, never or unchanged, but found \""
                                    + text
                                    + "\".",
                            e);
                }
        }
    }

    private void summarise(ImportTally tally, long nanos) {
        double seconds = nanos / 1e9;
        if (report.isJson()) {
            ObjectNode result = report.object();
            result.put("rows", tally.rows());
            result.put("written", tally.written());
            ArrayNode others = result.putArray("notWritten");
            for (ImportTally.Unwritten unwritten : tally.unwritten()) {
                others.addObject()
                        .put("reason", unwritten.reason())
                        .put("rows", unwritten.rows())
                        .put("firstRow", unwritten.first().row())
                        .put("firstKey", unwritten.first().key());
            }
            if (tally.skipped() > 0) {
                result.put("skipped", tally.skipped());
            }
            if (tally.inDoubt() > 0) {
                result.put("inDoubt", tally.inDoubt());
            }
            result.put("seconds", Math.round(seconds * 1000) / 1000.0);
            report.json(context.console(), result, ReportOptions.DataOn.FILE);
        } else {
            report.note(
                    context.console(),
                    String.format(
                            Locale.ROOT,
                            "%,d %s written to %s%s",
                            tally.written(),
                            Quantity.verb(tally.written(), "row", "rows"),
                            target,
                            Sizes.pace(seconds, tally.written())));
        }
        if (tally.withoutBins() > 0) {
            report.warn(
                    context.console(),
                    String.format(
                            Locale.ROOT,
                            "%,d %s nothing but a key, so there is nothing to write.",
                            tally.withoutBins(),
                            Quantity.verb(tally.withoutBins(), "row has", "rows have")));
        }
        if (tally.failed() > 0) {
            throw new CliException(
                    ExitCode.INCOMPLETE,
                    String.format(
                            Locale.ROOT,
                            "%,d of %s %s not written: %s.%s",
                            tally.failed(),
                            Quantity.grouped(tally.rows(), "row"),
                            Quantity.verb(tally.failed(), "was", "were"),
                            tally.reasons(),
                            tally.inDoubt() > 0 ? " " + tally.doubts() + "." : ""));
        }
    }
}
