package dev.aerospikearrow.benchmarks.suite.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.Roster;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    void noTwoClientsWriteTheSameRecord(ScenarioName scenario) {
        for (Cell cell : Scenarios.cells(scenario, DEFAULTS)) {
            Set<Dataset.UserKeys> keys = new HashSet<>();
            for (ClientId id : cell.participants()) {
                Work work = cell.work(id).orElseThrow();
                if (cell.preparation() != Preparation.STORED || work instanceof Work.Mixed) {
                    assertTrue(keys.add(work.data().keys()), cell.title());
                }
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
    void sideBySideHasEverySizeOfBatchAndEveryClientOfJava() {
        List<Cell> cells = Scenarios.cells(ScenarioName.SIDE_BY_SIDE, DEFAULTS);
        List<Object> records =
                cells.stream()
                        .filter(cell -> cell.section().equals("batch_read"))
                        .filter(cell -> cell.dimensions().get("values").equals("5 doubles"))
                        .map(cell -> cell.dimensions().get("records"))
                        .toList();
        assertEquals(List.of(1, 2, 5, 10, 50, 100, 500, 1_000, 10_000), records);
        assertTrue(
                cells.get(0)
                        .participants()
                        .containsAll(
                                List.of(
                                        ClientId.COLUMNAR,
                                        ClientId.COLUMNAR_ASYNC,
                                        ClientId.MAP_SYNC,
                                        ClientId.MAP_ASYNC,
                                        ClientId.OFFICIAL_SYNC,
                                        ClientId.OFFICIAL_ASYNC,
                                        ClientId.PY_NUMPY,
                                        ClientId.BARE_SYNC,
                                        ClientId.BARE_ASYNC)));
    }

    @Test
    void requestsOfTheServingScenarioHaveAllSizesEquallyOften() {
        Work work =
                Scenarios.cells(ScenarioName.SERVING, DEFAULTS)
                        .get(0)
                        .work(ClientId.COLUMNAR)
                        .orElseThrow();
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int index = 0; index < work.slots(); index++) {
            counts.merge(work.rows(index), 1, Integer::sum);
            assertTrue(work.firstRow(index) + work.rows(index) <= work.data().rows());
        }
        assertEquals(200, counts.size());
        assertEquals(Set.of(work.slots() / 200), Set.copyOf(counts.values()));
    }

    @Test
    void partOfATitleChoosesWork() {
        SuiteParameters parameters =
                SuiteParameters.of(
                        Map.of("BENCH_SCENARIO", "side_by_side", "BENCH_ONLY", "async get"));
        Scenarios.require(parameters);
        assertEquals(4, Scenarios.cells(ScenarioName.SIDE_BY_SIDE, parameters).size());
    }

    @Test
    void partOfNoTitleIsRefusedWithTheTitlesThatThereAre() {
        SuiteParameters parameters =
                SuiteParameters.of(Map.of("BENCH_SCENARIO", "serving", "BENCH_ONLY", "nothing"));
        ParameterException e =
                assertThrows(ParameterException.class, () -> Scenarios.require(parameters));
        assertTrue(e.getMessage().contains("\"nothing\""), e.getMessage());
        assertTrue(e.getMessage().contains("requests of 10 keys"), e.getMessage());
    }

    @Test
    void clientThatThereIsNotIsRefusedWithThoseThatThereAre() {
        SuiteParameters parameters = SuiteParameters.of(Map.of("BENCH_CLIENTS", "columnar,redis"));
        ParameterException e =
                assertThrows(ParameterException.class, () -> Roster.invited(parameters));
        assertTrue(e.getMessage().contains("\"redis\""), e.getMessage());
        assertTrue(e.getMessage().contains("official_sync"), e.getMessage());
        assertFalse(e.getMessage().contains("numpy"), e.getMessage());
    }

    @Test
    void clientsAreThoseThatWereAskedFor() {
        SuiteParameters parameters =
                SuiteParameters.of(Map.of("BENCH_CLIENTS", "official_sync, columnar"));
        assertEquals(
                List.of(ClientId.COLUMNAR, ClientId.OFFICIAL_SYNC), Roster.invited(parameters));
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
