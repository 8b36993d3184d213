package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.benchmarks.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What both pages of results have. */
final class PageParts {
    private PageParts() {}

    static String head(String title, int position, String description) {
        return """
        ---
        title: %s
        sidebar_label: %s
        sidebar_position: %d
        description: "%s"
        ---

        # %s

        """
                .formatted(title, title, position, description, title);
    }

    static String origin(SuiteResult result) {
        SuiteParameters parameters = result.parameters();
        StringBuilder text = new StringBuilder();
        text.append("Written by `make run-benchmark-report`; do not edit. ");
        text.append(
                "All figures are also in [results.json](pathname:///benchmark/results.json).\n\n");
        if (!result.isComplete()) {
            text.append(
                    ":::warning\nThe run was stopped before it was done: some comparisons are"
                            + " missing, or have fewer rounds.\n:::\n\n");
        }
        TextTable table = new TextTable(2, "environment", "");
        table.row("time", result.environment().time());
        result.environment().facts().forEach((fact, value) -> table.row(fact, code(value)));
        table.row(
                "parameters",
                code(
                        String.format(
                                Locale.ROOT,
                                "BENCH_COUNT=%d BENCH_ROUNDS=%d BENCH_CONCURRENCY=%d"
                                        + " BENCH_BATCH_GROUPS=%d BENCH_PEERS=%s",
                                parameters.count(),
                                parameters.rounds(),
                                parameters.concurrency(),
                                parameters.batchGroups(),
                                parameters.peers().text())));
        text.append(table).append('\n');
        TextTable clients = new TextTable(3, "client", "library", "compared with");
        result.clients()
                .forEach(
                        (id, library) ->
                                clients.row(
                                        Tables.title(id),
                                        code(library),
                                        id == id.baseline() ? "" : id.baseline().title()));
        text.append(clients).append('\n');
        return text.toString();
    }

    /** Text that shall not be read as markup. */
    static String code(String text) {
        return "`" + text.replace('`', '\'').replace('|', '/').replace('\n', ' ') + "`";
    }

    /** A section, if it has rows. */
    static void section(StringBuilder page, String heading, String introduction) {
        page.append("## ").append(heading).append("\n\n").append(introduction).append("\n\n");
    }

    static void table(StringBuilder page, String heading, String table) {
        page.append("### ").append(heading).append("\n\n").append(table).append('\n');
    }

    /** Why there are no figures, or not all of them. */
    static void notes(StringBuilder page, List<Comparison> comparisons) {
        Set<String> notes = new LinkedHashSet<>();
        for (Comparison comparison : comparisons) {
            for (Entry entry : comparison.entries()) {
                if (!entry.note().isEmpty()) {
                    String where = entry.summary().isEmpty() ? "" : comparison.title() + ", ";
                    notes.add("- " + where + entry.client().title() + ": " + code(entry.note()));
                }
            }
        }
        if (!notes.isEmpty()) {
            page.append(String.join("\n", notes)).append("\n\n");
        }
    }

    /** How often this project's clients win and lose, and where they lose. */
    static String winsAndLosses(List<Comparison> comparisons) {
        List<String> losses = new ArrayList<>();
        int wins = 0;
        int all = 0;
        for (Comparison comparison : comparisons) {
            for (Entry entry : comparison.entries()) {
                if (entry.client().maker() == Maker.THIS_PROJECT && entry.speedUp().isPresent()) {
                    all++;
                    if (entry.speedUp().getAsDouble() >= 1) {
                        wins++;
                    } else {
                        losses.add(
                                String.format(
                                        "- %s: %s is %s than %s",
                                        comparison.title(),
                                        entry.client().title(),
                                        Numbers.speedUp(entry.speedUp()),
                                        entry.client().baseline().title()));
                    }
                }
            }
        }
        if (all == 0) {
            return "";
        }
        String sum =
                "Of "
                        + all
                        + " comparisons with the official Java client, this project's clients have"
                        + " the higher rate in "
                        + wins
                        + " and the lower rate in "
                        + losses.size()
                        + ".";
        return sum
                + (losses.isEmpty()
                        ? "\n\n"
                        : " Those they lose:\n\n" + String.join("\n", losses) + "\n\n");
    }

    /** How the warm-ups ended, and what was left for the compiler inside the rounds. */
    static String warmUps(List<Comparison> comparisons, Predicate<ClientId> ofThisProcess) {
        double share =
                comparisons.stream()
                        .mapToDouble(each -> each.warmUp().compilerShare())
                        .max()
                        .orElse(0);
        long notQuiet = comparisons.stream().filter(each -> !each.warmUp().isQuiet()).count();
        double compiled = 0;
        double total = 0;
        for (Comparison comparison : comparisons) {
            for (Entry entry : comparison.entries()) {
                if (ofThisProcess.test(entry.client()) && entry.summary().isPresent()) {
                    compiled += entry.summary().get().compilationMillis();
                    total += entry.summary().get().totalMillis();
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "Each comparison is warmed up until the JIT compiler works less than 2 %% of the"
                        + " time; the longest share at the end of a warm-up was %.1f %%, and %d of %d"
                        + " warm-ups were ended by their time limit. Inside all rounds of the Java"
                        + " clients together the compiler worked %.1f %% of the time.%n%n",
                share * 100,
                notQuiet,
                comparisons.size(),
                total == 0 ? 0 : compiled / total * 100);
    }
}
