package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import java.util.List;

/** What each scenario compares. */
public final class Scenarios {
    private Scenarios() {}

    /**
     * The comparisons of a scenario; {@code MEMORY} has its own kind, see {@link MemoryScenario}.
     */
    public static List<Cell> cells(ScenarioName scenario, SuiteParameters parameters) {
        return switch (scenario) {
            case BASIC -> BasicScenario.cells(parameters);
            case DATA_SIZE -> DataSizeScenario.cells(parameters);
            case CONCURRENCY -> ConcurrencyScenario.cells(parameters);
            case MIXED -> MixedScenario.cells(parameters);
            case COLUMNAR -> ColumnarScenario.cells(parameters);
            case MEMORY -> List.of();
        };
    }
}
