package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordShape;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Batch reads into columns beside batch reads into maps: how both scale with records and bins, what
 * it costs to use the result, missing records, vectors, and a machine that has other work.
 */
final class ColumnarScenario {
    static final List<Integer> RECORDS = List.of(1, 10, 100, 500, 1_000, 5_000, 10_000, 100_000);
    static final List<Integer> BINS = List.of(1, 3, 5, 10, 20);
    static final List<Integer> MISSING_PERCENTS = List.of(0, 10, 50);
    static final List<Integer> DIMENSIONS = List.of(128, 768);

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

    private enum Mix {
        DOUBLES("doubles") {
            @Override
            RecordShape shape(int bins) {
                return RecordShape.doubles(bins);
            }
        },
        MIXED("mixed") {
            @Override
            RecordShape shape(int bins) {
                return RecordShape.mix(bins);
            }
        };

        private final String key;

        Mix(String key) {
            this.key = key;
        }

        abstract RecordShape shape(int bins);
    }

    private final SuiteParameters parameters;
    private final List<Cell> cells = new ArrayList<>();

    private ColumnarScenario(SuiteParameters parameters) {
        this.parameters = parameters;
    }

    static List<Cell> cells(SuiteParameters parameters) {
        ColumnarScenario scenario = new ColumnarScenario(parameters);
        for (Mix mix : Mix.values()) {
            scenario.recordScaling(mix);
            scenario.binScaling(mix);
            scenario.postProcessing(mix);
            scenario.missing(mix);
        }
        scenario.vectors();
        scenario.busyMachine();
        return scenario.cells;
    }

    /** At least the usual operations of a round, but not too few batches and not too many. */
    private int batches(int keys) {
        if (keys >= LARGE_BATCH) {
            return 1;
        }
        int wanted = Math.max(LEAST_BATCHES, parameters.count() / keys);
        return Math.min(MOST_BATCHES, Math.max(1, Math.min(wanted, parameters.count())));
    }

    private void recordScaling(Mix mix) {
        RecordShape shape = mix.shape(USUAL_BINS);
        for (int records : RECORDS) {
            add(
                    "record_scaling",
                    mix,
                    records,
                    shape,
                    Stage.RAW_READ,
                    LARGEST,
                    title(records, shape));
        }
    }

    private void binScaling(Mix mix) {
        for (int bins : BINS) {
            RecordShape shape = mix.shape(bins);
            add(
                    "bin_scaling",
                    mix,
                    BIN_SCALING_RECORDS,
                    shape,
                    Stage.RAW_READ,
                    BIN_SCALING_RECORDS * BIN_SCALING_BATCHES,
                    title(BIN_SCALING_RECORDS, shape));
        }
    }

    private void postProcessing(Mix mix) {
        RecordShape shape = mix.shape(USUAL_BINS);
        for (Stage stage : POST_PROCESSING) {
            add(
                    "post_processing",
                    mix,
                    USUAL_RECORDS,
                    shape,
                    stage,
                    LARGEST,
                    stage.title() + ", " + title(USUAL_RECORDS, shape));
        }
    }

    private void missing(Mix mix) {
        RecordShape shape = mix.shape(USUAL_BINS);
        for (int percent : MISSING_PERCENTS) {
            cells.add(
                    cell(
                                    "missing",
                                    mix.key + "_" + percent,
                                    percent + " % missing, " + title(USUAL_RECORDS, shape),
                                    USUAL_RECORDS,
                                    Stage.RAW_READ,
                                    id ->
                                            data(
                                                            id,
                                                            mix.key + shape.columns().size(),
                                                            shape,
                                                            USUAL_RECORDS)
                                                    .missing(percent))
                            .with("missing_percent", percent)
                            .with("values", mix.key));
        }
    }

    private void vectors() {
        for (int dimensions : DIMENSIONS) {
            RecordShape shape = RecordShape.vector(dimensions);
            cells.add(
                    cell(
                                    "vectors",
                                    "float32_" + dimensions,
                                    title(BIN_SCALING_RECORDS, shape),
                                    BIN_SCALING_RECORDS,
                                    Stage.RAW_READ,
                                    id -> data(id, "v" + dimensions, shape, BIN_SCALING_RECORDS))
                            .with("dimensions", dimensions));
        }
    }

    private void busyMachine() {
        RecordShape shape = RecordShape.doubles(USUAL_BINS);
        int processors = Runtime.getRuntime().availableProcessors();
        for (int busy : List.of(0, processors)) {
            cells.add(
                    cell(
                                    "busy_machine",
                                    "busy_" + busy,
                                    title(USUAL_RECORDS, shape)
                                            + (busy == 0
                                                    ? ", nothing beside it"
                                                    : ", beside " + busy + " busy processes"),
                                    USUAL_RECORDS,
                                    Stage.READ_AGGREGATION,
                                    id -> data(id, Mix.DOUBLES.key + USUAL_BINS, shape, LARGEST))
                            .with("busy_processes", busy)
                            .besideBusyProcesses(busy));
        }
    }

    private void add(
            String section,
            Mix mix,
            int records,
            RecordShape shape,
            Stage stage,
            int rows,
            String title) {
        int bins = shape.columns().size();
        cells.add(
                cell(
                                section,
                                String.join(
                                        "_",
                                        mix.key,
                                        Integer.toString(records),
                                        Integer.toString(bins),
                                        stage.key()),
                                title,
                                records,
                                stage,
                                id -> data(id, mix.key + bins, shape, Math.max(rows, records)))
                        .with("records", records)
                        .with("bins", bins)
                        .with("values", mix.key)
                        .with("stage", stage.key()));
    }

    private Cell cell(
            String section, String key, String title, int records, Stage stage, DataOf dataOf) {
        return Cell.of(
                        ScenarioName.COLUMNAR,
                        section,
                        key,
                        title,
                        Preparation.STORED,
                        id ->
                                Work.BatchRead.ofKeys(
                                        dataOf.of(id),
                                        records,
                                        Extent.ofCalls(batches(records)),
                                        1,
                                        stage))
                .only(id -> id.mode() == Mode.SYNC);
    }

    private interface DataOf {
        Dataset of(ClientId id);
    }

    private static Dataset data(ClientId id, String purpose, RecordShape shape, int rows) {
        return Dataset.of("bench_columns", id.keyPrefix() + purpose + "_", shape, rows);
    }

    private static String title(int records, RecordShape shape) {
        return String.format(
                Locale.ROOT,
                "%,d %s, %s",
                records,
                records == 1 ? "record" : "records",
                shape.title());
    }
}
