package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.report.Tables.Row;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of everything but columns: the nine operations and the scenarios around them. */
final class ResultsPage {
    private final SuiteResult result;
    private final StringBuilder page = new StringBuilder();

    private ResultsPage(SuiteResult result) {
        this.result = result;
    }

    static String text(SuiteResult result) {
        ResultsPage writer = new ResultsPage(result);
        writer.write();
        return writer.page.toString();
    }

    private void write() {
        List<Comparison> comparisons =
                result.comparisons().stream()
                        .filter(each -> each.scenario() != ScenarioName.COLUMNAR)
                        .toList();
        page.append(
                PageParts.head(
                        "Benchmark results",
                        2,
                        "Nine operations, sizes, concurrency and mixed work: this client beside the"
                                + " others"));
        page.append(PageParts.origin(result));
        page.append(
                """
                Every figure is the median of the rounds without outliers (beyond 1.5 interquartile
                ranges), ± half the distance between the quartiles. For batches and queries an
                operation is one record. "Faster" and "slower" compare rates with the official Java
                client in the same mode (\\*): synchronous clients do one call after the other,
                asynchronous ones have many under way.

                """);
        page.append(PageParts.winsAndLosses(comparisons));
        page.append(PageParts.warmUps(comparisons, id -> id.maker() != Maker.PYTHON));
        basics();
        dataSize();
        concurrency();
        mixed();
    }

    private void basics() {
        List<BasicOperation> operations = BasicOperation.of(result);
        if (operations.isEmpty()) {
            return;
        }
        PageParts.section(
                page,
                ScenarioName.BASIC.title(),
                String.format(
                        Locale.ROOT,
                        """
                        ![Latency of single operations](/img/benchmark/latency.svg)

                        ![Throughput of the nine operations](/img/benchmark/throughput.svg)

                        Records of eight bins: texts, integers, a double, bytes, a list and a map;
                        batches and queries read and write the six that are columns. Asynchronous
                        clients have %,d operations under way, or all batches of a round.""",
                        result.parameters().concurrency()));
        List<Row> rows = new ArrayList<>();
        operations.forEach(each -> rows.add(new Row("`" + each.name() + "`", each::entry)));
        PageParts.table(
                page,
                "Throughput (operations per second, higher is better)",
                Tables.of("operation", rows, Tables.RATE));
        PageParts.table(
                page,
                "Speed-up against the official Java client",
                Tables.of("operation", rows, Tables.SPEED_UP));
        PageParts.table(
                page,
                "Average time per operation (ms, lower is better)",
                Tables.of("operation", rows, Tables.AVERAGE_MILLIS));
        PageParts.table(
                page,
                "Time of a call, p50 / p95 / p99 (ms; a call is a batch where there are batches)",
                Tables.of("operation", rows, Tables.CALL_TIMES));
        PageParts.table(
                page,
                "CPU time of the client per operation (µs, lower is better)",
                Tables.of("operation", rows, Tables.CPU));
        PageParts.table(
                page,
                "Heap allocated per operation (bytes, lower is better)",
                Tables.of("operation", rows, Tables.HEAP));
        PageParts.table(
                page,
                "Garbage collections / their ms / JIT ms, inside all rounds",
                Tables.of("operation", rows, Tables.COLLECTIONS));
        PageParts.notes(page, result.of(ScenarioName.BASIC));
    }

    private void dataSize() {
        List<Comparison> comparisons = result.of(ScenarioName.DATA_SIZE);
        if (comparisons.isEmpty()) {
            return;
        }
        PageParts.section(
                page,
                ScenarioName.DATA_SIZE.title(),
                "Put and get, one at a time, of records of texts.");
        costs(comparisons, "record");
    }

    private void concurrency() {
        List<Comparison> comparisons = result.of(ScenarioName.CONCURRENCY);
        if (comparisons.isEmpty()) {
            return;
        }
        PageParts.section(
                page,
                ScenarioName.CONCURRENCY.title(),
                "Asynchronous clients only; a client starts the next operation when one ends.");
        costs(comparisons, "operations");
    }

    private void mixed() {
        List<Comparison> comparisons = result.of(ScenarioName.MIXED);
        if (comparisons.isEmpty()) {
            return;
        }
        PageParts.section(
                page,
                ScenarioName.MIXED.title(),
                String.format(
                        Locale.ROOT,
                        "Gets and puts of records of 5 bins of 10 bytes; asynchronous clients with"
                                + " %,d under way.",
                        result.parameters().concurrency()));
        costs(comparisons, "share");
    }

    private void costs(List<Comparison> comparisons, String heading) {
        List<Row> rows = new ArrayList<>();
        comparisons.forEach(each -> rows.add(Row.of(each.title(), each)));
        PageParts.table(page, "Operations per second", Tables.of(heading, rows, Tables.RATE));
        PageParts.table(
                page,
                "Speed-up against the official Java client",
                Tables.of(heading, rows, Tables.SPEED_UP));
        PageParts.table(
                page,
                "Time of an operation, p50 / p95 / p99 (ms)",
                Tables.of(heading, rows, Tables.CALL_TIMES));
        PageParts.table(page, "CPU time per operation (µs)", Tables.of(heading, rows, Tables.CPU));
        PageParts.notes(page, comparisons);
    }
}
