package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.report.Tables.Row;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.List;

/** The page of columns beside maps. */
final class ColumnarPage {
    /** A part of the page. */
    private record Section(String key, String heading, String introduction) {}

    private static final List<Section> SECTIONS =
            List.of(
                    new Section(
                            "record_scaling",
                            "Records of a batch",
                            "One batch read of 1 to 100,000 records of five bins."),
                    new Section(
                            "bin_scaling",
                            "Bins of a record",
                            "Batches of 1,000 records of 1 to 20 bins."),
                    new Section(
                            "post_processing",
                            "Using the result",
                            "What it takes to read a batch and do something with one bin of doubles:"
                                    + " nothing, make an array of it, keep what is above one half,"
                                    + " add it up. The map side does the same work on maps."),
                    new Section(
                            "missing",
                            "Missing records",
                            "Some of the keys have no record: a row of nulls, or no map."),
                    new Section(
                            "vectors",
                            "Vectors",
                            "A vector of 32-bit floating-point numbers, packed into a blob. Columns"
                                    + " hold numbers; maps hold a byte array that is still to be"
                                    + " unpacked."),
                    new Section(
                            "busy_machine",
                            "A busy machine",
                            "The same read and sum, alone and beside a busy process for each"
                                    + " processor. The clients then share processors, and what"
                                    + " decoding costs decides."));

    private final SuiteResult result;
    private final StringBuilder page = new StringBuilder();

    private ColumnarPage(SuiteResult result) {
        this.result = result;
    }

    static String text(SuiteResult result) {
        ColumnarPage writer = new ColumnarPage(result);
        writer.write();
        return writer.page.toString();
    }

    private void write() {
        List<Comparison> comparisons = result.of(ScenarioName.COLUMNAR);
        page.append(
                PageParts.head(
                        "Columnar benchmark results",
                        3,
                        "Batch reads into columns beside batch reads into maps"));
        page.append(PageParts.origin(result));
        page.append(
                """
                The counterpart of aerospike-py's NumPy batch benchmark. Every client reads the same
                records with one batch call after the other; "columnar" and "aerospike-py NumPy" get
                columns, the others a map for each record. Figures are medians of the rounds without
                outliers, ± half the distance between the quartiles; an operation is one record.

                """);
        page.append(PageParts.winsAndLosses(comparisons));
        if (!comparisons.isEmpty()) {
            page.append(PageParts.warmUps(comparisons, id -> id.maker() != Maker.PYTHON));
            page.append("![Columns beside maps](/img/benchmark/columnar.svg)\n\n");
        }
        SECTIONS.forEach(this::section);
        PageParts.notes(page, comparisons);
        memory();
    }

    private void section(Section section) {
        List<Comparison> comparisons = result.of(ScenarioName.COLUMNAR, section.key());
        if (comparisons.isEmpty()) {
            return;
        }
        PageParts.section(page, section.heading(), section.introduction());
        List<Row> rows = new ArrayList<>();
        comparisons.forEach(each -> rows.add(Row.of(each.title(), each)));
        PageParts.table(page, "Records per second", Tables.of("batch", rows, Tables.RATE));
        PageParts.table(
                page,
                "Speed-up against the official Java client",
                Tables.of("batch", rows, Tables.SPEED_UP));
        PageParts.table(
                page,
                "Time of a batch, p50 / p95 / p99 (ms)",
                Tables.of("batch", rows, Tables.CALL_TIMES));
        PageParts.table(page, "CPU time per record (µs)", Tables.of("batch", rows, Tables.CPU));
        PageParts.table(
                page, "Heap allocated per record (bytes)", Tables.of("batch", rows, Tables.HEAP));
    }

    private void memory() {
        if (result.memory().isEmpty()) {
            return;
        }
        PageParts.section(
                page,
                ScenarioName.MEMORY.title(),
                "Each client reads batches in a process of its own that does nothing else, with a"
                        + " heap of at most 1 GiB and the JVM's usual collector. Allocated is what"
                        + " one batch puts on the heap, garbage included; held is what its result"
                        + " keeps after a collection; the peaks are over further batches, and"
                        + " the resident size includes the runtime. Columns live in direct memory."
                        + " For Python the heap is what `tracemalloc` sees: not what an extension"
                        + " allocates by itself.");
        page.append(MemoryTables.table(result.memory())).append('\n');
        result.memory().stream()
                .filter(use -> !use.note().isEmpty())
                .map(use -> "- " + use.client().title() + ": " + PageParts.code(use.note()) + "\n")
                .distinct()
                .forEach(page::append);
    }
}
