package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ClientLimits.WhenFull;
import dev.aerospikearrow.client.ClientListener.NodeChange;
import dev.aerospikearrow.client.ClientListener.NodeChange.Kind;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client may have under way, what it keeps, and whom it leaves alone. */
@Timeout(60)
class LimitsIT {
    private static final Key KEY = Key.of("test", "limits", 1);
    private static final ReadPolicy PATIENT =
            ReadPolicy.builder()
                    .totalTimeout(Duration.ofSeconds(20))
                    .socketTimeout(Duration.ZERO)
                    .build();
    private static final Duration SLOW = Duration.ofMillis(300);

    private final EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).start();

    @AfterEach
    void close() {
        cluster.close();
    }

    private final List<NodeChange> changes = new CopyOnWriteArrayList<>();

    private AerospikeClient connect(ClientLimits.Builder limits, CommandPolicy policy) {
        return AerospikeClient.connect(
                ClientConfig.builder(cluster.hosts().get(0))
                        .tendInterval(Duration.ofMillis(50))
                        .limits(limits.build())
                        .policy(policy)
                        .listener(
                                new ClientListener() {
                                    @Override
                                    public void onNode(NodeChange change) {
                                        changes.add(change);
                                    }
                                })
                        .build());
    }

    private void setFaults(FaultPlan plan) {
        cluster.nodes().forEach(node -> node.setFaults(plan));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    // What is under way

    @Test
    void aCallForWhichThereIsNoRoomFailsIfThatIsWanted() throws Exception {
        ClientLimits.Builder two =
                ClientLimits.builder().maxCommandsInFlight(2).whenFull(WhenFull.FAIL);
        try (AerospikeClient client = connect(two, PATIENT)) {
            setFaults(FaultPlan.none().delay(SLOW));
            List<CompletableFuture<?>> reads = new ArrayList<>();
            reads.add(client.async().get(KEY));
            reads.add(client.async().coalescing().get(KEY));

            ClientBusyException e = assertThrows(ClientBusyException.class, () -> client.get(KEY));
            assertTrue(e.getMessage().contains("maxCommandsInFlight 2"), e.getMessage());
            assertTrue(e.getMessage().contains("test.limits"), e.getMessage());
            assertFalse(e.inDoubt());
            assertThrows(ClientBusyException.class, () -> client.batchRead(List.of(KEY)));
            assertThrows(
                    ClientBusyException.class, () -> client.scan(SetName.of("test", "limits")));
            for (CompletableFuture<?> future :
                    List.of(client.async().get(KEY), client.async().coalescing().get(KEY))) {
                ExecutionException late = assertThrows(ExecutionException.class, future::get);
                assertInstanceOf(ClientBusyException.class, late.getCause());
            }
            reads.forEach(CompletableFuture::join);
            assertEquals(Optional.empty(), client.get(KEY));
            assertEquals(Optional.empty(), client.get(KEY));
        }
    }

    @Test
    void aCallForWhichThereIsNoRoomWaits() {
        ClientLimits.Builder one = ClientLimits.builder().maxCommandsInFlight(1);
        try (AerospikeClient client = connect(one, PATIENT)) {
            setFaults(FaultPlan.none().delay(Duration.ofMillis(20)));
            // Each of these waits for the one before, in the thread that asks for it.
            List<CompletableFuture<?>> reads = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                reads.add(client.async().get(KEY));
                // One is under way, and one may just be completed.
                assertTrue(reads.stream().filter(read -> !read.isDone()).count() <= 2);
            }
            assertEquals(Optional.empty(), client.get(KEY));
            reads.forEach(CompletableFuture::join);
        }
    }

    @Test
    void waitingForRoomIsPartOfTheTotalTimeout() {
        ClientLimits.Builder one = ClientLimits.builder().maxCommandsInFlight(1);
        try (AerospikeClient client = connect(one, PATIENT)) {
            AerospikeClient hasty =
                    client.with(ReadPolicy.builder().totalTimeout(Duration.ofMillis(50)).build());
            setFaults(FaultPlan.none().delay(SLOW));
            CompletableFuture<?> first = client.async().get(KEY);

            RequestTimeoutException e =
                    assertThrows(RequestTimeoutException.class, () -> hasty.get(KEY));
            assertTrue(e.getMessage().contains("maxCommandsInFlight 1"), e.getMessage());
            assertFalse(e.inDoubt());
            first.join();
            assertEquals(Optional.empty(), client.get(KEY));
        }
    }

    @Test
    void whatIsChainedToAResultNeverWaits() {
        ClientLimits.Builder one = ClientLimits.builder().maxCommandsInFlight(1);
        try (AerospikeClient client = connect(one, PATIENT)) {
            assertEquals(
                    Optional.empty(),
                    client.async()
                            .get(KEY)
                            .thenCompose(
                                    read -> {
                                        CompletableFuture<?> other = client.async().get(KEY);
                                        return client.async()
                                                .get(KEY)
                                                .thenCombine(other, (mine, its) -> mine);
                                    })
                            .join());
        }
    }

    @Test
    void bytesOfRequestsAreBoundToo() {
        ClientLimits.Builder some =
                ClientLimits.builder().maxBytesInFlight(10_000).whenFull(WhenFull.FAIL);
        byte[] large = new byte[20_000];
        try (AerospikeClient client = connect(some, PATIENT)) {
            // Alone, it may be larger than that.
            client.put(KEY, Bin.of("b", large));
            setFaults(FaultPlan.none().delay(SLOW));
            CompletableFuture<?> small = client.async().get(KEY);
            ClientBusyException e =
                    assertThrows(
                            ClientBusyException.class,
                            () ->
                                    client.batchWrite(
                                            List.of(BatchWrite.put(KEY, Bin.of("b", large)))));
            assertTrue(e.getMessage().contains("maxBytesInFlight 10000"), e.getMessage());
            List<Key> keys =
                    IntStream.range(0, 1_000).mapToObj(i -> Key.of("test", "limits", i)).toList();
            assertThrows(ClientBusyException.class, () -> client.batchRead(keys));
            small.join();
        }
    }

    @Test
    void aStreamHoldsItsRoomUntilItIsClosed() {
        ClientLimits.Builder one =
                ClientLimits.builder().maxCommandsInFlight(1).whenFull(WhenFull.FAIL);
        try (AerospikeClient client = connect(one, PATIENT)) {
            try (RecordStream stream = client.scan(SetName.of("test", "limits"))) {
                assertThrows(ClientBusyException.class, () -> client.get(KEY));
                assertFalse(stream.iterator().hasNext());
            }
            assertEquals(Optional.empty(), client.get(KEY));
        }
    }

    @Test
    void manyCallersShareTheRoom() throws InterruptedException {
        ClientLimits.Builder four = ClientLimits.builder().maxCommandsInFlight(4);
        try (AerospikeClient client = connect(four, PATIENT)) {
            CountDownLatch done = new CountDownLatch(32);
            List<Throwable> failures = new ArrayList<>();
            for (int thread = 0; thread < 32; thread++) {
                int number = thread;
                new Thread(
                                () -> {
                                    try {
                                        for (int i = 0; i < 50; i++) {
                                            if (number % 2 == 0) {
                                                client.get(KEY);
                                            } else {
                                                client.async().get(KEY).join();
                                            }
                                        }
                                    } catch (RuntimeException e) {
                                        synchronized (failures) {
                                            failures.add(e);
                                        }
                                    } finally {
                                        done.countDown();
                                    }
                                })
                        .start();
            }
            done.await();
            assertEquals(List.of(), failures);
        }
    }

    // What is made ahead

    @Test
    void connectionsAreThereWhenTheClientIsConnected() {
        try (AerospikeClient client =
                connect(ClientLimits.builder().minConnectionsPerNode(5), PATIENT)) {
            for (EmbeddedNode node : cluster.nodes()) {
                assertTrue(node.connectionCount() >= 5, node + ": " + node.connectionCount());
            }
            EmbeddedNode later = cluster.addNode();
            await(() -> later.connectionCount() >= 5);
            cluster.node(1).stop();
            await(() -> client.nodes().size() == 2);
            cluster.node(1).start();
            await(() -> cluster.node(1).connectionCount() >= 5);
            assertEquals(Optional.empty(), client.get(KEY));
        }
    }

    @Test
    void aMinimumBeyondTheMaximumIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        ClientConfig.builder("localhost:3000")
                                .maxConnectionsPerNode(4)
                                .limits(ClientLimits.builder().minConnectionsPerNode(4).build())
                                .build());
        assertThrows(
                IllegalArgumentException.class, () -> ClientLimits.builder().maxConnectsPerNode(0));
    }

    // Whom it leaves alone

    @Test
    void aNodeWithTooManyErrorsIsLeftAloneAndReadsGoElsewhere() {
        ClientLimits.Builder few =
                ClientLimits.builder().maxErrorRate(3).errorRateWindow(1_000_000);
        ReadPolicy once = ReadPolicy.builder().maxRetries(0).build();
        try (AerospikeClient client = connect(few, PATIENT)) {
            // Both copies are on the two nodes: whoever is the master, the other may be asked.
            cluster.node(0).setFaults(FaultPlan.none().dropAfterBytes(0));
            List<Key> keys =
                    IntStream.range(0, 100).mapToObj(i -> Key.of("test", "limits", i)).toList();
            ConnectionException last = null;
            for (Key key : keys) {
                try {
                    client.with(once).get(key);
                } catch (ConnectionException e) {
                    last = e;
                }
            }
            assertTrue(
                    last != null
                            && last.getMessage()
                                    .matches("(?s).*node A1 .* is not asked until .* 4 errors .*"),
                    String.valueOf(last));
            for (Key key : keys) {
                assertEquals(Optional.empty(), client.get(key));
            }
            assertEquals(100, client.batchRead(keys).size());
        }
    }

    @Test
    void aNodeWhoseDeviceIsOverloadedIsLeftAloneAndComesBack() {
        ClientLimits.Builder few = ClientLimits.builder().maxErrorRate(2).errorRateWindow(2);
        WritePolicy patient = WritePolicy.builder().totalTimeout(Duration.ofSeconds(20)).build();
        try (AerospikeClient client = connect(few, patient)) {
            setFaults(FaultPlan.none().refuse(ResultCode.DEVICE_OVERLOAD.code(), 8));
            // It is tried again until the nodes take it: one try for each window.
            client.put(KEY, Bin.of("a", 1));
            assertEquals(1L, client.get(KEY).orElseThrow().bin("a"));
            assertFalse(
                    ClientAccess.executorOf(client).cluster().nodes().stream()
                            .allMatch(node -> node.endpoint().isLeftAlone()));
            List<NodeChange> alone =
                    changes.stream().filter(each -> each.kind() == Kind.LEFT_ALONE).toList();
            assertTrue(alone.get(0).reason().contains("3 errors"), alone.toString());
            String id = alone.get(0).nodeId();
            assertTrue(
                    changes.stream()
                            .anyMatch(
                                    each ->
                                            each.kind() == Kind.ASKED_AGAIN
                                                    && each.nodeId().equals(id)),
                    changes.toString());
        }
    }

    @Test
    void aFutureThatIsCancelledGivesItsRoomBack() {
        ClientLimits.Builder one =
                ClientLimits.builder().maxCommandsInFlight(1).whenFull(WhenFull.FAIL);
        try (AerospikeClient client = connect(one, PATIENT)) {
            setFaults(FaultPlan.none().delay(Duration.ofSeconds(10)));
            client.async().get(KEY).cancel(false);
            setFaults(FaultPlan.none());
            await(
                    () -> {
                        try {
                            client.async().get(KEY).join();
                            return true;
                        } catch (CompletionException e) {
                            return false;
                        }
                    });
        }
    }
}
