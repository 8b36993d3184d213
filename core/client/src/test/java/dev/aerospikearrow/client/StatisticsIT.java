package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ClientStatistics.Calls;
import dev.aerospikearrow.client.ClientStatistics.NodeTraffic;
import dev.aerospikearrow.client.ClientStatistics.Rows;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client counts is what it did. */
@ExtendWith(TestClusterExtension.class)
class StatisticsIT {
    private static final int COUNT = 300;

    private final TestCluster cluster;
    private final String set;
    private AerospikeClient client;

    StatisticsIT(TestCluster cluster) {
        this.cluster = cluster;
        set = cluster.uniqueSet();
    }

    @BeforeEach
    void connect() {
        client = TestClients.connect(cluster);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Key key(int number) {
        return Key.of(cluster.namespace(), set, number);
    }

    private List<Key> keys(int count) {
        return IntStream.range(0, count).mapToObj(this::key).toList();
    }

    private void write(int count) {
        List<BatchRow> rows =
                client.batchWrite(
                        keys(count).stream()
                                .map(key -> BatchWrite.put(key, Bin.of("i", 1)))
                                .toList());
        assertTrue(rows.stream().allMatch(BatchRow::isOk));
    }

    @Test
    void eachOperationIsCountedUnderItsName() throws Exception {
        client.put(key(1), Bin.of("i", 1), Bin.of("j", 2));
        client.get(key(1));
        client.get(key(1), "i");
        client.exists(key(1));
        client.header(key(1));
        client.touch(key(1));
        client.operate(key(1), Operation.add("i", 1), Operation.get("i"));
        client.batchRead(keys(3));
        client.batchOperate(keys(3), Operation.add("i", 1), Operation.get("i"));
        client.batchDelete(keys(3));
        client.delete(key(1));
        write(2);
        client.async().get(key(1)).get();
        client.async().coalescing().get(key(1)).get();
        try (RecordStream records = client.scan(SetName.of(cluster.namespace(), set))) {
            records.forEach(record -> {});
        }
        client.info("build");

        Map<String, Calls> calls = client.statistics().calls();

        assertEquals(
                Set.of(
                        "put",
                        "get",
                        "select",
                        "exists",
                        "touch",
                        "operate",
                        "remove",
                        "batch_read",
                        "batch_operate",
                        "batch_remove",
                        "batch_write",
                        "scan",
                        "info"),
                calls.keySet());
        assertEquals(3, calls.get("get").count());
        assertEquals(2, calls.get("exists").count());
        calls.forEach((name, each) -> assertEquals(0, each.failureCount(), name));
        calls.forEach((name, each) -> assertTrue(each.latency().max().toNanos() > 0, name));
    }

    @Test
    void rowsAreCountedByWhatBecameOfThem() {
        write(COUNT);
        ClientStatistics before = client.statistics();

        client.batchRead(keys(2 * COUNT));
        client.get(key(0));
        client.get(key(-1));

        Rows rows = client.statistics().minus(before).rows();
        assertEquals(new Rows(COUNT + 1, COUNT + 1, 0, 0, 0, 0, 0, 0, 0), rows);
        assertEquals(COUNT, before.rows().written());
    }

    @Test
    void rowsOfAScanAreCounted() {
        write(COUNT);
        ClientStatistics before = client.statistics();

        try (RecordStream records = client.scan(SetName.of(cluster.namespace(), set))) {
            records.forEach(record -> {});
        }

        assertEquals(COUNT, client.statistics().minus(before).rows().found());
    }

    @Test
    void theTrafficOfEachNodeIsCounted() {
        write(COUNT);
        ClientStatistics before = client.statistics();

        client.batchRead(keys(COUNT));

        ClientStatistics since = client.statistics().minus(before);
        assertEquals(client.nodes().keySet(), since.nodes().keySet());
        since.nodes()
                .forEach(
                        (id, node) -> {
                            assertEquals(Set.of("batch_read"), withTraffic(node), id);
                            assertTrue(node.bytesSent() > 25L * COUNT / 10, id);
                            assertTrue(node.bytesReceived() > 25L * COUNT / 10, id);
                            assertTrue(node.connections().open() > 0, id);
                            assertEquals(0, node.connections().busy(), id);
                            assertEquals(0, node.connections().waiting(), id);
                        });
    }

    private static Set<String> withTraffic(NodeTraffic node) {
        return node.requests().entrySet().stream()
                .filter(each -> each.getValue().latency().count() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void aFailureIsCountedByItsKind() {
        client.put(key(1), Bin.of("text", "one"));

        assertThrows(
                ServerException.class,
                () -> client.operate(key(1), Operation.add("text", 1), Operation.get("text")));

        ClientStatistics statistics = client.statistics();
        assertEquals(Map.of("BinTypeError", 1L), statistics.calls().get("operate").failures());
        assertEquals(
                1,
                statistics.nodes().values().stream()
                        .filter(node -> node.requests().containsKey("operate"))
                        .mapToLong(
                                node ->
                                        node.requests()
                                                .get("operate")
                                                .results()
                                                .getOrDefault("BinTypeError", 0L))
                        .sum());
    }

    @Test
    void stagesAreMeasuredIfAskedFor() {
        ClientConfig config =
                client.config().toBuilder()
                        .statisticsDetail(ClientConfig.StatisticsDetail.STAGES)
                        .build();
        write(COUNT);
        try (AerospikeClient measuring = AerospikeClient.connect(config)) {
            measuring.batchRead(keys(COUNT));

            Map<CallStage, LatencyHistogram> stages = measuring.statistics().stages();
            assertEquals(Set.of(CallStage.values()), stages.keySet());
            stages.forEach((stage, latency) -> assertEquals(1, latency.count(), stage.label()));
            for (CallStage stage : List.of(CallStage.DIGEST, CallStage.NETWORK, CallStage.DECODE)) {
                assertTrue(stages.get(stage).total().toNanos() > 0, stage.label());
            }
        }
        assertEquals(Map.of(), client.statistics().stages());
    }

    @Test
    void theTextHasATableOfCallsNodesRequestsAndRows() {
        write(COUNT);
        client.batchRead(keys(COUNT));

        String text = client.statistics().toString();

        for (String head : List.of("calls ", "nodes ", "requests ", "rows ")) {
            assertTrue(text.contains(head), text);
        }
        assertTrue(text.contains("batch_read"), text);
    }
}
