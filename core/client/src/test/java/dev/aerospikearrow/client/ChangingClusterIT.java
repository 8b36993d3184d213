package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that stop, start, join and fail while a client runs: on a cluster of this class's own. */
@Timeout(60)
class ChangingClusterIT {
    private static final int COUNT = 2000;

    private EmbeddedCluster cluster;
    private AerospikeClient client;

    /** Retries for as long as a cluster may take to find itself. */
    private static final BatchPolicy PATIENT_BATCH =
            BatchPolicy.builder()
                    .totalTimeout(Duration.ofSeconds(30))
                    .socketTimeout(Duration.ofSeconds(20))
                    .build();

    private static final ReadPolicy PATIENT_READ =
            ReadPolicy.builder()
                    .totalTimeout(Duration.ofSeconds(30))
                    .socketTimeout(Duration.ofSeconds(20))
                    .build();

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().nodes(3).start();
        client =
                AerospikeClient.connect(
                        ClientConfig.builder(String.join(",", cluster.hosts()))
                                .tendInterval(Duration.ofMillis(50))
                                .build());
        client.batchWrite(
                IntStream.range(0, COUNT)
                        .mapToObj(i -> BatchWrite.put(key(i), Bin.of("i", i)))
                        .toList());
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private static Key key(int number) {
        return Key.of("test", "changing", number);
    }

    private static List<Key> keys() {
        return IntStream.range(0, COUNT).mapToObj(ChangingClusterIT::key).toList();
    }

