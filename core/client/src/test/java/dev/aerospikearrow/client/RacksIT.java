package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ClientStatistics.Rows;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Reads that prefer a rack, of two on each side. Nodes outside of it refuse what they are asked, so
 * that a read which leaves the rack fails.
 */
@Timeout(60)
class RacksIT {
    private static final int COUNT = 300;
    private static final SetName SET = SetName.of("test", "racks");

    private EmbeddedCluster cluster;
    private AerospikeClient client;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().nodes(4).racks(1, 2).start();
        client = connect(9, 2);
        client.batchWrite(
                IntStream.range(0, COUNT)
                        .mapToObj(i -> BatchWrite.put(key(i), Bin.of("i", i)))
                        .toList());
        refuseIn(1);
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private AerospikeClient connect(int... racks) {
        return AerospikeClient.connect(
                ClientConfig.builder(cluster.hosts().get(0))
                        .tendInterval(Duration.ofMillis(50))
                        .racks(racks)
                        .policy(
                                ReadPolicy.builder()
                                        .replica(ReplicaPolicy.PREFER_RACK)
                                        .totalTimeout(Duration.ofSeconds(20))
                                        .build())
                        .policy(BatchPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build())
                        .policy(QueryPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build())
                        .build());
    }

    private static Key key(int number) {
        return Key.of("test", "racks", number);
    }

    private static List<Key> keys() {
        return IntStream.range(0, COUNT).mapToObj(RacksIT::key).toList();
    }

    private void refuseIn(int rack) {
        for (EmbeddedNode node : cluster.nodes()) {
            boolean refuses = node.rack().getAsInt() == rack;
            node.setFaults(
                    refuses
                            ? FaultPlan.none()
                                    .refuse(ResultCode.PARAMETER.code(), Integer.MAX_VALUE)
                            : FaultPlan.none());
        }
    }

    private Rows counts() {
        return ClientAccess.executorOf(client).statistics().rows();
    }

    private void assertInRack(long records) {
        assertEquals(records, counts().inRack());
        assertEquals(0, counts().outOfRack());
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void assertAllThere(List<BatchRow> rows) {
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, rows.get(i).record().orElseThrow().bin("i"));
        }
    }

    @Test
    void readsOfSingleRecordsStayInTheRack() {
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, client.get(key(i)).orElseThrow().bin("i"));
            assertTrue(client.exists(key(i)));
            assertEquals((long) i, client.operate(key(i), Operation.get("i")).bin("i"));
        }
        assertInRack(3 * COUNT);
    }

    @Test
    void readsWithoutWaitingStayInTheRack() {
        List<CompletableFuture<?>> reads = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            reads.add(client.async().get(key(i)));
            reads.add(client.async().coalescing().get(key(i)));
        }
        reads.forEach(CompletableFuture::join);
        assertInRack(2 * COUNT);
    }

    @Test
    void batchesStayInTheRack() {
        assertAllThere(client.batchRead(keys()));
        assertAllThere(client.async().batchRead(keys()).join());
        List<BatchRead> each = keys().stream().map(key -> BatchRead.bins(key, "i")).toList();
        assertAllThere(client.batchReadEach(each));
        assertInRack(3 * COUNT);
    }

    @Test
    void scansStayInTheRack() {
        int found = 0;
        try (RecordStream records = client.scan(SET)) {
            for (KeyRecord record : records) {
                found += record.record().bins().size();
            }
        }
        assertEquals(COUNT, found);
        assertInRack(COUNT);
    }

    @Test
    void aRackWithoutNodesThatAnswerIsLeft() {
        refuseIn(7);
        cluster.node(1).stop();
        cluster.node(3).stop();

        assertAllThere(client.batchRead(keys()));
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, client.get(key(i)).orElseThrow().bin("i"));
        }
        assertTrue(counts().outOfRack() >= COUNT, counts().outOfRack() + " elsewhere");
        await(() -> !client.health().isWell());
    }

    @Test
    void aNodeThatMovesIntoAnotherRackIsReadThere() {
        cluster.node(0).moveToRack(2);
        cluster.node(2).moveToRack(2);
        cluster.node(1).moveToRack(1);
        cluster.node(3).moveToRack(1);
        refuseIn(1);
        // What was sent on its way before that is refused.
        await(
                () -> {
                    try {
                        assertAllThere(client.batchRead(keys()));
                        return true;
                    } catch (ServerException e) {
                        return false;
                    }
                });
        for (int i = 0; i < COUNT; i++) {
            assertEquals((long) i, client.get(key(i)).orElseThrow().bin("i"));
        }
    }

    @Test
    void racksThatNoNodeIsInAreToldOf() {
        try (AerospikeClient other = connect(5)) {
            List<String> troubles = other.health().troubles();
            assertEquals(1, troubles.size(), troubles.toString());
            assertTrue(troubles.get(0).contains("[5]"), troubles.get(0));
        }
        assertTrue(client.health().isWell(), client.health().troubles().toString());
    }
}
