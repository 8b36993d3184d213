package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.PlainText;
import dev.aerospikearrow.cli.console.Progress;
import dev.aerospikearrow.cli.table.TableOutput;
import dev.aerospikearrow.data.MessageValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.arrow.vector.ipc.ArrowReader;
import picocli.CommandLine.Option;

/** Options about what a command says of itself, and how. */
final class ReportOptions {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--json",
            description = {
                "For programs: results and failures as JSON, one object on a line.",
                "On standard output, or on standard error if the rows go to standard output."
            })
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, no notes and no summary; failures only.")
    private boolean quiet;

    @Option(
            names = "--no-progress",
            description = "No progress bar. There is none in a pipe anyway.")
    private boolean progressForbidden;

    @Option(
            names = "--hide-values",
            description = {
                "Messages tell no values and no user keys, but types, lengths and digests: for",
                "output that is kept in logs."
            })
    private void hideValues(boolean hidden) {
        if (hidden) {
            MessageValues.hide();
        }
    }

    @Option(
            names = "--stats",
            description = {
                "At the end, say on standard error what the client did: calls, stages, nodes,",
                "connections, bytes and rows. With --json, as an object."
            })
    private boolean statistics;

    /** Who reports what a client did, if that is wanted. */
    Optional<StatisticsReport> statistics(Console console) {
        return statistics
                ? Optional.of(
                        new StatisticsReport(
                                console,
                                json ? StatisticsReport.Form.JSON : StatisticsReport.Form.TABLES))
                : Optional.empty();
    }

    boolean isJson() {
        return json;
    }

    /**
     * @param total how many rows are expected; asked only if progress is drawn
     */
    Progress progress(Console console, String task, long doneBefore, Supplier<OptionalLong> total) {
        return quiet || json || progressForbidden || !console.canRedraw()
                ? Progress.NONE
                : Progress.start(console, task, doneBefore, total.get());
    }

    /** A line for people on standard error. */
    void note(Console console, String text) {
        if (!quiet && !json) {
            console.say(text);
        }
    }

    /** A line for people who should look: also for programs, which find it in the errors. */
    void warn(Console console, String text) {
        if (json) {
            console.say(JSON.createObjectNode().put("warning", text).toString());
        } else if (!quiet) {
            console.say("Warning: " + text);
        }
    }

    /**
     * Rows for people, and how they see those that are left out.
     *
     * @return how many rows there were
     */
    long printTable(Console console, ArrowReader rows, Progress progress) throws IOException {
        TableOutput.Printed printed = new TableOutput(console).print(rows, progress::close);
        if (!printed.complete()) {
            note(
                    console,
                    "Not everything is shown. -f csv or jsonl has all rows and columns, and so has"
                            + " a file: -o FILE.");
        }
        return printed.rowCount();
    }

    ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A result for programs. */
    void json(Console console, JsonNode result, DataOn data) {
        if (data == DataOn.STANDARD_OUTPUT) {
            console.say(result.toString());
        } else {
            print(console, result + "\n");
        }
    }

    /** Where rows go, so that results go elsewhere. */
    enum DataOn {
        FILE,
        STANDARD_OUTPUT
    }

    /** Text on standard output. */
    static void print(Console console, String text) {
        try {
            console.out().write(PlainText.of(text).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
