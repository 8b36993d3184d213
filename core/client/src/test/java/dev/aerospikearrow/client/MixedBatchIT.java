package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.BatchDelete;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.policy.BatchWritePolicy;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.policy.GenerationPolicy;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.ListOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches whose rows read, write, operate and delete side by side. */
@ExtendWith(TestClusterExtension.class)
class MixedBatchIT {
    private final TestCluster cluster;
    private final SetName set;
    private AerospikeClient client;

    MixedBatchIT(TestCluster cluster) {
        this.cluster = cluster;
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
    }

    @BeforeEach
    void load() {
        client = TestClients.connect(cluster);
        fill(set);
    }

    private void fill(SetName target) {
        client.batchWrite(
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        BatchWrite.put(
                                                target.key(i),
                                                Bin.of("i", i),
                                                Bin.of("l", List.of(i, 2 * i))))
                        .toList());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private List<BatchCommand> everything(SetName target) {
        return List.of(
                BatchRead.all(target.key(0)),
                BatchWrite.put(target.key(1), Bin.of("i", 100)),
                BatchRead.bins(target.key(2), "i"),
                BatchWrite.operate(
                        target.key(3),
                        Operation.add("i", 5),
                        Operation.get("i"),
                        ListOperation.on("l").getByIndex(1, ReturnType.VALUE)),
                BatchRead.operate(target.key(4), ListOperation.on("l").size(), Operation.get("i")),
                BatchWrite.delete(target.key(5)),
                BatchRead.header(target.key(6)),
                BatchRead.all(target.key(1000)),
                BatchWrite.delete(target.key(1001)),
                BatchWrite.put(target.key(7), Bin.of("i", 8))
                        .with(WriteOptions.DEFAULT.withGeneration(GenerationCheck.EQUAL, 9)),
                BatchWrite.operate(target.key(8), Operation.append("i", "no text")),
                BatchWrite.put(target.key("nine"), Bin.of("i", 9))
                        .with(WriteOptions.DEFAULT.withSendKey(SendKey.WITH_USER_KEY)));
    }

    private static void check(SetName set, List<BatchRow> rows) {
        assertEquals(
                List.of(0, 0, 0, 0, 0, 0, 0, 2, 2, 3, 12, 0),
                rows.stream().map(BatchRow::resultCode).toList());
        assertEquals(
                Map.of("i", 0L, "l", List.of(0L, 0L)), rows.get(0).record().orElseThrow().bins());
        assertEquals(2, rows.get(1).record().orElseThrow().generation());
        assertEquals(Map.of("i", 2L), rows.get(2).record().orElseThrow().bins());
        assertEquals(8L, rows.get(3).values().get(1));
        assertEquals(6L, rows.get(3).values().get(2));
        assertEquals(List.of(2L, 4L), rows.get(4).values());
        assertEquals(Map.of(), rows.get(6).record().orElseThrow().bins());
        assertEquals(set.key("nine"), rows.get(11).key());
    }

    private void checkAfterwards(SetName target) {
        List<BatchRow> after =
                client.batchRead(
                        List.of(
                                target.key(1),
                                target.key(3),
                                target.key(5),
                                target.key(7),
                                target.key("nine")),
                        "i");
        assertEquals(100L, after.get(0).record().orElseThrow().bin("i"));
        assertEquals(8L, after.get(1).record().orElseThrow().bin("i"));
        assertFalse(after.get(2).isOk());
        assertEquals(7L, after.get(3).record().orElseThrow().bin("i"));
        assertEquals(9L, after.get(4).record().orElseThrow().bin("i"));
    }

    @Test
    void eachRowHasItsOwnAnswer() {
        check(set, client.batch(everything(set)));
        checkAfterwards(set);
    }

    @Test
    void theSameWithoutWaiting() {
        check(set, client.async().batch(everything(set)).join());
        checkAfterwards(set);
    }

    @Test
    void rowsMayBeOfSeveralSetsAndNamespaces() {
        SetName other = SetName.of(cluster.secondNamespace(), set.name());
        fill(other);
        List<BatchCommand> rows = new ArrayList<>(everything(set));
        rows.addAll(everything(other));
        List<BatchRow> answers = client.batch(rows);
        check(set, answers.subList(0, 12));
        check(other, answers.subList(12, 24));
        checkAfterwards(other);
    }

