package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Gets and puts of single records: of several sizes, one at a time; with 1 to 500 under way; and
 * mixed. With so many kinds, a round has a part of the usual operations.
 */
final class SingleRecordScenarios {
    private static final int MIXED_PART = 2;
    private static final int LEVELS_PART = 2;
    private static final int SIZES_PART = 5;
    private static final List<Integer> READ_PERCENTS = List.of(90, 50, 10);
    private static final List<Integer> LEVELS = List.of(1, 10, 50, 100, 200, 500);
    private static final int LEAST_OPERATIONS_PER_LANE = 4;

    /** What one client stores of one profile at most; the operations go round and round in it. */
    private static final int MOST_STORED_BYTES = 32 << 20;

    /**
     * A record of this size.
     *
     * @param name for tables and JSON
     * @param bins how many bins it has
     * @param bytesPerBin how long each text is
     */
    private record Profile(String name, int bins, int bytesPerBin) {
        String title() {
            String size = bytesPerBin < 1_000 ? bytesPerBin + " B" : bytesPerBin / 1_000 + " KB";
            return name + " (" + bins + " bins × " + size + ")";
        }
    }

    private static final List<Profile> PROFILES =
            List.of(
                    new Profile("tiny", 3, 10),
                    new Profile("small", 5, 10),
                    new Profile("medium", 10, 100),
                    new Profile("large", 20, 1_000),
                    new Profile("xlarge", 50, 1_000));

    private SingleRecordScenarios() {}

    /** Put and get, one at a time, of records from 3 × 10 bytes to 50 × 1 KB. */
    static List<Cell> sizes(SuiteParameters parameters) {
        int operations = Math.max(1, parameters.count() / SIZES_PART);
        List<Cell> cells = new ArrayList<>();
        for (Profile profile : PROFILES) {
            int bytes = profile.bins() * profile.bytesPerBin();
            RecordLayout shape =
                    RecordLayout.sized(profile.title(), profile.bins(), profile.bytesPerBin());
            for (Verb verb : List.of(Verb.PUT, Verb.GET)) {
                int rows = Math.min(operations, MOST_STORED_BYTES / bytes);
                String purpose = verb.key() + profile.name();
                cells.add(
                        cell(
                                        ScenarioName.DATA_SIZE,
                                        verb,
                                        profile.name(),
                                        profile.title(),
                                        id ->
                                                new Work.Singles(
                                                        verb,
                                                        Dataset.of(
                                                                "bench_size",
                                                                id.keyPrefix() + purpose,
                                                                shape,
                                                                rows),
                                                        Extent.ofCalls(operations),
                                                        1))
                                .only(id -> id.mode() == Mode.SYNC)
                                .with("profile", profile.title())
                                .with("bins", profile.bins())
                                .with("value_bytes", profile.bytesPerBin()));
            }
        }
        return cells;
    }

    /** Asynchronous gets and puts, with 1 to 500 under way. */
    static List<Cell> levels(SuiteParameters parameters) {
        List<Cell> cells = new ArrayList<>();
        for (Verb verb : List.of(Verb.PUT, Verb.GET)) {
            for (int level : LEVELS) {
                int operations =
                        Math.max(
                                parameters.count() / LEVELS_PART,
                                level * LEAST_OPERATIONS_PER_LANE);
                String title = level + " under way";
                cells.add(
                        cell(
                                        ScenarioName.CONCURRENCY,
                                        verb,
                                        Integer.toString(level),
                                        title,
                                        id ->
                                                new Work.Singles(
                                                        verb,
                                                        Dataset.of(
                                                                "bench_level",
                                                                id.keyPrefix() + verb.key() + "_",
                                                                RecordLayout.profile(),
                                                                operations),
                                                        Extent.ofCalls(operations),
                                                        level))
                                .only(id -> id.mode() == Mode.ASYNC)
                                .with("concurrency", level));
            }
        }
        return cells;
    }

    private static Cell cell(
            ScenarioName scenario,
            Verb verb,
            String key,
            String title,
            Function<ClientId, Work> workOf) {
        return Cell.of(
                scenario,
                verb.key(),
                verb.key() + "_" + key,
                verb.key() + ", " + title,
                verb == Verb.PUT ? Preparation.REMOVED_BEFORE_EACH_ROUND : Preparation.STORED,
                workOf);
    }

    /** Gets and puts of small records in several shares, synchronous and asynchronous. */
    static List<Cell> mixed(SuiteParameters parameters) {
        int operations = Math.max(1, parameters.count() / MIXED_PART);
        RecordLayout shape = RecordLayout.sized("5 bins × 10 B", 5, 10);
        List<Cell> cells = new ArrayList<>();
        for (int percent : READ_PERCENTS) {
            cells.add(
                    Cell.of(
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
                                                            shape,
                                                            operations),
                                                    Extent.ofCalls(operations),
                                                    percent,
                                                    id.mode() == Mode.SYNC
                                                            ? 1
                                                            : parameters.concurrency()))
                            .with("read_percent", percent));
        }
        return cells;
    }
}
