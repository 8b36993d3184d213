package dev.aerospikearrow.benchmarks.suite.result;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import java.util.List;
import java.util.Map;

/**
 * All figures of a run.
 *
 * @param environment where they come from
 * @param parameters what was asked for
 * @param clients library and version of each client, or why there is none
 * @param comparisons in the order in which they were measured
 * @param memory in the order in which they were measured
 * @param isComplete whether everything was measured that was asked for
 */
public record SuiteResult(
        Environment environment,
        SuiteParameters parameters,
        Map<ClientId, String> clients,
        List<Comparison> comparisons,
        List<MemoryUse> memory,
        boolean isComplete) {

    /** The comparisons of a scenario. */
    public List<Comparison> of(ScenarioName scenario) {
        return comparisons.stream().filter(each -> each.scenario() == scenario).toList();
    }
}
