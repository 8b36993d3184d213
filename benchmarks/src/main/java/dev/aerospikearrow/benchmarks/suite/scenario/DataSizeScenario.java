package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordShape;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.List;

/** Put and get, one at a time, of records from 3 × 10 bytes to 50 × 1 KB. */
final class DataSizeScenario {
    /**
     * A record of this size.
     *
     * @param name for tables and JSON
     * @param bins how many bins it has
     * @param bytesPerBin how long each text is
     */
    record Profile(String name, int bins, int bytesPerBin) {
        String title() {
            String size = bytesPerBin < 1_000 ? bytesPerBin + " B" : bytesPerBin / 1_000 + " KB";
            return name + " (" + bins + " bins × " + size + ")";
        }

        int bytes() {
            return bins * bytesPerBin;
        }
    }

    static final List<Profile> PROFILES =
            List.of(
                    new Profile("tiny", 3, 10),
                    new Profile("small", 5, 10),
                    new Profile("medium", 10, 100),
                    new Profile("large", 20, 1_000),
                    new Profile("xlarge", 50, 1_000));

    /** With so many kinds of records, a round has a part of the usual operations. */
    private static final int PART_OF_COUNT = 5;

    /** What one client stores of one profile at most; the operations go round and round in it. */
    private static final int MOST_STORED_BYTES = 32 << 20;

    private DataSizeScenario() {}

    static List<Cell> cells(SuiteParameters parameters) {
        int operations = Math.max(1, parameters.count() / PART_OF_COUNT);
        List<Cell> cells = new ArrayList<>();
        for (Profile profile : PROFILES) {
            for (Verb verb : List.of(Verb.PUT, Verb.GET)) {
                cells.add(cell(profile, verb, operations));
            }
        }
        return cells;
    }

    private static Cell cell(Profile profile, Verb verb, int operations) {
        int rows = Math.min(operations, MOST_STORED_BYTES / profile.bytes());
        RecordShape shape =
                RecordShape.sized(profile.title(), profile.bins(), profile.bytesPerBin());
        return Cell.of(
                        ScenarioName.DATA_SIZE,
                        verb.key(),
                        verb.key() + "_" + profile.name(),
                        verb.key() + ", " + profile.title(),
                        verb == Verb.PUT
                                ? Preparation.REMOVED_BEFORE_EACH_ROUND
                                : Preparation.STORED,
                        id ->
                                new Work.Singles(
                                        verb,
                                        Dataset.of(
                                                "bench_size",
                                                id.keyPrefix() + verb.key() + profile.name(),
                                                shape,
                                                rows),
                                        Extent.ofCalls(operations),
                                        1))
                .only(id -> id.mode() == Mode.SYNC)
                .with("profile", profile.title())
                .with("bins", profile.bins())
                .with("value_bytes", profile.bytesPerBin());
    }
}
