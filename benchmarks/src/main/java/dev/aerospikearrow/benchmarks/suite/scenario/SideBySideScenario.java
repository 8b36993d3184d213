package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.Dataset.UserKeys;
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
 * Everything that this project claims to be good at, and where it may lose: batches of every size,
 * single records, scans, streams and batch writes, with integer keys, in many short rounds. Whoever
 * reads has the same records; whoever writes has its own. A batch of an asynchronous client is one
 * of two under way.
 */
final class SideBySideScenario {
    static final List<Integer> KEYS = List.of(1, 2, 5, 10, 50, 100, 500, 1_000, 10_000);
    static final List<Integer> UNDER_WAY = List.of(1, 10, 50, 200);

    private static final RecordLayout DOUBLES_5 = RecordLayout.doubles(5);
    private static final RecordLayout DOUBLES_20 = RecordLayout.doubles(20);
    private static final RecordLayout TEXTS_5 =
            RecordLayout.sized("5 texts of 20 characters", 5, 20);
    private static final RecordLayout VECTORS = RecordLayout.vector(768);
    private static final int LARGE_SET = 200_000;
    private static final int SMALL_SET = 50_000;
    private static final int VECTOR_SET = 4_000;
    private static final int WRITTEN_RECORDS = 5_000;
    private static final int WRITTEN_ROWS = 20_000;
    private static final int LARGE_BATCH = 10_000;
    private static final int STREAMED_KEYS = 1_000_000;
    private static final int BATCHES_UNDER_WAY = 2;

    private final Extent extent;
    private final List<Cell> cells = new ArrayList<>();

    private SideBySideScenario(Extent extent) {
        this.extent = extent;
    }

    static List<Cell> cells(SuiteParameters parameters) {
        SideBySideScenario scenario = new SideBySideScenario(Extent.ofTime(parameters.roundTime()));
        KEYS.forEach(keys -> scenario.batchRead(DOUBLES_5, LARGE_SET, keys));
        scenario.batchRead(DOUBLES_20, SMALL_SET, 1_000);
        scenario.batchRead(DOUBLES_20, SMALL_SET, LARGE_BATCH);
        scenario.batchRead(RecordLayout.mixed(), SMALL_SET, LARGE_BATCH);
        scenario.batchRead(VECTORS, VECTOR_SET, 1_000);
        for (Verb verb : List.of(Verb.GET, Verb.PUT)) {
            scenario.oneAtATime(verb, DOUBLES_5);
            scenario.oneAtATime(verb, TEXTS_5);
            UNDER_WAY.forEach(underWay -> scenario.underWay(verb, underWay));
        }
        scenario.scan();
        scenario.keyStream();
        scenario.batchWrite(DOUBLES_5);
        scenario.batchWrite(DOUBLES_20);
        return scenario.cells;
    }

    private void batchRead(RecordLayout shape, int rows, int keys) {
        cells.add(
                Cell.of(
                                ScenarioName.SIDE_BY_SIDE,
                                "batch_read",
                                keys + "_" + key(shape),
                                count("batch read, %,d key", keys) + ", " + shape.title(),
                                Preparation.STORED,
                                id ->
                                        Work.BatchRead.ofKeys(
                                                read(shape, rows),
                                                keys,
                                                extent,
                                                underWay(id, BATCHES_UNDER_WAY),
                                                Stage.RAW_READ))
                        .with("records", keys)
                        .with("values", shape.title()));
    }

    private void oneAtATime(Verb verb, RecordLayout shape) {
        cells.add(
                single(
                                verb,
                                "one_" + verb.key() + "_" + key(shape),
                                verb.key() + ", one at a time, " + shape.title(),
                                shape,
                                1)
                        .only(id -> id.mode() == Mode.SYNC)
                        .with("concurrency", 1)
                        .with("values", shape.title()));
    }

    private void underWay(Verb verb, int underWay) {
        cells.add(
                single(
                                verb,
                                "async_" + verb.key() + "_" + underWay,
                                "async " + verb.key() + ", " + underWay + " under way, 5 doubles",
                                DOUBLES_5,
                                underWay)
                        .only(id -> id.mode() == Mode.ASYNC)
                        .with("concurrency", underWay)
                        .with("values", DOUBLES_5.title()));
    }

    private Cell single(Verb verb, String key, String title, RecordLayout shape, int underWay) {
        boolean writes = verb == Verb.PUT;
        return Cell.of(
                ScenarioName.SIDE_BY_SIDE,
                verb.key(),
                key,
                title,
                writes ? Preparation.OVERWRITTEN : Preparation.STORED,
                id ->
                        new Work.Singles(
                                verb,
                                writes
                                        ? written(id, shape, WRITTEN_RECORDS)
                                        : read(shape, shape == DOUBLES_5 ? LARGE_SET : SMALL_SET),
                                extent,
                                underWay));
    }

    private void scan() {
        cells.add(
                Cell.of(
                        ScenarioName.SIDE_BY_SIDE,
                        "stream",
                        "scan",
                        count("scan, %,d record", LARGE_SET) + ", 5 doubles",
                        Preparation.STORED,
                        id -> new Work.Query(read(DOUBLES_5, LARGE_SET), extent)));
    }

    private void keyStream() {
        cells.add(
                Cell.of(
                        ScenarioName.SIDE_BY_SIDE,
                        "stream",
                        "key_stream",
                        count("stream of %,d key", STREAMED_KEYS) + ", 5 doubles",
                        Preparation.STORED,
                        id ->
                                new Work.KeyStream(
                                        read(DOUBLES_5, LARGE_SET), STREAMED_KEYS, extent)));
    }

    private void batchWrite(RecordLayout shape) {
        cells.add(
                Cell.of(
                                ScenarioName.SIDE_BY_SIDE,
                                "batch_write",
                                key(shape),
                                count("batch write, %,d record", LARGE_BATCH)
                                        + ", "
                                        + shape.title(),
                                Preparation.OVERWRITTEN,
                                id ->
                                        new Work.BatchWrite(
                                                written(id, shape, WRITTEN_ROWS),
                                                LARGE_BATCH,
                                                extent,
                                                underWay(id, BATCHES_UNDER_WAY)))
                        .with("values", shape.title()));
    }

    private static int underWay(ClientId id, int ofAsync) {
        return id.mode() == Mode.SYNC ? 1 : ofAsync;
    }

    /** The same for all clients. */
    private static Dataset read(RecordLayout shape, int rows) {
        return Dataset.of("bench_" + key(shape), UserKeys.integers(0), shape, rows);
    }

    private static Dataset written(ClientId id, RecordLayout shape, int rows) {
        return Dataset.of(
                "bench_w_" + key(shape),
                UserKeys.integers((id.ordinal() + 1L) * LARGE_SET),
                shape,
                rows);
    }

    private static String key(RecordLayout shape) {
        return shape.title().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static String count(String format, int count) {
        return String.format(Locale.ROOT, format, count) + (count == 1 ? "" : "s");
    }
}
