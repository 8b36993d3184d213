package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.columns.SchemaFile;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.SchemaNotes;
import dev.aerospikearrow.columnar.content.ClusterCounts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A schema proposed from a sample. */
@Command(
        name = "schema",
        description = {
            "Look at some records of a set, and propose a column for each bin.",
            "It says of which type, why of this one, and what it does not take. A sample is no"
                    + " proof: check it."
        },
        footer = {
            "",
            "Examples:",
            "  What is in a set?",
            "    aerospike-arrow schema test.flights",
            "",
            "  Keep it, correct it, use it:",
            "    aerospike-arrow schema test.flights --json > flights.json",
            "    aerospike-arrow export test.flights --schema flights.json -o flights.parquet",
            "",
            "  As Java, to paste into a program:",
            "    aerospike-arrow schema test.flights --java"
        })
final class SchemaCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private SetParameter set = new SetParameter();

    @Option(
            names = {"-n", "--sample"},
            paramLabel = "RECORDS",
            defaultValue = "1000",
            description = "Records to look at. Default: ${DEFAULT-VALUE}.")
    private long sampleRecords;

    @Option(names = "--java", description = "Print a Java class with the schema.")
    private boolean java;

    @Mixin private EmptyOptions empty = new EmptyOptions();
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    SchemaCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Console console = context.console();
        Numbers.atLeast(1, "--sample", sampleRecords);
        InferredSchema proposal;
        try (AerospikeClient client = cluster.connect(console, report.statistics(console))) {
            empty.requireRecords(new ClusterCounts(client), set.target());
            proposal =
                    SchemaNotes.of(client)
                            .applyTo(SchemaInference.sample(client, set.target(), sampleRecords));
        }
        if (proposal.sampledRecords() == 0) {
            report.warn(
                    console,
                    "No record of "
                            + set.target()
                            + " was found, so there is nothing to propose. 'aerospike-arrow info'"
                            + " lists the sets.");
        }
        if (report.isJson()) {
            ReportOptions.print(console, SchemaFile.of(proposal) + "\n");
        } else if (java) {
            ReportOptions.print(console, proposal.toJavaSource());
        } else {
            ReportOptions.print(console, proposal.toString());
        }
        return ExitCode.DONE.status();
    }
}
