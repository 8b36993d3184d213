package dev.aerospikearrow.client;

import static dev.aerospikearrow.client.ScriptedNode.frame;
import static dev.aerospikearrow.client.ScriptedNode.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.transport.Machine;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong on a thread of the client ends what it belongs to, and nothing else. */
@Timeout(30)
class FailureIsolationTest {
    private static final Key KEY = Key.of("test", "set", 1);

    private final BreakableMachine machine = new BreakableMachine();

    /** A machine whose selectors can be broken, and that may have no more of them. */
    private static final class BreakableMachine extends Machine {
        final List<Selector> selectors = new CopyOnWriteArrayList<>();
        volatile @Nullable Throwable noSelector;
        volatile @Nullable Error noChannel;

        @Override
        public Selector openSelector() throws IOException {
            Throwable reason = noSelector;
            if (reason instanceof Error error) {
                noSelector = null;
                throw error;
            }
            if (reason instanceof IOException e) {
                throw e;
            }
            Selector selector = super.openSelector();
            selectors.add(selector);
            return selector;
        }

        @Override
        public SocketChannel openChannel() throws IOException {
            Error reason = noChannel;
            if (reason != null) {
                throw reason;
            }
            return super.openChannel();
        }

        void breakAll() throws IOException {
            List<Selector> broken = List.copyOf(selectors);
            selectors.clear();
            for (Selector selector : broken) {
                selector.close();
            }
        }
    }

    private static ClientConfig.Builder config(ScriptedNode node) {
        return ClientConfig.builder(node.host()).asyncLoops(1).tendInterval(Duration.ofMillis(50));
    }

    private AerospikeClient client(ScriptedNode node) {
        return AerospikeClient.connect(machine, config(node).build());
    }

