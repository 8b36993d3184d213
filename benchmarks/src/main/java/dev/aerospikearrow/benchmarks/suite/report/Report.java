package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the figures of a run into the documentation: pages, charts and JSON. */
public final class Report {
    private Report() {}

    /**
     * Writes what there are figures for; files of what was not measured are left as they are.
     *
     * @param docs the folder of the documentation
     * @return the files that were written
     */
    public static List<Path> write(SuiteResult result, Path docs) {
        List<Path> written = new ArrayList<>();
        files(result)
                .forEach(
                        (name, text) -> {
                            Path file = docs.resolve(name);
                            try {
                                Files.createDirectories(file.toAbsolutePath().getParent());
                                Files.writeString(file, text);
                            } catch (IOException e) {
                                throw new UncheckedIOException("Cannot write " + file, e);
                            }
                            written.add(file);
                        });
        return written;
    }

    /** The files, by their path below the documentation. */
    static Map<String, String> files(SuiteResult result) {
        Map<String, String> files = new LinkedHashMap<>();
        boolean hasColumns = !result.of(ScenarioName.COLUMNAR).isEmpty();
        boolean hasBasics = !result.of(ScenarioName.BASIC).isEmpty();
        boolean hasOthers =
                result.comparisons().stream()
                        .anyMatch(each -> each.scenario() != ScenarioName.COLUMNAR);
        if (hasOthers) {
            files.put("docs/performance/benchmark-results.md", ResultsPage.text(result));
        }
        if (hasColumns || !result.memory().isEmpty()) {
            files.put("docs/performance/columnar-benchmark-results.md", ColumnarPage.text(result));
        }
        if (hasBasics) {
            files.put("static/img/benchmark/latency.svg", LatencyChart.svg(result));
            files.put("static/img/benchmark/throughput.svg", ThroughputChart.svg(result));
        }
        if (hasColumns) {
            files.put("static/img/benchmark/columnar.svg", ColumnarChart.svg(result));
        }
        files.put("static/benchmark/results.json", JsonReport.text(result));
        return files;
    }
}
