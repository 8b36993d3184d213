package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Batch reads into columns beside batch reads into maps: how both scale with records and bins, what
 * it costs to use the result, missing records, vectors, and a machine that has other work. All
 * clients read the same records.
 */
final class ColumnarScenario {
    private static final List<Integer> RECORDS =
            List.of(1, 10, 100, 500, 1_000, 5_000, 10_000, 100_000);
    private static final List<Integer> BINS = List.of(1, 3, 5, 10, 20);
    private static final List<Integer> MISSING_PERCENTS = List.of(0, 10, 50);
    private static final List<Integer> DIMENSIONS = List.of(128, 768);
    private static final List<Stage> POST_PROCESSING =
            List.of(
                    Stage.RAW_READ,
                    Stage.READ_COLUMN_ACCESS,
                    Stage.READ_FILTER,
                    Stage.READ_AGGREGATION);
    private static final int USUAL_BINS = 5;
    private static final int USUAL_RECORDS = 10_000;
    private static final int BIN_SCALING_RECORDS = 1_000;

    /** So many batches have different records. */
    private static final int BIN_SCALING_BATCHES = 4;

    /** A round has at least so many batches, but for the largest ones... */
    private static final int LEAST_BATCHES = 2;

    /** ... and at most so many: small batches are cheap to count and dear to make. */
    private static final int MOST_BATCHES = 1_000;

    /** Batches of more records are done once in a round. */
    private static final int LARGE_BATCH = 50_000;

    private static final int LARGEST = 100_000;

    private final SuiteParameters parameters;
    private final List<Cell> cells = new ArrayList<>();

    private ColumnarScenario(SuiteParameters parameters) {
        this.parameters = parameters;
    }

    static List<Cell> cells(SuiteParameters parameters) {
        ColumnarScenario scenario = new ColumnarScenario(parameters);
        scenario.scaling("doubles", RecordLayout::doubles);
        scenario.scaling("mixed", RecordLayout::mix);
        scenario.vectors();
        scenario.busyMachine();
        return scenario.cells;
    }

    private void scaling(String values, IntFunction<RecordLayout> shapes) {
        RecordLayout usual = shapes.apply(USUAL_BINS);
        Dataset all = data(values, usual, LARGEST);
        for (int records : RECORDS) {
            cells.add(
                    cell("record_scaling", values + "_" + records, "", records, Stage.RAW_READ, all)
                            .with("records", records)
                            .with("values", values));
        }
        for (int bins : BINS) {
            RecordLayout shape = shapes.apply(bins);
            Dataset data = data(values, shape, BIN_SCALING_RECORDS * BIN_SCALING_BATCHES);
            String key = values + "_" + bins;
            cells.add(
                    cell("bin_scaling", key, "", BIN_SCALING_RECORDS, Stage.RAW_READ, data)
                            .with("bins", bins)
                            .with("values", values));
        }
        for (Stage stage : POST_PROCESSING) {
            String key = values + "_" + stage.key();
            String title = stage.title() + ", ";
            cells.add(
                    cell("post_processing", key, title, USUAL_RECORDS, stage, all)
                            .with("stage", stage.key())
                            .with("values", values));
        }
        for (int percent : MISSING_PERCENTS) {
            Dataset data = data(values, usual, USUAL_RECORDS).missing(percent);
            String key = values + "_" + percent;
            String title = percent + " % missing, ";
            cells.add(
                    cell("missing", key, title, USUAL_RECORDS, Stage.RAW_READ, data)
                            .with("missing_percent", percent)
                            .with("values", values));
        }
    }

    private void vectors() {
        for (int dimensions : DIMENSIONS) {
            Dataset data =
                    data("v" + dimensions, RecordLayout.vector(dimensions), BIN_SCALING_RECORDS);
            String key = "float32_" + dimensions;
            cells.add(
                    cell("vectors", key, "", BIN_SCALING_RECORDS, Stage.RAW_READ, data)
                            .with("dimensions", dimensions));
        }
    }

    private void busyMachine() {
        Dataset data = data("doubles", RecordLayout.doubles(USUAL_BINS), LARGEST);
        for (int busy : List.of(0, Runtime.getRuntime().availableProcessors())) {
            String title = "beside " + (busy == 0 ? "nothing, " : busy + " busy processes, ");
            cells.add(
                    cell(
                                    "busy_machine",
                                    "busy_" + busy,
                                    title,
                                    USUAL_RECORDS,
                                    Stage.READ_AGGREGATION,
                                    data)
                            .with("busy_processes", busy)
                            .besideBusyProcesses(busy));
        }
    }

    private Cell cell(
            String section, String key, String title, int records, Stage stage, Dataset data) {
        Work work =
                Work.BatchRead.ofKeys(data, records, Extent.ofCalls(batches(records)), 1, stage);
        return Cell.of(
                        ScenarioName.COLUMNAR,
                        section,
                        key,
                        title
                                + String.format(Locale.ROOT, "%,d", records)
                                + (records == 1 ? " record, " : " records, ")
                                + data.shape().title(),
                        Preparation.STORED,
                        id -> work)
                .only(id -> id.mode() == Mode.SYNC);
    }

    /** At least the usual operations of a round, but not too few batches and not too many. */
    private int batches(int keys) {
        if (keys >= LARGE_BATCH) {
            return 1;
        }
        int wanted = Math.max(LEAST_BATCHES, parameters.count() / keys);
        return Math.min(MOST_BATCHES, Math.max(1, Math.min(wanted, parameters.count())));
    }

    private static Dataset data(String purpose, RecordLayout shape, int rows) {
        String prefix = purpose + "_" + shape.columns().size() + "_";
        return Dataset.of("bench_columns", prefix, shape, rows);
    }
}
