package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tables of comparisons: a row for each, a column for each client. */
final class Tables {
    private Tables() {}

    /** A row of a table. */
    record Row(String label, Function<ClientId, Optional<Entry>> entry) {
        static Row of(String label, Comparison comparison) {
            return new Row(label, comparison::entry);
        }
    }

    /** The clients that have a figure, or a reason for having none, in any of the rows. */
    static List<ClientId> clients(List<Row> rows) {
        return Arrays.stream(ClientId.values())
                .filter(id -> rows.stream().anyMatch(row -> row.entry().apply(id).isPresent()))
                .toList();
    }

    /** A table of one figure. */
    static String of(String heading, List<Row> rows, Function<Entry, String> figure) {
        List<ClientId> clients = clients(rows);
        List<String> headings = new ArrayList<>();
        headings.add(heading);
        clients.forEach(id -> headings.add(title(id)));
        TextTable table = new TextTable(1, headings.toArray(String[]::new));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            cells.add(row.label());
            clients.forEach(
                    id -> cells.add(row.entry().apply(id).map(figure).orElse(Numbers.NONE)));
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    /** The baseline has a mark. */
    static String title(ClientId id) {
        return id == id.baseline() ? id.title() + " \\*" : id.title();
    }

    /** A figure of a summary, or that there is none. */
    static Function<Entry, String> ofSummary(Function<Summary, String> figure) {
        return entry ->
                entry.summary()
                        .map(figure)
                        .orElse(entry.note().isEmpty() ? Numbers.NONE : "absent");
    }

    /** Rate and spread. */
    static final Function<Entry, String> RATE =
            ofSummary(
                    summary ->
                            Numbers.rate(summary.operationsPerSecond().median())
                                    + " "
                                    + Numbers.spread(summary.operationsPerSecond().relative()));

    static final Function<Entry, String> AVERAGE_MILLIS =
            ofSummary(summary -> Numbers.millis(summary.microsPerOperation().median()));

    static final Function<Entry, String> CPU =
            ofSummary(summary -> Numbers.significant(summary.cpuMicrosPerOperation()));

    static final Function<Entry, String> HEAP =
            ofSummary(summary -> Numbers.significant(summary.heapBytesPerOperation()));

    static final Function<Entry, String> CALL_TIMES =
            ofSummary(
                    summary ->
                            Numbers.millis(summary.callP50Micros())
                                    + " / "
                                    + Numbers.millis(summary.callP95Micros())
                                    + " / "
                                    + Numbers.millis(summary.callP99Micros()));

    static final Function<Entry, String> COLLECTIONS =
            ofSummary(
                    summary ->
                            summary.heapBytesPerOperation().isEmpty()
                                    ? Numbers.NONE
                                    : summary.collections()
                                            + " / "
                                            + summary.collectionMillis()
                                            + " / "
                                            + summary.compilationMillis());

    static final Function<Entry, String> SPEED_UP =
            entry ->
                    entry.client() == entry.client().baseline()
                            ? "baseline"
                            : entry.summary().isEmpty() && !entry.note().isEmpty()
                                    ? "absent"
                                    : bold(entry);

    /** What is lost stands out as what is won does. */
    private static String bold(Entry entry) {
        return entry.speedUp().isEmpty()
                ? Numbers.NONE
                : "**" + Numbers.speedUp(entry.speedUp()) + "**";
    }
}
