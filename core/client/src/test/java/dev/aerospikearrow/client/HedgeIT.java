package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ClientStatistics.Hedges;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two nodes answers long after every timeout: what is not hedged fails. */
@Timeout(60)
class HedgeIT {
    private static final int COUNT = 100;
    private static final Duration TOTAL = Duration.ofSeconds(20);

    private final EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).start();
    private final AerospikeClient client =
            AerospikeClient.connect(
                    ClientConfig.builder(cluster.hosts().get(0))
                            .policy(
                                    ReadPolicy.builder()
                                            .totalTimeout(TOTAL)
                                            .socketTimeout(Duration.ZERO)
                                            .hedgeAfter(Duration.ofMillis(2))
                                            .build())
                            .policy(
                                    BatchPolicy.builder()
                                            .totalTimeout(TOTAL)
                                            .socketTimeout(Duration.ZERO)
                                            .hedgeAfter(Duration.ofMillis(2))
                                            .build())
                            .build());

    @BeforeEach
    void stall() {
        for (int i = 0; i < COUNT; i++) {
            client.put(key(i), Bin.of("i", i));
        }
        cluster.node(0).setFaults(FaultPlan.none().delay(Duration.ofMinutes(5)));
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private static Key key(int number) {
        return Key.of("test", "hedges", number);
    }

    private static List<Key> keys() {
        return IntStream.range(0, COUNT).mapToObj(HedgeIT::key).toList();
    }

    private static void assertAllThere(List<BatchRow> rows) {
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, rows.get(i).record().orElseThrow().bin("i"));
        }
    }

    private Hedges counts() {
        return ClientAccess.executorOf(client).statistics().hedges();
    }

    @Test
    void readsOfSingleRecordsAreHedged() {
        List<CompletableFuture<StoredRecord>> later = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            later.add(client.async().get(key(i)).thenApply(found -> found.orElseThrow()));
        }
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, client.get(key(i)).orElseThrow().bin("i"));
            assertEquals((long) i, later.get(i).join().bin("i"));
        }
        assertTrue(client.exists(key(1)));
        assertEquals(2L, client.operate(key(2), Operation.get("i")).bin("i"));
        assertTrue(counts().won() > 0);
        assertTrue(counts().sent() >= counts().won());
    }

    @Test
    void coalescedReadsAreHedged() {
        List<CompletableFuture<StoredRecord>> later = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            later.add(
                    client.async()
                            .coalescing()
                            .get(key(i))
                            .thenApply(found -> found.orElseThrow()));
        }
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, later.get(i).join().bin("i"));
        }
    }

    @Test
    void batchesAreHedged() {
        CompletableFuture<List<BatchRow>> later = client.async().batchRead(keys());
        assertAllThere(client.batchRead(keys()));
        assertAllThere(later.join());
        assertAllThere(
                client.batchReadEach(
                        keys().stream().map(key -> BatchRead.bins(key, "i")).toList()));
    }

    @Test
    void writesAreNot() {
        AerospikeClient hasty =
                client.with(
                                BatchPolicy.builder()
                                        .totalTimeout(Duration.ofMillis(100))
                                        .hedgeAfter(Duration.ofMillis(2))
                                        .build())
                        .with(WritePolicy.builder().totalTimeout(Duration.ofMillis(100)).build());
        List<BatchWrite> writes =
                keys().stream().map(key -> BatchWrite.put(key, Bin.of("i", 0))).toList();
        assertThrows(AerospikeException.class, () -> hasty.batchWrite(writes));
        assertEquals(0, counts().sent());
    }
}
