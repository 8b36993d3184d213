package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reads that are sent together give what they would give alone. */
@ExtendWith(TestClusterExtension.class)
class CoalescingIT {
    private static final int COUNT = 400;

    private final TestCluster cluster;
    private final String set;
    private final String otherSet;
    private AerospikeClient client;
    private CoalescingClient coalescing;

    CoalescingIT(TestCluster cluster) {
        this.cluster = cluster;
        set = cluster.uniqueSet();
        otherSet = cluster.uniqueSet();
    }

    @BeforeEach
    void connect() {
        client = TestClients.connect(cluster);
        coalescing = client.async().coalescing();
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            if (i % 7 != 0) {
                writes.add(
                        BatchWrite.put(
                                key(i),
                                Bin.of("i", i),
                                Bin.of("text", "number " + i),
                                Bin.of("list", List.of(i, i + 1))));
            }
        }
        assertTrue(client.batchWrite(writes).stream().allMatch(BatchRow::isOk));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Key key(int number) {
        return Key.of(cluster.namespace(), number % 3 == 0 ? otherSet : set, number);
    }

    @Test
    void valuesOfEveryTypeComeBackAsTheyWereWritten() throws Exception {
        Map<String, Object> bins = Values.ofEveryType();
        client.put(key(1), bins);

        List<CompletableFuture<Optional<StoredRecord>>> gets =
                IntStream.range(0, 50).mapToObj(i -> coalescing.get(key(1))).toList();

        for (CompletableFuture<Optional<StoredRecord>> get : gets) {
            StoredRecord record = get.get().orElseThrow();
            bins.forEach(
                    (name, value) ->
                            assertTrue(
                                    Values.equal(value, record.bin(name)),
                                    () -> name + ": " + Values.describe(record.bin(name))));
        }
    }

    @Test
    void readsOfEveryKindGiveWhatTheyGiveAlone() throws Exception {
        ReadPolicy plain = client.config().readPolicy();
        ReadPolicy even =
                plain.toBuilder()
                        .filter(
                                Expressions.equal(
                                        Expressions.modulo(
                                                Expressions.intBin("i"), Expressions.literal(2)),
                                        Expressions.literal(0)))
                        .build();
        ReadPolicy anyReplica = plain.toBuilder().replica(ReplicaPolicy.ANY).build();
        AsyncClient alone = client.async();
        Random random = new Random(5);
        List<CompletableFuture<?>> together = new ArrayList<>();
        List<CompletableFuture<?>> oneByOne = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Key key = key(random.nextInt(COUNT));
            Key byDigest = Key.ofDigest(key.namespace(), key.setName(), key.digest());
            switch (random.nextInt(7)) {
                case 0 -> {
                    together.add(coalescing.get(key));
                    oneByOne.add(alone.get(key));
                }
                case 1 -> {
                    together.add(coalescing.get(key, "text", "missing", "i", "i"));
                    oneByOne.add(alone.get(key, "text", "missing", "i", "i"));
                }
                case 2 -> {
                    together.add(coalescing.with(even).get(key, "list"));
                    oneByOne.add(alone.with(even).get(key, "list"));
                }
                case 3 -> {
                    together.add(coalescing.with(anyReplica).get(byDigest));
                    oneByOne.add(alone.with(anyReplica).get(byDigest));
                }
                case 4 -> {
                    together.add(coalescing.header(key));
                    oneByOne.add(alone.header(key));
                }
                case 5 -> {
                    together.add(coalescing.with(even).exists(key));
                    oneByOne.add(alone.with(even).exists(key));
                }
                default -> {
                    together.add(coalescing.exists(key));
                    oneByOne.add(alone.exists(key));
                }
            }
        }
        for (int i = 0; i < together.size(); i++) {
            assertEquals(oneByOne.get(i).get(), together.get(i).get());
        }
    }
}
