package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No read is lost, whatever happens to the nodes: on a cluster of this class's own. */
@Timeout(60)
class CoalescingClusterIT {
    private static final int COUNT = 1_000;
    private static final ReadPolicy PATIENT =
            ReadPolicy.builder()
                    .totalTimeout(Duration.ofSeconds(30))
                    .socketTimeout(Duration.ofSeconds(20))
                    .build();

    private EmbeddedCluster cluster;
    private AerospikeClient client;
    private CoalescingClient coalescing;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().nodes(3).start();
        client =
                AerospikeClient.connect(
                        ClientConfig.builder(String.join(",", cluster.hosts()))
                                .tendInterval(Duration.ofMillis(50))
                                .policy(PATIENT)
                                .build());
        coalescing = client.async().coalescing();
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

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private void assertAllThere() {
        List<CompletableFuture<Optional<StoredRecord>>> gets =
                IntStream.range(0, COUNT).mapToObj(i -> coalescing.get(key(i))).toList();
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, gets.get(i).join().orElseThrow().bin("i"));
        }
    }

    /** Reads one record after the other until it is told to stop. */
    private CompletableFuture<Integer> readUntil(AtomicBoolean stop, int count) {
        int number = count % COUNT;
        return coalescing
                .get(key(number))
                .thenCompose(
                        record -> {
                            assertEquals((long) number, record.orElseThrow().bin("i"));
                            return stop.get()
                                    ? CompletableFuture.completedFuture(count)
                                    : readUntil(stop, count + 1);
                        });
    }

    @Test
    void noReadIsLostWhileNodesComeAndGo() {
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            readers.add(readUntil(stop, i * 37));
        }
        for (int round = 0; round < 4; round++) {
            int node = round % 3;
            cluster.node(node).stop();
            await(() -> ClientAccess.executorOf(client).cluster().nodes().size() == 2);
            cluster.node(node).start();
            await(() -> ClientAccess.executorOf(client).cluster().nodes().size() == 3);
        }
        stop.set(true);
        readers.forEach(CompletableFuture::join);
        assertAllThere();
    }

    @Test
    void readsSurviveANodeThatDiesWhileItHoldsTheirRequests() {
        cluster.node(1).setFaults(FaultPlan.none().delay(Duration.ofSeconds(30)));
        List<CompletableFuture<Optional<StoredRecord>>> gets =
                IntStream.range(0, COUNT).mapToObj(i -> coalescing.get(key(i))).toList();
        await(() -> gets.stream().filter(CompletableFuture::isDone).count() > COUNT / 2);
        cluster.node(1).stop();

        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, gets.get(i).join().orElseThrow().bin("i"));
        }
    }

    @Test
    void aSlowNodeDoesNotHoldBackTheReadsOfOthers() {
        Node slow =
                ClientAccess.executorOf(client)
                        .cluster()
                        .partitions()
                        .namespace("test")
                        .owner(0, key(0).partitionId());
        cluster.nodes().stream()
                .filter(node -> node.id().equals(slow.id()))
                .forEach(node -> node.setFaults(FaultPlan.none().delay(Duration.ofSeconds(30))));
        List<CompletableFuture<Optional<StoredRecord>>> held = new ArrayList<>();
        List<CompletableFuture<Optional<StoredRecord>>> others = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Node owner =
                    ClientAccess.executorOf(client)
                            .cluster()
                            .partitions()
                            .namespace("test")
                            .owner(0, key(i).partitionId());
            (owner == slow ? held : others).add(coalescing.get(key(i)));
        }

        others.forEach(CompletableFuture::join);
        held.forEach(get -> assertFalse(get.isDone()));
    }

    @Test
    void answersThatBreakOffComeInPiecesOrAreRefusedForAWhileCostNothing() {
        for (FaultPlan plan :
                List.of(
                        FaultPlan.none().dropAfterBytes(500),
                        FaultPlan.none().bytesPerWrite(7).shuffleBatchRows(1),
                        FaultPlan.none().refuse(ResultCode.KEY_BUSY.code(), 2))) {
            cluster.node(0).setFaults(plan);
            assertAllThere();
            cluster.node(0).setFaults(FaultPlan.none());
        }
    }

    @Test
    void manyThreadsAskAtOnce() {
        AtomicInteger found = new AtomicInteger();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(
                    CompletableFuture.runAsync(
                            () -> {
                                assertAllThere();
                                found.addAndGet(COUNT);
                            }));
        }
        threads.forEach(CompletableFuture::join);
        assertEquals(4 * COUNT, found.get());
    }
}
