package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordShape;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.List;

/** Gets and puts of small records in several shares, synchronous and asynchronous. */
final class MixedScenario {
    static final List<Integer> READ_PERCENTS = List.of(90, 50, 10);

    private static final int PART_OF_COUNT = 2;

    private MixedScenario() {}

    static List<Cell> cells(SuiteParameters parameters) {
        return READ_PERCENTS.stream().map(percent -> cell(parameters, percent)).toList();
    }

    private static Cell cell(SuiteParameters parameters, int percent) {
        int operations = Math.max(1, parameters.count() / PART_OF_COUNT);
        return Cell.of(
                        ScenarioName.MIXED,
                        "mixed",
                        "read_" + percent,
                        "reads and writes " + percent + ":" + (100 - percent),
                        Preparation.STORED,
                        id ->
                                new Work.Mixed(
                                        Dataset.of(
                                                "bench_mixed",
                                                id.keyPrefix(),
                                                RecordShape.sized("5 bins × 10 B", 5, 10),
                                                operations),
                                        Extent.ofCalls(operations),
                                        percent,
                                        id.mode() == Mode.SYNC ? 1 : parameters.concurrency()))
                .with("read_percent", percent);
    }
}