    private static ScriptedNode node() {
        return new ScriptedNode((number, request) -> frame(message(0, 0)));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, future::get).getCause();
    }

    @Test
    void anAsynchronousLoopThatBreaksIsReplacedAndItsCallsAreTold() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) -> {
                                    asked.countDown();
                                    if (number == 0) {
                                        answer.await();
                                    }
                                    return frame(message(0, 0));
                                });
                AerospikeClient client = client(node)) {
            CompletableFuture<?> underWay = client.async().get(KEY);
            asked.await();
            machine.breakAll();

            Throwable failure = failureOf(underWay);
            assertInstanceOf(ConnectionException.class, failure);
            assertTrue(failure.getMessage().contains("aerospike-async-0 failed"), "" + failure);
            assertTrue(client.async().get(KEY).get().isPresent());
            assertTrue(client.async().coalescing().get(KEY).get().isPresent());
            assertEquals(1, client.health().replacedLoops());
            await(() -> client.health().isWell());
            answer.countDown();
        }
    }

    @Test
    void aSynchronousCallWhoseLoopBreaksFailsAndTheNextOneGetsAnother() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) -> {
                                    asked.countDown();
                                    if (number == 0) {
                                        answer.await();
                                    }
                                    return frame(message(0, 0));
                                });
                AerospikeClient client = client(node)) {
            CompletableFuture<?> waiting =
                    CompletableFuture.supplyAsync(() -> client.put(KEY, Bin.of("a", 1)));
            asked.await();
            machine.breakAll();

            AerospikeException failure =
                    assertInstanceOf(AerospikeException.class, failureOf(waiting));
            assertTrue(failure.inDoubt(), "" + failure);
            assertTrue(client.get(KEY).isPresent());
            answer.countDown();
        }
    }

    @Test
    void theTenderSurvivesErrorsAndItsBrokenLoop() throws Exception {
        try (ScriptedNode node = node();
                AerospikeClient client = client(node)) {
            machine.noSelector = new OutOfMemoryError("no memory for a selector");
            machine.breakAll();
            await(() -> machine.noSelector == null);
            await(() -> client.health().isWell());

            assertTrue(client.get(KEY).isPresent());
            long before = client.health().sinceTended().toNanos();
            await(() -> client.health().sinceTended().toNanos() < before);
        }
    }

    @Test
    void anErrorWhileAConnectionIsMadeEndsTheCallAndFreesItsPlace() {
        try (ScriptedNode node = node();
                AerospikeClient client =
                        AerospikeClient.connect(
                                machine,
                                config(node)
                                        .maxConnectionsPerNode(2)
                                        .tendInterval(Duration.ofMinutes(1))
                                        .build())) {
            machine.noChannel = new OutOfMemoryError("no memory for a channel");
            for (int i = 0; i < 3; i++) {
                assertThrows(OutOfMemoryError.class, () -> client.get(KEY));
            }
            machine.noChannel = null;

            assertTrue(client.get(KEY).isPresent());
        }
    }

    @Test
    void tooManyOpenFilesFailASynchronousCallAsAConnection() {
        try (ScriptedNode node = node();
                AerospikeClient client = client(node)) {
            machine.noSelector = new IOException("Too many open files");

            ConnectionException failure =
                    assertThrows(ConnectionException.class, () -> client.get(KEY));
            assertTrue(failure.getMessage().contains("test.set 1"), failure.getMessage());
            assertTrue(failure.getMessage().contains("Too many open files"), failure.getMessage());
            assertTrue(failure.getMessage().contains("ulimit -n"), failure.getMessage());
            assertThrows(ConnectionException.class, () -> client.scan(SetName.of("test", "set")));
            machine.noSelector = null;
            assertTrue(client.get(KEY).isPresent());
        }
    }

    @Test
    void tooManyOpenFilesFailConnectingAsAConnection() {
        try (ScriptedNode node = node()) {
            machine.noSelector = new IOException("Too many open files");

            ConnectionException failure =
                    assertThrows(ConnectionException.class, () -> client(node));
            assertTrue(failure.getMessage().contains(node.host()), failure.getMessage());
        }
    }

    @Test
    void whatIsChainedRunsOnTheExecutorThatTheConfigurationHas() throws Exception {
        ExecutorService executor =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        CountDownLatch held = new CountDownLatch(1);
        try (ScriptedNode node = node();
                AerospikeClient client =
                        AerospikeClient.connect(
                                config(node).completionExecutor(executor).build())) {
            // Busy until both are chained: to a result that is there already, callers chain in
            // their own thread.
            executor.execute(() -> awaitQuietly(held));
            CompletableFuture<String> single =
                    client.async().get(KEY).thenApply(record -> Thread.currentThread().getName());
            CompletableFuture<String> coalesced =
                    client.async()
                            .coalescing()
                            .get(KEY)
                            .thenApply(record -> Thread.currentThread().getName());

            // The loops are free meanwhile.
            assertTrue(client.get(KEY).isPresent());
            await(() -> node.requests() == 3);
            held.countDown();
            assertEquals("mine", single.get());
            assertEquals("mine", coalesced.get());
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void anExecutorThatRefusesLosesNoResult() throws Exception {
        try (ScriptedNode node = node();
                AerospikeClient client =
                        AerospikeClient.connect(
                                config(node)
                                        .completionExecutor(
                                                task -> {
                                                    throw new RejectedExecutionException("full");
                                                })
                                        .build())) {
            assertTrue(client.async().get(KEY).get().isPresent());
            assertTrue(client.async().coalescing().get(KEY).get().isPresent());
        }
    }

    @Test
    void closingDoesNotWaitForSlowContinuationsForEver() throws Exception {
        CountDownLatch chained = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        // No answer until the continuation is chained: to a result that is there already, it would
        // be chained in this thread.
        try (ScriptedNode node =
                new ScriptedNode(
                        (number, request) -> {
                            chained.await();
                            return frame(message(0, 0));
                        })) {
            AerospikeClient client =
                    AerospikeClient.connect(
                            config(node).closeTimeout(Duration.ofMillis(50)).build());
            CompletableFuture<Void> slow =
                    client.async()
                            .get(KEY)
                            .thenAccept(
                                    record -> {
                                        running.countDown();
                                        awaitQuietly(held);
                                    });
            chained.countDown();
            running.await();
            client.close();

            assertFalse(slow.isDone());
            held.countDown();
            slow.get();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
