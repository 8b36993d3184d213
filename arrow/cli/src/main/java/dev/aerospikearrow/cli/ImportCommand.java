package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.cli.console.Progress;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.InputFile;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.write.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.write.IncompleteWriteException;
import dev.aerospikearrow.columnar.write.OnInvalidRow;
import dev.aerospikearrow.columnar.write.OnNull;
import dev.aerospikearrow.columnar.write.WriteResult;
import dev.aerospikearrow.protocol.message.MessageEncoder.SendKey;
import dev.aerospikearrow.protocol.operation.RecordCommand.WriteMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
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
    private String input = "-";

    @Parameters(index = "1", paramLabel = "NAMESPACE.SET", description = "Where to write.")
    private Target target = new Target("", "");

    @Option(
            names = {"-k", "--key-column"},
            paramLabel = "NAME",
            description = {
                "The column of the keys: integers, texts or bytes; or __digest.",
                "Default: __key or __digest, if the file has one of them."
            })
    private @Nullable String keyColumn;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "parquet, arrow, arrows, csv or jsonl. Default: what the name says.")
    private @Nullable FileFormat format;

    @Option(
            names = "--bins",
            paramLabel = "NAMES",
            split = ",",
            description = "The columns to write. Default: all but the key.")
    private List<String> bins = new ArrayList<>();

    @Option(
            names = "--no-stored-keys",
            description = {
                "Do not store the keys with the records: smaller, but only digests can be",
                "exported afterwards."
            })
    private boolean keysLeftOut;

    @Option(
            names = "--mode",
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
                "Leave out and count rows that cannot be written: a null key, a value too large.",
                "Default: fail before anything of their record batch is sent."
            })
    private boolean invalidSkipped;

    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    ImportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Console console = context.console();
        long start = System.nanoTime();
        ImportTally tally = new ImportTally();
        try (BufferAllocator allocator = new RootAllocator();
                InputFile file =
                        InputFile.open(
                                input, Optional.ofNullable(format), console.in(), allocator)) {
            Schema schema = file.reader().getVectorSchemaRoot().getSchema();
            ColumnarWriteOptions.Builder options = options(schema);
            try (AerospikeClient client = cluster.connect();
                    ColumnarClient columnar = ColumnarClient.over(client);
                    Progress progress = report.progress(console, "Importing", 0, file.rowCount())) {
                write(file, columnar, options.dictionaries(file.reader()).build(), tally, progress);
            }
        }
        summarise(tally, System.nanoTime() - start);
        return ExitCode.DONE.status();
    }

    /** While one record batch is on its way, the next one is read and made into bytes. */
    private void write(
            InputFile file,
            ColumnarClient columnar,
            ColumnarWriteOptions options,
            ImportTally tally,
            Progress progress)
            throws IOException {
        try (Interruption.Scope running = context.interruption().whileRunning(() -> {})) {
            VectorSchemaRoot root = file.reader().getVectorSchemaRoot();
            Optional<CompletableFuture<WriteResult>> sent = Optional.empty();
            while (!context.interruption().isInterrupted() && file.next(input)) {
                Optional<CompletableFuture<WriteResult>> before = sent;
                CompletableFuture<WriteResult> next;
                try {
                    next = columnar.batchWriteAsync(root, options);
                } finally {
                    take(before, tally, progress);
                }
                sent = Optional.of(next);
            }
            take(sent, tally, progress);
            running.requireGoingOn();
        }
    }

    private void take(
            Optional<CompletableFuture<WriteResult>> sent, ImportTally tally, Progress progress) {
        if (sent.isEmpty()) {
            return;
        }
        try {
            tally.add(sent.get().join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof IncompleteWriteException incomplete) {
                tally.add(incomplete.result());
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            progress.advanceTo(tally.rows());
        }
    }

    private ColumnarWriteOptions.Builder options(Schema schema) {
        Field key = keyField(schema);
        boolean digest = key.getName().equals(MetadataColumn.DIGEST.fieldName());
        ColumnarWriteOptions.Builder options =
                digest
                        ? ColumnarWriteOptions.keyedByDigest(key.getName())
                        : ColumnarWriteOptions.keyedBy(key.getName());
        if (digest && !(isBytes(key))) {
            throw new CliException(
                    ExitCode.MISFIT,
                    "The digests of "
                            + input
                            + " are texts. Only Parquet and Arrow files keep them as bytes.");
        }
        if (!digest && !keysLeftOut) {
            options.sendKey(SendKey.WITH_USER_KEY);
        }
        if (!bins.isEmpty()) {
            options.bins(bins.toArray(String[]::new));
        }
        Optional.ofNullable(ttlColumn).ifPresent(options::ttlColumn);
        Optional.ofNullable(ttl).ifPresent(text -> options.timeToLive(timeToLive(text)));
        return options.namespace(target.namespace())
                .setName(target.setName())
                .mode(mode)
                .onNull(nullDeletes ? OnNull.DELETE : OnNull.LEAVE)
                .onInvalidRow(invalidSkipped ? OnInvalidRow.SKIP : OnInvalidRow.FAIL);
    }

    private static boolean isBytes(Field field) {
        return field.getType() instanceof ArrowType.Binary
                || field.getType() instanceof ArrowType.FixedSizeBinary;
    }

    private Field keyField(Schema schema) {
        List<String> names = schema.getFields().stream().map(Field::getName).toList();
        List<String> wanted =
                keyColumn != null
                        ? List.of(keyColumn)
                        : List.of(
                                MetadataColumn.KEY.fieldName(), MetadataColumn.DIGEST.fieldName());
        for (String name : wanted) {
            if (names.contains(name)) {
                return schema.findField(name);
            }
        }
        throw new CliException(
                ExitCode.USAGE,
                (keyColumn == null
                                ? "Which column of " + input + " has the keys? Say it with"
                                : input + " has no column " + keyColumn + " for")
                        + " --key-column. There are "
                        + String.join(", ", names)
                        + ".");
    }

    private static TimeToLive timeToLive(String text) {
        switch (text) {
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
                        .put("firstRow", unwritten.firstRow())
                        .put("firstKey", unwritten.firstKey());
            }
            result.put("seconds", Math.round(seconds * 1000) / 1000.0);
            report.json(context.console(), result, ReportOptions.DataOn.FILE);
        } else {
            report.note(
                    context.console(),
                    String.format(
                            Locale.ROOT,
                            "%,d rows written to %s, %.1f s, %,.0f rows/s",
                            tally.written(),
                            target,
                            seconds,
                            tally.written() / seconds));
        }
        if (tally.withoutBins() > 0) {
            report.warn(
                    context.console(),
                    String.format(
                            Locale.ROOT,
                            "%,d rows have nothing but a key, so there is nothing to write.",
                            tally.withoutBins()));
        }
        if (tally.failed() > 0) {
            throw new CliException(
                    ExitCode.INCOMPLETE,
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d rows were not written: %s.",
                            tally.failed(),
                            tally.rows(),
                            tally.reasons()));
        }
    }
}
