package dev.aerospikearrow.benchmarks.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.BenchmarkCluster;
import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import dev.aerospikearrow.benchmarks.suite.client.Roster;
import dev.aerospikearrow.benchmarks.suite.data.DataKeeper;
import dev.aerospikearrow.benchmarks.suite.memory.MemoryScenario;
import dev.aerospikearrow.benchmarks.suite.parameters.Peers;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters.Connections;
import dev.aerospikearrow.benchmarks.suite.python.PythonPeers;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import dev.aerospikearrow.benchmarks.suite.result.Environment.Server;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole suite, with a handful of records. */
@ExtendWith(TestClusterExtension.class)
class SuiteIT {
    private static final WarmUpTime SHORT = new WarmUpTime(Duration.ZERO, Duration.ofMillis(20));
    private static final int ROUNDS = 2;
    private static final List<ScenarioName> SMALL_SCENARIOS =
            List.of(ScenarioName.BASIC, ScenarioName.DATA_SIZE, ScenarioName.MIXED);

    private static SuiteParameters parameters(
            Peers peers, List<ScenarioName> scenarios, String only, TestCluster cluster) {
        return new SuiteParameters(
                40,
                ROUNDS,
                Duration.ofMillis(1),
                Duration.ZERO,
                4,
                2,
                scenarios,
                peers,
                List.of(),
                only,
                String.join(",", cluster.hosts()),
                Connections.PLAIN);
    }

    private static SuiteResult run(
            SuiteParameters parameters, Roster roster, SuiteProgress progress) {
        return run(ClusterAddress.plain(parameters.hosts()), parameters, roster, progress);
    }

    private static SuiteResult run(
            ClusterAddress cluster,
            SuiteParameters parameters,
            Roster roster,
            SuiteProgress progress) {
        try (DataKeeper keeper = new DataKeeper(Official.connect(cluster))) {
            MemoryScenario noMemory =
                    new MemoryScenario(
                            keeper,
                            List.of(),
                            Map.of(),
                            (id, data, kind, keys) -> {
                                throw new AssertionError("Nothing asks for memory.");
                            },
                            (id, data, kind, keys) -> {
                                throw new AssertionError("Nothing asks for memory.");
                            });
            Suite suite = new Suite(parameters, roster, keeper, noMemory, SHORT, progress);
            List<Comparison> told = new ArrayList<>();
            SuiteResult result =
                    suite.run(new Environment("now", Server.EMBEDDED, Map.of()), told::add);
            assertEquals(told, result.comparisons());
            return result;
        }
    }

    private static Roster connect(SuiteParameters parameters) {
        return connect(ClusterAddress.plain(parameters.hosts()), parameters);
    }

    private static Roster connect(ClusterAddress cluster, SuiteParameters parameters) {
        return Roster.connect(
                cluster,
                parameters,
                id -> {
                    throw new AssertionError("Nobody asks for " + id + ".");
                });
    }

    @Test
    void everyClientOfJavaDoesEveryWorkAndTheSameCells(TestCluster cluster) {
        SuiteParameters parameters = parameters(Peers.JAVA, SMALL_SCENARIOS, "", cluster);
        try (Roster roster = connect(parameters)) {
            SuiteResult result = run(parameters, roster, SuiteProgress.none());
            assertTrue(result.isComplete());
            assertEquals(7, result.of(ScenarioName.BASIC).size());
            assertEquals(10, result.of(ScenarioName.DATA_SIZE).size());
            assertEquals(3, result.of(ScenarioName.MIXED).size());
            for (Comparison comparison : result.comparisons()) {
                assertTrue(comparison.entries().size() >= 2, comparison.title());
                for (Entry entry : comparison.entries()) {
                    if (isBareOnSeveralNodes(entry, cluster)) {
                        continue;
                    }
                    assertEquals("", entry.note(), comparison.title() + ": " + entry.client());
                    assertEquals(ROUNDS, entry.summary().orElseThrow().rounds());
                }
            }
            Comparison reads = result.of(ScenarioName.BASIC).get(4);
            assertTrue(reads.summary(ClientId.COLUMNAR).isPresent());
            assertTrue(reads.entry(ClientId.COLUMNAR).orElseThrow().speedUp().isPresent());
        }
    }

