package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import java.util.ArrayList;
import java.util.List;

/** The scenarios and what each of them compares. */
public final class Scenarios {
    private Scenarios() {}

    /**
     * The comparisons of a scenario that were asked for; {@code MEMORY} has its own kind, see
     * {@link MemoryScenario}.
     */
    public static List<Cell> cells(ScenarioName scenario, SuiteParameters parameters) {
        return all(scenario, parameters).stream()
                .filter(cell -> cell.title().contains(parameters.only()))
                .toList();
    }

    /**
     * Refuses to measure nothing.
     *
     * @throws ParameterException with the titles that there are
     */
    public static void require(SuiteParameters parameters) {
        List<String> titles = new ArrayList<>();
        for (ScenarioName scenario : parameters.scenarios()) {
            if (scenario == ScenarioName.MEMORY || !cells(scenario, parameters).isEmpty()) {
                return;
            }
            all(scenario, parameters).forEach(cell -> titles.add(cell.title()));
        }
        throw new ParameterException(
                "BENCH_ONLY",
                parameters.only(),
                "a part of one of these titles: " + String.join("; ", titles));
    }

    private static List<Cell> all(ScenarioName scenario, SuiteParameters parameters) {
        return switch (scenario) {
            case BASIC -> BasicScenario.cells(parameters);
            case DATA_SIZE -> SingleRecordScenarios.sizes(parameters);
            case CONCURRENCY -> SingleRecordScenarios.levels(parameters);
            case MIXED -> SingleRecordScenarios.mixed(parameters);
            case COLUMNAR -> ColumnarScenario.cells(parameters);
            case SIDE_BY_SIDE -> SideBySideScenario.cells(parameters);
            case SERVING -> ServingScenario.cells(parameters);
            case MEMORY -> List.of();
        };
    }
}