    @Test
    void manyRowsAreAnsweredInTheirOrder() {
        List<BatchCommand> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Key key = set.key(10_000 + i);
            rows.add(
                    i % 3 == 0
                            ? BatchWrite.put(key, Bin.of("i", i))
                            : i % 3 == 1 ? BatchRead.all(key) : BatchWrite.delete(key));
        }
        List<BatchRow> answers = client.batch(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(rows.get(i).key(), answers.get(i).key());
            assertEquals(i % 3 == 0 ? 0 : 2, answers.get(i).resultCode(), "row " + i);
        }
    }

    @Test
    void anEmptyBatchIsNoRequestAndNullIsNoRow() {
        assertEquals(List.of(), client.batch(List.of()));
        List<BatchCommand> rows = new ArrayList<>(everything(set));
        rows.add(null);
        assertTrue(
                assertThrows(NullPointerException.class, () -> client.batch(rows))
                        .getMessage()
                        .contains("command 12 of 13"));
    }

    @Test
    void theOfficialClientIsAnsweredTheSame() {
        SetName theirs = SetName.of(set.namespace(), set.name() + "o");
        fill(theirs);
        List<BatchRow> ours = client.batch(everything(set));
        List<BatchRecord> records = new ArrayList<>();
        try (com.aerospike.client.AerospikeClient official =
                new com.aerospike.client.AerospikeClient(
                        new ClientPolicy(),
                        com.aerospike.client.Host.parseHosts(
                                String.join(",", cluster.hosts()), 3000))) {
            BatchWritePolicy generation = new BatchWritePolicy();
            generation.generationPolicy = GenerationPolicy.EXPECT_GEN_EQUAL;
            generation.generation = 9;
            records.add(new com.aerospike.client.BatchRead(their(theirs, 0), true));
            records.add(put(theirs, 1, null, 100));
            records.add(new com.aerospike.client.BatchRead(their(theirs, 2), new String[] {"i"}));
            records.add(
                    new com.aerospike.client.BatchWrite(
                            their(theirs, 3),
                            new com.aerospike.client.Operation[] {
                                com.aerospike.client.Operation.add(
                                        new com.aerospike.client.Bin("i", 5)),
                                com.aerospike.client.Operation.get("i"),
                            }));
            records.add(new BatchDelete(their(theirs, 5)));
            records.add(new com.aerospike.client.BatchRead(their(theirs, 1000), true));
            records.add(new BatchDelete(their(theirs, 1001)));
            records.add(put(theirs, 7, generation, 8));
            official.operate(null, records);
        }
        int[] sameRows = {0, 1, 2, 3, 5, 7, 8, 9};
        for (int i = 0; i < sameRows.length; i++) {
            assertEquals(records.get(i).resultCode, ours.get(sameRows[i]).resultCode(), "row " + i);
        }
        assertEquals(records.get(0).record.bins, client.get(theirs.key(0)).orElseThrow().bins());
        checkSame(set.key(1), theirs.key(1));
        checkSame(set.key(3), theirs.key(3));
        assertFalse(client.exists(theirs.key(5)));
        assertEquals(ResultCode.GENERATION.code(), records.get(records.size() - 1).resultCode);
    }

    private void checkSame(Key ours, Key theirs) {
        assertEquals(
                client.get(theirs).orElseThrow().bins(), client.get(ours).orElseThrow().bins());
    }

    private static com.aerospike.client.Key their(SetName set, long key) {
        return new com.aerospike.client.Key(set.namespace(), set.name(), key);
    }

    private static com.aerospike.client.BatchWrite put(
            SetName set, long key, BatchWritePolicy policy, long value) {
        return new com.aerospike.client.BatchWrite(
                policy,
                their(set, key),
                new com.aerospike.client.Operation[] {
                    com.aerospike.client.Operation.put(new com.aerospike.client.Bin("i", value))
                });
    }
}
