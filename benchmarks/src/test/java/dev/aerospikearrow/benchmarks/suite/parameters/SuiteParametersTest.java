package dev.aerospikearrow.benchmarks.suite.parameters;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters.Connections;
import java.time.Duration;
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
                new SuiteParameters(
                        5_000,
                        20,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        50,
                        10,
                        List.of(ScenarioName.BASIC),
                        Peers.JAVA,
                        List.of(),
                        "",
                        "",
                        Connections.PLAIN),
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
                        Map.ofEntries(
                                entry("BENCH_COUNT", "100"),
                                entry("BENCH_ROUNDS", "3"),
                                entry("BENCH_ROUND_MILLIS", "50"),
                                entry("BENCH_WARM_UP_MILLIS", "0"),
                                entry("BENCH_CONCURRENCY", "7"),
                                entry("BENCH_BATCH_GROUPS", "4"),
                                entry("BENCH_SCENARIO", "mixed"),
                                entry("BENCH_PEERS", "java,python"),
                                entry("BENCH_CLIENTS", "columnar, official_sync"),
                                entry("BENCH_ONLY", "10,000 keys"),
                                entry("BENCH_GC", "epsilon"),
                                entry("AEROSPIKE_HOSTS", "10.0.0.7:3000,db:3100")));
        assertEquals(
                new SuiteParameters(
                        100,
                        3,
                        Duration.ofMillis(50),
                        Duration.ZERO,
                        7,
                        4,
                        List.of(ScenarioName.MIXED),
                        Peers.JAVA_AND_PYTHON,
                        List.of("columnar", "official_sync"),
                        "10,000 keys",
                        "10.0.0.7:3000,db:3100",
                        Connections.PLAIN),
                parameters);
    }

    @Test
    void allIsEveryScenario() {
        assertEquals(
                List.of(ScenarioName.values()),
                SuiteParameters.of(Map.of("BENCH_SCENARIO", "all")).scenarios());
    }

    @Test
    void connectionsAreSecuredOnlyWhereTheEmbeddedServerHasTheCertificate() {
        assertEquals(Connections.TLS, SuiteParameters.of(Map.of("BENCH_TLS", "1")).connections());
        for (Map.Entry<String, String> other :
                List.of(entry("AEROSPIKE_HOSTS", "db:3100"), entry("BENCH_SCENARIO", "all"))) {
            Map<String, String> environment = Map.ofEntries(entry("BENCH_TLS", "1"), other);
            assertThrows(ParameterException.class, () -> SuiteParameters.of(environment));
        }
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
                "BENCH_ROUND_MILLIS | 0 | a number from 1 to 60000",
                "BENCH_WARM_UP_MILLIS | -1 | a number from 0 to 600000",
                "BENCH_SAVE | yes | 0; 1",
                "BENCH_TLS | yes | 0; 1",
                "BENCH_CONCURRENCY | 1001 | from 1 to 1000",
                "BENCH_BATCH_GROUPS | 5001 | from 1 to 5000",
                "BENCH_SCENARIO | colmnar | basic; data_size; concurrency; mixed; columnar; side_by_side; serving",
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
