package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.Dataset.UserKeys;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * A model server: requests of 1 to 200 keys, each of whose records is scored by a small model in
 * the thread that has the result. Synchronous clients have a thread for each processor,
 * asynchronous ones as many requests under way; the processors also have the server. What counts is
 * how many records a second of CPU time scores, and how long a request takes.
 */
final class ServingScenario {
    private static final RecordLayout SHAPE = RecordLayout.doubles(5);
    private static final int ROWS = 200_000;
    private static final int MOST_KEYS = 200;
    private static final List<Integer> KEYS = List.of(1, 10, 50, MOST_KEYS);

    private ServingScenario() {}

    static List<Cell> cells(SuiteParameters parameters) {
        Extent extent = Extent.ofTime(parameters.roundTime());
        List<Cell> cells = new ArrayList<>();
        cells.add(cell(1, MOST_KEYS, "requests of 1 to " + MOST_KEYS + " keys", extent));
        for (int keys : KEYS) {
            cells.add(
                    cell(
                            keys,
                            keys,
                            "requests of " + keys + (keys == 1 ? " key" : " keys"),
                            extent));
        }
        return cells;
    }

    private static Cell cell(int leastKeys, int mostKeys, String title, Extent extent) {
        int underWay = Runtime.getRuntime().availableProcessors();
        Dataset data = Dataset.of("bench_serving", UserKeys.integers(0), SHAPE, ROWS);
        return Cell.of(
                        ScenarioName.SERVING,
                        "serving",
                        leastKeys + "_to_" + mostKeys,
                        title + ", 5 doubles, each record scored",
                        Preparation.STORED,
                        id ->
                                new Work.BatchRead(
                                        data,
                                        leastKeys,
                                        mostKeys,
                                        extent,
                                        underWay,
                                        Stage.READ_SCORING))
                .with("least_keys", leastKeys)
                .with("most_keys", mostKeys)
                .with("concurrency", underWay);
    }
}
