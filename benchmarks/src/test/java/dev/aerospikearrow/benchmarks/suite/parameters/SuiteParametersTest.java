package dev.aerospikearrow.benchmarks.suite.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteParametersTest {
    @Test
    void withoutVariablesEveryParameterHasItsDefault() {
        SuiteParameters parameters = SuiteParameters.of(Map.of("PATH", "/bin"));
        assertEquals(
                new SuiteParameters(5_000, 20, 50, 10, List.of(ScenarioName.BASIC), Peers.JAVA, ""),
                parameters);
    }

    @Test
    void emptyVariablesMeanTheDefaultToo() {
        assertEquals(
                SuiteParameters.of(Map.of()),
                SuiteParameters.of(Map.of("BENCH_COUNT", "", "BENCH_GC", "", "BENCH_PEERS", " ")));
    }

    @Test
    void variablesSayWhatIsMeasured() {
        SuiteParameters parameters =
                SuiteParameters.of(
                        Map.of(
                                "BENCH_COUNT", "100",
                                "BENCH_ROUNDS", "3",
                                "BENCH_CONCURRENCY", "7",
                                "BENCH_BATCH_GROUPS", "4",
                                "BENCH_SCENARIO", "mixed",
                                "BENCH_PEERS", "java,python",
                                "BENCH_GC", "epsilon",
                                "AEROSPIKE_HOSTS", "10.0.0.7:3000,db:3100"));
        assertEquals(
                new SuiteParameters(
                        100,
                        3,
                        7,
                        4,
                        List.of(ScenarioName.MIXED),
                        Peers.JAVA_AND_PYTHON,
                        "10.0.0.7:3000,db:3100"),
                parameters);
    }

    @Test
    void allIsEveryScenario() {
        assertEquals(
                List.of(ScenarioName.values()),
                SuiteParameters.of(Map.of("BENCH_SCENARIO", "all")).scenarios());
    }

    @Test
    void fewOperationsAreNotDividedIntoMoreBatches() {
        assertEquals(3, SuiteParameters.of(Map.of("BENCH_COUNT", "3")).batchGroups());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BENCH_COUNT | many | a number from 1 to 1000000",
                "BENCH_ROUNDS | 0 | a number from 1 to 10000",
                "BENCH_CONCURRENCY | 1001 | from 1 to 1000",
                "BENCH_BATCH_GROUPS | 5001 | from 1 to 5000",
                "BENCH_SCENARIO | colmnar | basic; data_size; concurrency; mixed; columnar",
                "BENCH_PEERS | python | none; java; java,python",
                "BENCH_GC | zgc | parallel; g1; epsilon",
                "AEROSPIKE_HOSTS | 127.0.0.1:x | host:port,host:port",
            })
    void wrongValueIsRefusedWithItsNameAndWhatIsAllowed(String name, String value, String allowed) {
        ParameterException e =
                assertThrows(
                        ParameterException.class, () -> SuiteParameters.of(Map.of(name, value)));
        assertTrue(e.getMessage().startsWith(name), e.getMessage());
        assertTrue(e.getMessage().contains("\"" + value + "\""), e.getMessage());
        assertTrue(e.getMessage().contains(allowed), e.getMessage());
    }

    @Test
    void unknownParameterIsRefusedWithTheKnownOnes() {
        ParameterException e =
                assertThrows(
                        ParameterException.class,
                        () -> SuiteParameters.of(Map.of("BENCH_ROUND", "3")));
        assertTrue(e.getMessage().contains("BENCH_ROUND."), e.getMessage());
        assertTrue(e.getMessage().contains("BENCH_ROUNDS"), e.getMessage());
    }
}
