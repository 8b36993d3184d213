package dev.aerospikearrow.benchmarks.suite.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenariosTest {
    private static final SuiteParameters DEFAULTS = SuiteParameters.of(Map.of());

    @ParameterizedTest
    @EnumSource(ScenarioName.class)
    void noTwoComparisonsHaveTheSameKey(ScenarioName scenario) {
        Set<String> keys = new HashSet<>();
        for (Cell cell : Scenarios.cells(scenario, DEFAULTS)) {
            assertTrue(keys.add(cell.section() + "/" + cell.key()), cell.key());
        }
    }

    @ParameterizedTest
    @EnumSource(ScenarioName.class)
    void noTwoClientsShareARecord(ScenarioName scenario) {
        for (Cell cell : Scenarios.cells(scenario, DEFAULTS)) {
            Set<String> prefixes = new HashSet<>();
            for (ClientId id : cell.participants()) {
                Work work = cell.work(id).orElseThrow();
                assertTrue(work.data().keyPrefix().startsWith(id.keyPrefix()), cell.title());
                assertTrue(prefixes.add(work.data().keyPrefix()), cell.title());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScenarioName.class)
    void everyComparisonHasABaselineForEachParticipant(ScenarioName scenario) {
        for (Cell cell : Scenarios.cells(scenario, DEFAULTS)) {
            assertFalse(cell.participants().isEmpty(), cell.title());
            for (ClientId id : cell.participants()) {
                assertTrue(cell.participants().contains(id.baseline()), cell.title());
            }
        }
    }

    @Test
    void roundOfTheNineOperationsHasAsManyOperationsAsWereAskedFor() {
        SuiteParameters parameters = SuiteParameters.of(Map.of("BENCH_COUNT", "200"));
        for (Cell cell : Scenarios.cells(ScenarioName.BASIC, parameters)) {
            assertEquals(200, cell.work(ClientId.OFFICIAL_SYNC).orElseThrow().operations());
        }
    }

    @Test
    void columnarScenarioHasTheSizesOfTheNumPyBenchmark() {
        List<Object> records =
                Scenarios.cells(ScenarioName.COLUMNAR, DEFAULTS).stream()
                        .filter(cell -> cell.section().equals("record_scaling"))
                        .filter(cell -> cell.dimensions().get("values").equals("doubles"))
                        .map(cell -> cell.dimensions().get("records"))
                        .toList();
        assertEquals(List.of(1, 10, 100, 500, 1_000, 5_000, 10_000, 100_000), records);
    }
}