    private Set<String> knownNodes() {
        return ClientAccess.executorOf(client).cluster().nodes().stream()
                .map(Node::id)
                .collect(Collectors.toSet());
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private void assertAllThere(List<BatchRow> rows) {
        assertEquals(COUNT, rows.size());
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, rows.get(i).record().orElseThrow().bin("i"));
        }
    }

    @Test
    void allNodesAreFoundFromOneSeed() {
        try (AerospikeClient other = AerospikeClient.connect(cluster.node(1).host())) {
            assertEquals(3, ClientAccess.executorOf(other).cluster().nodes().size());
            assertAllThere(other.batchRead(keys()));
        }
    }

    @Test
    void readsAndBatchesSurviveANodeThatStops() {
        cluster.node(1).stop();

        assertAllThere(client.with(PATIENT_BATCH).batchRead(keys()));
        for (int i = 0; i < 200; i++) {
            assertEquals((long) i, client.with(PATIENT_READ).get(key(i)).orElseThrow().bin("i"));
        }
        await(() -> !knownNodes().contains(cluster.node(1).id()));
        assertEquals(1, client.put(key(COUNT), Bin.of("i", 1)).generation());
    }

    @Test
    void aNodeThatComesBackIsUsedAgain() {
        cluster.node(2).stop();
        await(() -> knownNodes().size() == 2);
        cluster.node(2).start();
        await(() -> knownNodes().size() == 3);
        await(
                () -> {
                    assertAllThere(client.with(PATIENT_BATCH).batchRead(keys()));
                    return cluster.node(2).connectionCount() > 1;
                });
    }

    @Test
    void aNodeThatJoinsTakesItsShareOfTheRequests() {
        cluster.addNode();
        await(() -> knownNodes().size() == 4);
        await(
                () -> {
                    assertAllThere(client.with(PATIENT_BATCH).batchRead(keys()));
                    return cluster.node(3).connectionCount() > 1;
                });
    }

    @Test
    void callsGoOnWhileNodesComeAndGo() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            workers.add(
                    CompletableFuture.runAsync(
                            () -> {
                                while (!stop.get()) {
                                    assertAllThere(client.with(PATIENT_BATCH).batchRead(keys()));
                                    client.with(PATIENT_READ).get(key(5)).orElseThrow();
                                    client.async()
                                            .with(PATIENT_READ)
                                            .get(key(6))
                                            .join()
                                            .orElseThrow();
                                }
                            }));
        }
        for (int round = 0; round < 4; round++) {
            int node = round % 3;
            cluster.node(node).stop();
            await(() -> knownNodes().size() == 2);
            cluster.node(node).start();
            await(() -> knownNodes().size() == 3);
        }
        stop.set(true);
        for (CompletableFuture<Void> worker : workers) {
            worker.get();
        }
    }

    @Test
    void aScanSurvivesANodeThatStopsInItsMiddle() {
        Set<Long> numbers = new TreeSet<>();
        int count = 0;
        QuerySpec spec = QuerySpec.of(SetName.of("test", "changing")).withRecordsPerSecond(2000);
        try (RecordStream stream = client.query(spec)) {
            for (KeyRecord found : stream) {
                if (count++ == 20) {
                    cluster.node(0).stop();
                }
                numbers.add((Long) found.record().bin("i"));
            }
        }
        assertEquals(COUNT, numbers.size());
        assertEquals(COUNT, count);
    }

    @Test
    void whatIsLeftWhenNoNodeAnswersIsAClearError() {
        cluster.nodes().forEach(node -> node.stop());
        ReadPolicy policy = ReadPolicy.builder().maxRetries(2).build();

        AerospikeException e =
                assertThrows(AerospikeException.class, () -> client.with(policy).get(key(1)));

        assertTrue(
                e instanceof ConnectionException || e instanceof ClusterUnavailableException,
                e.toString());
        assertTrue(e.getMessage().contains("Read all bins of test.changing 1"), e.getMessage());
    }

    @Test
    void aClusterThatWasGoneIsFoundAgain() {
        List<dev.aerospikearrow.server.EmbeddedNode> nodes = cluster.nodes();
        nodes.forEach(node -> node.stop());
        await(() -> knownNodes().isEmpty());
        ClusterUnavailableException e =
                assertThrows(ClusterUnavailableException.class, () -> client.get(key(1)));
        assertTrue(e.getMessage().contains("no node of the cluster"), e.getMessage());
        nodes.forEach(node -> node.start());
        await(() -> knownNodes().size() == 3);
        assertEquals(1, client.put(key(1), Bin.of("a", 1)).generation());
    }

    @Test
    void connectionsThatBreakInABatchCostOnlyTheRestOfItsRows() {
        for (int bytes : new int[] {1, 30, 500, 20_000}) {
            cluster.node(0).setFaults(FaultPlan.none().dropAfterBytes(bytes));
            assertAllThere(client.with(PATIENT_BATCH).batchRead(keys()));
            cluster.node(0).setFaults(FaultPlan.none());
        }
    }

    @Test
    void answersInPiecesAndOutOfOrderAreTheSame() {
        cluster.nodes()
                .forEach(
                        node ->
                                node.setFaults(
                                        FaultPlan.none().bytesPerWrite(7).shuffleBatchRows(1)));

        assertAllThere(client.with(PATIENT_BATCH).batchRead(keys()));
        assertAllThere(client.async().with(PATIENT_BATCH).batchRead(keys()).join());
        assertEquals(1L, client.with(PATIENT_READ).get(key(1)).orElseThrow().bin("i"));
    }

    @Test
    void corruptAnswersAreRefusedOrDifferentButNeverHang() {
        for (int at = 0; at < 60; at++) {
            cluster.nodes().forEach(node -> node.setFaults(FaultPlan.none()));
            int offset = at;
            cluster.nodes().forEach(node -> node.setFaults(FaultPlan.none().corruptByte(offset)));
            ReadPolicy policy =
                    ReadPolicy.builder()
                            .totalTimeout(Duration.ofMillis(300))
                            .socketTimeout(Duration.ZERO)
                            .maxRetries(0)
                            .build();
            try {
                client.with(policy).get(key(1));
            } catch (AerospikeException e) {
                assertTrue(e.getMessage().contains("test.changing 1"), e.getMessage());
            }
        }
    }

    @Test
    void aSlowNodeTimesOutAndTheConnectionIsUsedAfterItsAnswer() {
        cluster.nodes()
                .forEach(node -> node.setFaults(FaultPlan.none().delay(Duration.ofMillis(300))));
        ReadPolicy impatient =
                ReadPolicy.builder()
                        .totalTimeout(Duration.ofMillis(50))
                        .socketTimeout(Duration.ZERO)
                        .build();
        assertThrows(RequestTimeoutException.class, () -> client.with(impatient).get(key(1)));
        ExecutionException e =
                assertThrows(
                        ExecutionException.class,
                        () -> client.async().with(impatient).get(key(1)).get());
        assertInstanceOf(RequestTimeoutException.class, e.getCause());
        cluster.nodes().forEach(node -> node.setFaults(FaultPlan.none()));
        for (int i = 0; i < 100; i++) {
            assertEquals((long) i, client.with(PATIENT_READ).get(key(i)).orElseThrow().bin("i"));
            assertEquals(
                    (long) i,
                    client.async().with(PATIENT_READ).get(key(i)).join().orElseThrow().bin("i"));
        }
    }

    @Test
    void refusalsThatPassAreTriedAgain() {
        cluster.nodes()
                .forEach(
                        node ->
                                node.setFaults(
                                        FaultPlan.none().refuse(ResultCode.KEY_BUSY.code(), 2)));
        assertEquals(1L, client.with(PATIENT_READ).get(key(1)).orElseThrow().bin("i"));
        assertAllThere(client.with(PATIENT_BATCH).batchRead(keys()));
    }

    @Test
    void aScanWaitsForNodesWhoseQueryThreadsAreAllInUse() {
        cluster.nodes()
                .forEach(
                        node ->
                                node.setFaults(
                                        FaultPlan.none().refuse(ResultCode.FORBIDDEN.code(), 2)));
        int count = 0;
        try (RecordStream records = client.scan(SetName.of("test", "changing"))) {
            for (KeyRecord record : records) {
                assertTrue(record.record().bins().containsKey("i"));
                count++;
            }
        }
        assertEquals(keys().size(), count);
    }

    @Test
    void connectionsThatAreIdleForTooLongAreClosed() {
        try (AerospikeClient other =
                AerospikeClient.connect(
                        ClientConfig.builder(cluster.node(0).host())
                                .tendInterval(Duration.ofMillis(20))
                                .maxIdle(Duration.ofMillis(300))
                                .build())) {
            client.close();
            int tended = 3;
            await(() -> connections() == tended);
            for (int i = 0; i < 100; i++) {
                other.get(key(i));
            }
            assertTrue(connections() > tended);
            await(() -> connections() == tended);
            assertTrue(other.exists(key(1)));
        }
    }

    private int connections() {
        return cluster.nodes().stream().mapToInt(node -> node.connectionCount()).sum();
    }

    @Test
    void aClosedClientLeavesNoConnectionAndNoThread() {
        client.async().get(key(1)).join();
        client.get(key(1));
        client.close();

        await(() -> cluster.nodes().stream().allMatch(node -> node.connectionCount() == 0));
        await(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(Thread::isAlive)
                                .noneMatch(
                                        thread ->
                                                thread.getName().startsWith("aerospike-tender")
                                                        || thread.getName()
                                                                .startsWith("aerospike-async")));
    }
}
