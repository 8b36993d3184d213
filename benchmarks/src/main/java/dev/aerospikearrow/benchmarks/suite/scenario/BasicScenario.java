package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Nine operations, each client in its usual way. {@code batch_read} and {@code batch_read_columnar}
 * are one comparison, and so are the writes: the counterpart of columns is what others have instead
 * of them.
 */
final class BasicScenario {
    private static final String SET = "bench_basic";
    private static final RecordLayout SHAPE = RecordLayout.profile();

    private BasicScenario() {}

    static List<Cell> cells(SuiteParameters parameters) {
        List<Cell> cells = new ArrayList<>();
        cells.add(singles(parameters, Verb.PUT, Preparation.REMOVED_BEFORE_EACH_ROUND));
        cells.add(singles(parameters, Verb.GET, Preparation.STORED));
        cells.add(singles(parameters, Verb.OPERATE, Preparation.CHANGED));
        cells.add(singles(parameters, Verb.REMOVE, Preparation.STORED_BEFORE_EACH_ROUND));
        int keysPerBatch = parameters.count() / parameters.batchGroups();
        int rows = keysPerBatch * parameters.batchGroups();
        Extent batchesOfRound = Extent.ofCalls(parameters.batchGroups());
        String batches =
                String.format(
                        Locale.ROOT,
                        "%,d batches of %,d records",
                        parameters.batchGroups(),
                        keysPerBatch);
        cells.add(
                Cell.of(
                        ScenarioName.BASIC,
                        "basic",
                        "batch_read",
                        "batch_read and batch_read_columnar, " + batches,
                        Preparation.STORED,
                        id ->
                                Work.BatchRead.ofKeys(
                                        data("r_", id, rows).with(SHAPE.columnsOnly()),
                                        keysPerBatch,
                                        batchesOfRound,
                                        id.mode() == Mode.SYNC ? 1 : parameters.batchGroups(),
                                        Stage.RAW_READ)));
        cells.add(
                Cell.of(
                        ScenarioName.BASIC,
                        "basic",
                        "batch_write",
                        "batch_write and batch_write_columnar, " + batches,
                        Preparation.OVERWRITTEN,
                        id ->
                                new Work.BatchWrite(
                                        data("w_", id, rows).with(SHAPE.columnsOnly()),
                                        keysPerBatch,
                                        batchesOfRound,
                                        id.mode() == Mode.SYNC ? 1 : parameters.batchGroups())));
        cells.add(
                Cell.of(
                        ScenarioName.BASIC,
                        "basic",
                        "query",
                        String.format(Locale.ROOT, "query, a set of %,d records", rows),
                        Preparation.STORED,
                        id ->
                                new Work.Query(
                                        Dataset.of(
                                                "bench_query_" + id.keyPrefix(),
                                                id.keyPrefix(),
                                                SHAPE.columnsOnly(),
                                                rows),
                                        Extent.ofCalls(1))));
        return cells;
    }

    private static Cell singles(SuiteParameters parameters, Verb verb, Preparation preparation) {
        return Cell.of(
                ScenarioName.BASIC,
                "basic",
                verb.key(),
                String.format(Locale.ROOT, "%s, %,d records", verb.key(), parameters.count()),
                preparation,
                id ->
                        new Work.Singles(
                                verb,
                                data(verb.key() + "_", id, parameters.count()),
                                Extent.ofCalls(parameters.count()),
                                id.mode() == Mode.SYNC ? 1 : parameters.concurrency()));
    }

    private static Dataset data(String purpose, ClientId id, int rows) {
        return Dataset.of(SET, id.keyPrefix() + purpose, SHAPE, rows);
    }
}
