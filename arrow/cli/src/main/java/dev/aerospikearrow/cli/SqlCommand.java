package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.sql.SqlSession;
import dev.aerospikearrow.cli.sql.SqlText;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.StreamOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Statements of SQL over the sets of a cluster. */
@Command(
        name = "sql",
        description = {
            "Run SQL in which the sets of the cluster are tables: test.flights.",
            "DuckDB evaluates it; only the columns that a statement uses are read, anew by each"
                    + " statement. Without a statement there is a prompt, or the statements of"
                    + " standard input are run."
        },
        footer = {
            "",
            "Examples:",
            "  One statement:",
            "    aerospike-arrow sql \\",
            "      'SELECT origin, avg(delay) FROM test.flights GROUP BY 1 ORDER BY 2 DESC LIMIT"
                    + " 5'",
            "",
            "  A result as a file:",
            "    aerospike-arrow sql 'FROM test.flights WHERE delay > 300' -o late.parquet",
            "",
            "  Together with a file:",
            "    aerospike-arrow sql \"FROM 'trips.parquet' t JOIN test.flights f ON f.__key ="
                    + " t.id\"",
            "",
            "  Statements of a file:",
            "    aerospike-arrow sql < report.sql"
        })
final class SqlCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            paramLabel = "STATEMENT",
            arity = "0..*",
            description = "Statements, with semicolons between them.")
    private List<String> statements = new ArrayList<>();

    @Mixin private OutputOptions output = new OutputOptions();

    @Mixin private ValueOptions values = new ValueOptions();
    @Mixin private EmptyOptions empty = new EmptyOptions();
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    SqlCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Console console = context.console();
        boolean interactive = statements.isEmpty() && console.isTerminal(Console.Stream.IN);
        List<String> given = interactive ? List.of() : SqlText.of(text(console)).all();
        if (interactive && output.file().isPresent()) {
            throw new CliException(
                    ExitCode.USAGE, "-o is for the rows of a statement. Write it behind sql.");
        }
        if (given.isEmpty() && !interactive) {
            throw new CliException(
                    ExitCode.USAGE,
                    "There is no statement. Write it behind sql, or lead it into standard input.");
        }
        output.guard(output.requireFormat(console));
        try (AerospikeClient client = cluster.connect(console, report.statistics(console));
                BufferAllocator allocator = new RootAllocator();
                ColumnarClient columnar = ColumnarClient.over(client)) {
            ClusterSets sets = new ClusterSets(client, empty, values.sampleRecords());
            StreamOptions reading =
                    StreamOptions.builder()
                            .readOptions(
                                    ReadOptions.builder().onMismatch(values.onMismatch()).build())
                            .build();
            try (SqlSession session = SqlSession.open(columnar, sets, reading)) {
                StatementRun run = new StatementRun(context, output, report, allocator, session);
                if (interactive) {
                    new SqlPrompt(context, report, run).talk(sets);
                } else {
                    for (int i = 0; i < given.size(); i++) {
                        run.run(given.get(i), i == given.size() - 1);
                    }
                }
            }
        }
        return ExitCode.DONE.status();
    }

    private String text(Console console) throws IOException {
        return statements.isEmpty()
                ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
                : String.join(" ", statements);
    }
}
