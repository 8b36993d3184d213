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

/** Asynchronous gets and puts, with 1 to 500 under way. */
final class ConcurrencyScenario {
    static final List<Integer> LEVELS = List.of(1, 10, 50, 100, 200, 500);

    /** With so many levels, a round has a part of the usual operations, but some for each lane. */
    private static final int PART_OF_COUNT = 2;

    private static final int LEAST_OPERATIONS_PER_LANE = 4;

    private ConcurrencyScenario() {}

    static List<Cell> cells(SuiteParameters parameters) {
        List<Cell> cells = new ArrayList<>();
        for (Verb verb : List.of(Verb.PUT, Verb.GET)) {
            for (int level : LEVELS) {
                cells.add(cell(verb, level, parameters.count() / PART_OF_COUNT));
            }
        }
        return cells;
    }

    private static Cell cell(Verb verb, int level, int part) {
        int operations = Math.max(part, level * LEAST_OPERATIONS_PER_LANE);
        return Cell.of(
                        ScenarioName.CONCURRENCY,
                        verb.key(),
                        verb.key() + "_" + level,
                        verb.key() + ", " + level + " under way",
                        verb == Verb.PUT
                                ? Preparation.REMOVED_BEFORE_EACH_ROUND
                                : Preparation.STORED,
                        id ->
                                new Work.Singles(
                                        verb,
                                        Dataset.of(
                                                "bench_level",
                                                id.keyPrefix() + verb.key() + "_",
                                                RecordShape.profile(),
                                                operations),
                                        Extent.ofCalls(operations),
                                        level))
                .only(id -> id.mode() == Mode.ASYNC)
                .with("concurrency", level);
    }
}
