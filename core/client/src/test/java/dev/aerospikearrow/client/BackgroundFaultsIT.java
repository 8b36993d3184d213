package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.BackgroundJob.NodeState;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Background writes and mixed batches while nodes refuse, are slow, or close connections. */
@Timeout(60)
class BackgroundFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final SetName SET = SetName.of("test", "faulty");
    private static final int COUNT = 300;

    private EmbeddedCluster cluster;
    private AerospikeClient client;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().nodes(3).start();
        client = AerospikeClient.connect(String.join(",", cluster.hosts()));
        client.batchWrite(
                IntStream.range(0, COUNT)
                        .mapToObj(i -> BatchWrite.put(SET.key(i), Bin.of("i", i)))
                        .toList());
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
    }

    private void faults(FaultPlan plan) {
        cluster.nodes().forEach(node -> node.setFaults(plan));
    }

    private static BackgroundWrite addition() {
        return BackgroundWrite.operate(QuerySpec.of(SET), Operation.add("added", 1));
    }

    private void checkAddedOnce() {
        try (RecordStream records = client.scan(SET)) {
            records.forEach(each -> assertEquals(1L, each.record().bin("added")));
        }
    }

    @Test
    void nodesWithoutFreeThreadsAreAskedAgainAndNoneTwice() {
        faults(FaultPlan.none().refuse(ResultCode.FORBIDDEN.code(), 2));
        BackgroundJob end = client.awaitJob(client.background(addition()), LIMIT);
        assertTrue(end.isComplete(), end.toString());
        assertEquals(COUNT, end.recordsChanged());
        checkAddedOnce();
    }

    @Test
    void aRefusalOfOneNodeSaysWhereTheJobHasBegun() {
        client.close();
        client =
                AerospikeClient.connect(
                        ClientConfig.builder(String.join(",", cluster.hosts()))
                                .policy(
                                        QueryPolicy.builder()
                                                .totalTimeout(Duration.ofMillis(600))
                                                .build())
                                .build());
        String last = client.nodes().keySet().stream().reduce((a, b) -> b).orElseThrow();
        cluster.nodes().stream()
                .filter(node -> node.id().equals(last))
                .forEach(
                        node ->
                                node.setFaults(
                                        FaultPlan.none()
                                                .refuse(ResultCode.FORBIDDEN.code(), 10_000)));
        BackgroundWrite write = addition().withJobId(99);
        AerospikeException e =
                assertThrows(AerospikeException.class, () -> client.background(write));
        assertTrue(e.getMessage().contains("Background job 99"), e.getMessage());
        boolean nothing = !e.getMessage().contains("has begun");
        BackgroundJob job = client.awaitJob(client.job(99), LIMIT);
        assertEquals(nothing ? 0 : 2, count(job, NodeState.DONE), e.getMessage());
        assertEquals(nothing ? 3 : 1, count(job, NodeState.UNKNOWN), e.getMessage());
    }

    private static long count(BackgroundJob job, NodeState wanted) {
        return job.nodes().values().stream().filter(state -> state == wanted).count();
    }

    @Test
    void aConnectionThatIsLostLeavesADoubtAndTheJobCanBeFound() {
        faults(FaultPlan.none().dropAfterBytes(5));
        BackgroundWrite write = addition().withJobId(7);
        AerospikeException e =
                assertThrows(AerospikeException.class, () -> client.background(write));
        assertTrue(e.inDoubt());
        assertTrue(e.getMessage().contains("Background job 7"), e.getMessage());
        faults(FaultPlan.none());
        BackgroundJob job = client.awaitJob(client.job(7), LIMIT);
        assertEquals(1, count(job, NodeState.DONE), job.toString());
        assertEquals(2, count(job, NodeState.UNKNOWN), job.toString());
        assertFalse(job.isComplete());
    }

    @Test
    void aNodeThatStopsIsUnknownAtTheEndAndTheOthersFinish() {
        BackgroundJob job =
                client.background(
                        BackgroundWrite.operate(
                                QuerySpec.of(SET).withRecordsPerSecond(30), Operation.put("x", 1)));
        String stopped = cluster.nodes().get(0).id();
        cluster.node(0).stop();
        BackgroundJob end = client.awaitJob(job, LIMIT);
        assertEquals(NodeState.UNKNOWN, end.nodes().get(stopped), end.toString());
        assertEquals(2, count(end, NodeState.DONE), end.toString());
        assertFalse(end.isComplete());
    }

    @Test
    void rowsOfAMixedBatchKeepTheirPlaces() {
        List<BatchCommand> rows = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            rows.add(
                    switch (i % 4) {
                        case 0 -> BatchRead.all(SET.key(i));
                        case 1 -> BatchWrite.put(SET.key(i), Bin.of("j", i));
                        case 2 ->
                                BatchWrite.operate(
                                        SET.key(i), Operation.add("i", 1), Operation.get("i"));
                        default -> BatchWrite.delete(SET.key(i));
                    });
        }
        faults(FaultPlan.none().shuffleBatchRows(3).bytesPerWrite(13));
        List<BatchRow> answers = client.batch(rows);
        for (int i = 0; i < COUNT; i++) {
            BatchRow answer = answers.get(i);
            assertEquals(SET.key(i), answer.key());
            assertEquals(0, answer.resultCode());
            if (i % 4 == 0) {
                assertEquals((long) i, answer.record().orElseThrow().bin("i"));
            } else if (i % 4 == 2) {
                assertEquals(i + 1L, answer.values().get(1));
            }
        }

        faults(FaultPlan.none().dropAfterBytes(300));
        IncompleteBatchException e =
                assertThrows(IncompleteBatchException.class, () -> client.batch(rows));
        assertTrue(e.inDoubt());
        assertTrue(e.rows().stream().anyMatch(row -> row.resultCode() == BatchRow.NO_ANSWER));
        faults(FaultPlan.none());
    }
}
