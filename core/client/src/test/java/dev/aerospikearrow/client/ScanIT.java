package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scans and queries: what they return, how they are limited, split, resumed and ended. */
@ExtendWith(TestClusterExtension.class)
class ScanIT {
    private static final int COUNT = 3000;
    private static final Duration INDEX_TIMEOUT = Duration.ofSeconds(20);

    private final TestCluster cluster;
    private final String set;
    private AerospikeClient client;

    ScanIT(TestCluster cluster) {
        this.cluster = cluster;
        set = cluster.uniqueSet();
    }

    @BeforeEach
    void load() {
        client = TestClients.connect(cluster);
        client.batchWrite(
                IntStream.range(0, COUNT)
                        .mapToObj(
                                i ->
                                        BatchWrite.put(
                                                        Key.of(cluster.namespace(), set, i),
                                                        Bin.of("i", i),
                                                        Bin.of("s", "text " + i % 10))
                                                .with(
                                                        WriteOptions.DEFAULT.withSendKey(
                                                                SendKey.WITH_USER_KEY)))
                        .toList());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private QuerySpec scan() {
        return QuerySpec.of(SetName.of(cluster.namespace(), set));
    }

    private List<Long> numbers(QueryPolicy policy, QuerySpec spec) {
        List<Long> numbers = new ArrayList<>();
        try (RecordStream stream = client.with(policy).query(spec)) {
            stream.forEach(found -> numbers.add((Long) found.record().bin("i")));
        }
        return numbers;
    }

    private List<Long> numbers(QuerySpec spec) {
        return numbers(QueryPolicy.DEFAULT, spec);
    }

    private static Set<Long> range(int from, int to) {
        Set<Long> numbers = new TreeSet<>();
        for (long i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Test
    void aScanReturnsEveryRecordOnceWithItsKey() {
        Set<Key> keys = new HashSet<>();
        try (RecordStream stream = client.scan(SetName.of(cluster.namespace(), set))) {
            for (KeyRecord found : stream) {
                assertEquals(found.record().bin("i"), found.key().userKey().orElseThrow().value());
                assertEquals(set, found.key().setName());
                assertEquals(2, found.record().bins().size());
                assertTrue(keys.add(found.key()));
            }
            assertEquals(PartitionId.COUNT, stream.partitionsDone());
            assertEquals(List.of(), stream.cursors());
        }
        assertEquals(COUNT, keys.size());
    }

    @Test
    void anAsynchronousScanReturnsTheSame() throws Exception {
        Set<Long> numbers = new TreeSet<>();
        client.async().query(scan(), found -> numbers.add((Long) found.record().bin("i"))).get();
        assertEquals(range(0, COUNT), numbers);
    }

    @Test
    void theServersKnowThePaceThatAScanAsksFor() {
        assertEquals(COUNT, numbers(scan().withRecordsPerSecond(4_321)).size());
        assertTrue(
                client.infoOfAll("query-show").values().stream()
                        .flatMap(answer -> Arrays.stream(answer.split(";")))
                        .anyMatch(query -> query.contains(set) && query.contains("rps=4321:")));
    }

    @Test
    void aScanReturnsTheNamedBinsOrNone() {
        try (RecordStream stream = client.scan(SetName.of(cluster.namespace(), set), "s")) {
            for (KeyRecord found : stream) {
                assertEquals(Set.of("s"), found.record().bins().keySet());
            }
        }
        int count = 0;
        try (RecordStream stream = client.query(scan(), List.of())) {
            for (KeyRecord found : stream) {
                assertEquals(Map.of(), found.record().bins());
                assertEquals(1, found.record().generation());
                count++;
            }
        }
        assertEquals(COUNT, count);
    }

    @Test
    void anUnknownSetIsEmpty() {
        try (RecordStream stream = client.scan(SetName.of(cluster.namespace(), set + "none"))) {
            assertFalse(stream.iterator().hasNext());
        }
    }

    @Test
    void partitionRangesSplitAScanWithoutOverlap() {
        List<Long> all = new ArrayList<>();
        for (int first = 0; first < PartitionId.COUNT; first += 1024) {
            all.addAll(numbers(scan().withPartitions(first, 1024)));
        }
        assertEquals(COUNT, all.size());
        assertEquals(range(0, COUNT), new TreeSet<>(all));
    }

    @Test
    void aLimitHoldsOverAllNodesAndAScanGoesOnBehindIt() {
        List<Long> all = new ArrayList<>();
        QuerySpec next = scan().withMaxRecords(700);
        int rounds = 0;
        while (true) {
            int before = all.size();
            List<PartitionCursor> cursors;
            try (RecordStream stream = client.query(next)) {
                stream.forEach(found -> all.add((Long) found.record().bin("i")));
                cursors = stream.cursors();
            }
            rounds++;
            if (all.size() - before < 700) {
                break;
            }
            assertEquals(700, all.size() - before);
            next = next.withCursors(cursors);
        }
        assertEquals(5, rounds);
        assertEquals(COUNT, all.size());
        assertEquals(range(0, COUNT), new TreeSet<>(all));
    }

    @Test
    void aLimitBelowTheNumberOfNodesHolds() {
        assertEquals(1, numbers(scan().withMaxRecords(1)).size());
        assertEquals(2, numbers(scan().withMaxRecords(2)).size());
        assertEquals(COUNT, numbers(scan().withMaxRecords(COUNT)).size());
        assertEquals(COUNT, numbers(scan().withMaxRecords(10L * COUNT)).size());
    }

    @Test
    void aScanThatIsEndedEarlyGoesOnFromItsCursors() {
        List<Long> all = new ArrayList<>();
        List<PartitionCursor> cursors;
        try (RecordStream stream = client.query(scan().withRecordsPerSecond(1000))) {
            for (int i = 0; i < 50; i++) {
                all.add((Long) stream.next().orElseThrow().record().bin("i"));
            }
            while (stream.bufferedCount() > 0) {
                all.add((Long) stream.next().orElseThrow().record().bin("i"));
            }
            cursors = stream.cursors();
        }
        all.addAll(numbers(scan().withCursors(cursors)));
        assertEquals(COUNT, all.size());
        assertEquals(range(0, COUNT), new TreeSet<>(all));
    }

    @Test
    void aFilterLeavesRecordsOut() {
        QueryPolicy policy =
                QueryPolicy.builder()
                        .filter(Expressions.less(Expressions.intBin("i"), Expressions.literal(100)))
                        .build();
        assertEquals(range(0, 100), new TreeSet<>(numbers(policy, scan())));
    }

    @Test
    void indexesAreCreatedQueriedListedAndDropped() {
        String numeric = set + "_i";
        String text = set + "_s";
        client.createIndex(
                IndexDefinition.of(
                        SetName.of(cluster.namespace(), set),
                        numeric,
                        "i",
                        IndexDefinition.Type.NUMERIC),
                INDEX_TIMEOUT);
        client.createIndex(
                IndexDefinition.of(
                        SetName.of(cluster.namespace(), set),
                        text,
                        "s",
                        IndexDefinition.Type.STRING),
                INDEX_TIMEOUT);

        assertEquals(
                range(100, 201),
                new TreeSet<>(numbers(scan().withIndexRange(IndexRange.between("i", 100, 200)))));
        assertEquals(
                COUNT / 10, numbers(scan().withIndexRange(IndexRange.equal("s", "text 3"))).size());
        assertEquals(
                150,
                numbers(scan().withIndexRange(IndexRange.between("i", 0, 2000)).withMaxRecords(150))
                        .size());
        List<String> names =
                client.listIndexes(cluster.namespace()).stream()
                        .map(index -> index.name())
                        .toList();
        assertTrue(names.containsAll(List.of(numeric, text)), names.toString());

        client.dropIndex(cluster.namespace(), numeric, INDEX_TIMEOUT);
        client.dropIndex(cluster.namespace(), text, INDEX_TIMEOUT);
        ServerException e =
                assertThrows(
                        ServerException.class,
                        () -> numbers(scan().withIndexRange(IndexRange.between("i", 1, 2))));
        assertEquals(ResultCode.INDEX_NOT_FOUND.code(), e.resultCode());
    }

    @Test
    void anIndexWithAContextIsCreatedListedAndQueriedByIt() {
        String name = set + "_c";
        String other = set + "c";
        for (int i = 0; i < 20; i++) {
            client.put(
                    Key.of(cluster.namespace(), other, i),
                    Bin.of("m", Map.of("inner", List.of(i, 100 + i))),
                    Bin.of("i", i));
        }
        CollectionPath path = CollectionPath.root().mapKey("inner").listIndex(-1);
        IndexDefinition index =
                IndexDefinition.of(
                                SetName.of(cluster.namespace(), other),
                                name,
                                "m",
                                IndexDefinition.Type.NUMERIC)
                        .at(path);
        client.createIndex(index, INDEX_TIMEOUT);
        QuerySpec spec = QuerySpec.of(SetName.of(cluster.namespace(), other));
        assertEquals(
                range(5, 8),
                new TreeSet<>(
                        numbers(spec.withIndexRange(IndexRange.between("m", 105, 107).at(path)))));
        assertTrue(
                client.listIndexes(cluster.namespace()).stream()
                        .anyMatch(found -> found.definition().equals(Optional.of(index))));
        ServerException e =
                assertThrows(
                        ServerException.class,
                        () -> numbers(spec.withIndexRange(IndexRange.between("m", 1, 2))));
        assertEquals(ResultCode.INDEX_NOT_FOUND.code(), e.resultCode());
        client.dropIndex(cluster.namespace(), name, INDEX_TIMEOUT);
    }

    @Test
    void indexesOverSetsWithSeparatorsAndOfOtherKindsStandBesideOthers() {
        String strange = set + ":x=y";
        String overSet = set + "_set";
        String name = set + "_n";
        // Older servers know no indexes over sets.
        client.info(
                "sindex-create:namespace="
                        + cluster.namespace()
                        + ";set="
                        + strange
                        + ";indexname="
                        + overSet
                        + ";indextype=set");
        IndexDefinition index =
                IndexDefinition.of(
                        SetName.of(cluster.namespace(), strange),
                        name,
                        "i",
                        IndexDefinition.Type.NUMERIC);
        client.createIndex(index, INDEX_TIMEOUT);
        assertTrue(
                client.listIndexes(cluster.namespace()).stream()
                        .anyMatch(found -> found.definition().equals(Optional.of(index))));
        client.dropIndex(cluster.namespace(), name, INDEX_TIMEOUT);
        client.dropIndex(cluster.namespace(), overSet, INDEX_TIMEOUT);
        assertTrue(
                client.listIndexes(cluster.namespace()).stream()
                        .noneMatch(found -> found.set().name().equals(strange)));
    }

    @Test
    void anIndexQueryGoesOnBehindItsLimit() {
        String name = set + "_i";
        client.createIndex(
                IndexDefinition.of(
                        SetName.of(cluster.namespace(), set),
                        name,
                        "i",
                        IndexDefinition.Type.NUMERIC),
                INDEX_TIMEOUT);
        List<Long> all = new ArrayList<>();
        QuerySpec next =
                scan().withIndexRange(IndexRange.between("i", 500, 1499)).withMaxRecords(300);
        while (true) {
            int before = all.size();
            List<PartitionCursor> cursors;
            try (RecordStream stream = client.query(next)) {
                stream.forEach(found -> all.add((Long) found.record().bin("i")));
                cursors = stream.cursors();
            }
            if (all.size() - before < 300) {
                break;
            }
            next = next.withCursors(cursors);
        }
        client.dropIndex(cluster.namespace(), name, INDEX_TIMEOUT);
        assertEquals(1000, all.size());
        assertEquals(range(500, 1500), new TreeSet<>(all));
    }

    @Test
    void aClosedStreamSaysSo() {
        RecordStream stream = client.query(scan());
        stream.next();
        stream.close();
        stream.close();
        assertThrows(IllegalStateException.class, stream::next);
    }

    @Test
    void callsInTheMiddleOfAScanAreServed() {
        int count = 0;
        try (RecordStream stream = client.query(scan())) {
            for (KeyRecord found : stream) {
                if (count++ % 100 == 0) {
                    assertEquals(
                            found.record().bin("i"),
                            client.get(found.key()).orElseThrow().bin("i"));
                }
            }
        }
        assertEquals(COUNT, count);
    }

    @Test
    void aConsumerThatFailsEndsItsScanOnly() throws Exception {
        IllegalStateException failure = new IllegalStateException("enough");
        Throwable told =
                assertThrows(
                                java.util.concurrent.ExecutionException.class,
                                () ->
                                        client.async()
                                                .query(
                                                        scan(),
                                                        found -> {
                                                            throw failure;
                                                        })
                                                .get())
                        .getCause();
        assertEquals(failure, told);
        assertTrue(client.async().get(Key.of(cluster.namespace(), set, 1)).get().isPresent());
    }

    @Test
    void anUnknownNamespaceIsRefused() {
        assertThrows(
                UnknownNamespaceException.class, () -> client.scan(SetName.of("nowhere", set)));
        assertThrows(
                UnknownNamespaceException.class,
                () ->
                        client.createIndex(
                                IndexDefinition.of(
                                        SetName.of("nowhere", set),
                                        "x",
                                        "i",
                                        IndexDefinition.Type.NUMERIC),
                                INDEX_TIMEOUT));
    }
}