    /** A bare socket knows no partitions. */
    private static boolean isBareOnSeveralNodes(Entry entry, TestCluster cluster) {
        boolean isBare = entry.client().maker() == Maker.NOBODY && cluster.hosts().size() > 1;
        if (isBare) {
            assertTrue(entry.note().contains("clusters of one node"), entry.note());
        }
        return isBare;
    }

    @Test
    void timedRoundsMeasureServingAndSideBySide(TestCluster cluster) {
        List<ScenarioName> timed = List.of(ScenarioName.SERVING, ScenarioName.SIDE_BY_SIDE);
        SuiteParameters parameters = parameters(Peers.JAVA, timed, "10 keys, 5 doubles", cluster);
        try (Roster roster = connect(parameters)) {
            SuiteResult result = run(parameters, roster, SuiteProgress.none());
            assertEquals(2, result.comparisons().size());
            for (Comparison comparison : result.comparisons()) {
                assertEquals(8, comparison.entries().size());
                for (Entry entry : comparison.entries()) {
                    if (!isBareOnSeveralNodes(entry, cluster)) {
                        assertEquals("", entry.note(), comparison.title() + entry.client());
                        assertTrue(entry.summary().orElseThrow().operations() >= 10 * ROUNDS);
                    }
                }
            }
        }
    }

    @Test
    void overTlsTheSameIsReadByEveryClientThatKnowsIt() {
        SuiteParameters parameters =
                SuiteParameters.of(
                        Map.of(
                                "BENCH_TLS", "1",
                                "BENCH_SCENARIO", "side_by_side",
                                "BENCH_ROUNDS", "1",
                                "BENCH_ROUND_MILLIS", "1",
                                "BENCH_WARM_UP_MILLIS", "0",
                                "BENCH_ONLY", "10 keys, 5 doubles"));
        try (BenchmarkCluster cluster = BenchmarkCluster.startSecured();
                Roster roster = connect(cluster.address(), parameters)) {
            assertTrue(roster.absent().get(ClientId.BARE_SYNC).contains("no TLS"));
            SuiteResult result = run(cluster.address(), parameters, roster, SuiteProgress.none());
            Comparison reads = result.comparisons().get(0);
            assertTrue(reads.summary(ClientId.COLUMNAR).isPresent());
            assertTrue(reads.summary(ClientId.OFFICIAL_SYNC).isPresent());
        }
    }

    @Test
    void peersThatCannotBeHadAreRowsWithTheReason(TestCluster cluster, @TempDir Path folder) {
        String hosts = String.join(",", cluster.hosts());
        SuiteParameters parameters =
                parameters(Peers.JAVA_AND_PYTHON, List.of(ScenarioName.BASIC), "records", cluster);
        PythonPeers nowhere = new PythonPeers(folder, folder, "python3", hosts, message -> {});
        try (Roster roster = Roster.connect(ClusterAddress.plain(hosts), parameters, nowhere)) {
            SuiteResult result = run(parameters, roster, SuiteProgress.none());
            Entry python =
                    result.of(ScenarioName.BASIC).get(1).entry(ClientId.PY_SYNC).orElseThrow();
            assertTrue(python.summary().isEmpty());
            assertTrue(python.note().contains("driver.py"), python.note());
            assertTrue(result.clients().get(ClientId.PY_SYNC).startsWith("absent: "));
        }
    }

    @Test
    void stoppedRunKeepsWhatWasMeasured(TestCluster cluster) {
        SuiteParameters parameters = parameters(Peers.NONE, SMALL_SCENARIOS, "", cluster);
        try (Roster roster = connect(parameters)) {
            SuiteResult result = run(parameters, roster, new StopAfter(5));
            assertFalse(result.isComplete());
            assertEquals(2, result.comparisons().size());
            Entry last = result.comparisons().get(1).entries().get(0);
            assertTrue(last.note().startsWith("stopped after"), last.note());
        }
    }

    /** Two clients do two rounds of the first work and one of them one of the second. */
    private static final class StopAfter implements SuiteProgress {
        private int left;

        StopAfter(int rounds) {
            left = rounds;
        }

        @Override
        public void starts(String title, double partOfRound) {}

        @Override
        public boolean goesOn() {
            return left > 0;
        }

        @Override
        public void roundIsOver() {
            left--;
        }
    }
}
