package dev.aerospikearrow.server.query;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.Bin;
import com.aerospike.client.Info;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.ResultCode;
import com.aerospike.client.cdt.CTX;
import com.aerospike.client.exp.Exp;
import com.aerospike.client.policy.QueryDuration;
import com.aerospike.client.policy.QueryPolicy;
import com.aerospike.client.policy.ScanPolicy;
import com.aerospike.client.policy.WritePolicy;
import com.aerospike.client.query.Filter;
import com.aerospike.client.query.IndexCollectionType;
import com.aerospike.client.query.IndexType;
import com.aerospike.client.query.PartitionFilter;
import com.aerospike.client.query.RecordSet;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.official.OfficialClients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official client's scans, queries and indexes against a cluster of three nodes. */
class OfficialClientQueryTest {
    private static final String NAMESPACE = "test";
    private static final String SET = "queried";
    private static final int RECORDS = 300;
    private static final int WAIT_MILLIS = 20;

    private static EmbeddedCluster cluster;
    private static AerospikeClient client;

    @BeforeAll
    static void fillACluster() {
        cluster = EmbeddedCluster.builder().nodes(3).namespaces(NAMESPACE).start();
        client = OfficialClients.connect(cluster);
        for (int i = 0; i < RECORDS; i++) {
            WritePolicy policy = new WritePolicy();
            policy.sendKey = i % 2 == 0;
            client.put(
                    policy,
                    key(i),
                    new Bin("i", i),
                    new Bin("s", "text" + i % 10),
                    new Bin("blob", new byte[] {(byte) (i % 4)}),
                    new Bin("l", List.of(i % 7, i % 11, "x")),
                    new Bin("m", Map.of("a", i % 5, "b", Map.of("c", i % 3))));
        }
        index("by_i", "i", IndexType.NUMERIC, IndexCollectionType.DEFAULT);
        index("by_s", "s", IndexType.STRING, IndexCollectionType.DEFAULT);
        index("by_blob", "blob", IndexType.BLOB, IndexCollectionType.DEFAULT);
        index("by_l", "l", IndexType.NUMERIC, IndexCollectionType.LIST);
        index("by_mk", "m", IndexType.STRING, IndexCollectionType.MAPKEYS);
        index("by_mv", "m", IndexType.NUMERIC, IndexCollectionType.MAPVALUES);
    }

    private static Key key(int i) {
        return new Key(NAMESPACE, SET, "key" + i);
    }

    private static void index(
            String name, String bin, IndexType type, IndexCollectionType collection, CTX... path) {
        client.createIndex(null, NAMESPACE, SET, name, bin, type, collection, path)
                .waitTillComplete(WAIT_MILLIS);
    }

    @AfterAll
    static void stop() {
        client.close();
        cluster.close();
    }

    private static Set<Long> scan(ScanPolicy policy) {
        Set<Long> found = ConcurrentHashMap.newKeySet();
        client.scanAll(policy, NAMESPACE, SET, (key, record) -> found.add(record.getLong("i")));
        return found;
    }

    private static Statement statement(Filter filter) {
        Statement statement = new Statement();
        statement.setNamespace(NAMESPACE);
        statement.setSetName(SET);
        statement.setFilter(filter);
        return statement;
    }

    private static List<Long> query(QueryPolicy policy, Statement statement) {
        List<Long> found = new ArrayList<>();
        try (RecordSet rows = client.query(policy, statement)) {
            while (rows.next()) {
                found.add(rows.getRecord().getLong("i"));
            }
        }
        return found;
    }

    private static long count(Filter filter) {
        List<Long> found = query(null, statement(filter));
        assertEquals(new HashSet<>(found).size(), found.size());
        return found.size();
    }

    private static long recordsWhere(java.util.function.IntPredicate wanted) {
        return java.util.stream.IntStream.range(0, RECORDS).filter(wanted).count();
    }

    @Test
    void aScanFindsEveryRecordOnce() {
        List<Key> keys = new ArrayList<>();
        client.scanAll(
                null,
                NAMESPACE,
                SET,
                (key, record) -> {
                    synchronized (keys) {
                        keys.add(key);
                    }
                });
        assertEquals(RECORDS, keys.size());
        assertEquals(RECORDS, new HashSet<>(keys).size());
        assertEquals(RECORDS / 2, keys.stream().filter(key -> key.userKey != null).count());
    }

    @Test
    void aFilterIsAppliedOnTheServer() {
        ScanPolicy policy = new ScanPolicy();
        policy.filterExp = Exp.build(Exp.lt(Exp.intBin("i"), Exp.val(5)));
        assertEquals(new TreeSet<>(Set.of(0L, 1L, 2L, 3L, 4L)), new TreeSet<>(scan(policy)));
    }

    @Test
    void aScanWithoutBinsHasNone() {
        ScanPolicy policy = new ScanPolicy();
        policy.includeBinData = false;
        client.scanAll(policy, NAMESPACE, SET, (key, record) -> assertEquals(null, record.bins));
    }

    @Test
    void aRecordWithoutTheWantedBinIsLeftOut() {
        Set<Key> keys = ConcurrentHashMap.newKeySet();
        client.scanAll(null, NAMESPACE, SET, (key, record) -> keys.add(key), "absent");
        assertEquals(Set.of(), keys);
    }

    @Test
    void aScanOfAnUnknownSetIsEmpty() {
        Set<Key> keys = ConcurrentHashMap.newKeySet();
        client.scanAll(null, NAMESPACE, "nothing", (key, record) -> keys.add(key));
        assertEquals(Set.of(), keys);
    }

    @Test
    void partitionsAddUpToTheWhole() {
        Set<Key> keys = ConcurrentHashMap.newKeySet();
        for (int first = 0; first < 4096; first += 1024) {
            client.scanPartitions(
                    null,
                    PartitionFilter.range(first, 1024),
                    NAMESPACE,
                    SET,
                    (key, record) -> assertTrue(keys.add(key)));
        }
        assertEquals(RECORDS, keys.size());
    }

    @Test
    void aScanGoesOnWhereItStopped() {
        ScanPolicy policy = new ScanPolicy();
        policy.maxRecords = 40;
        PartitionFilter partitions = PartitionFilter.all();
        Set<Key> keys = ConcurrentHashMap.newKeySet();
        int most = RECORDS;
        while (!partitions.isDone() && most-- > 0) {
            client.scanPartitions(
                    policy,
                    partitions,
                    NAMESPACE,
                    SET,
                    (key, record) -> assertTrue(keys.add(key), "a record came twice"));
        }
        assertEquals(RECORDS, keys.size());
    }

    @Test
    void aQueryGoesOnWhereItStopped() {
        for (Filter filter :
                List.of(
                        Filter.range("i", 0, RECORDS),
                        Filter.range("l", IndexCollectionType.LIST, 0, 100))) {
            Statement statement = statement(filter);
            statement.setMaxRecords(35);
            PartitionFilter partitions = PartitionFilter.all();
            Set<Key> keys = new HashSet<>();
            int most = RECORDS;
            while (!partitions.isDone() && most-- > 0) {
                try (RecordSet rows = client.queryPartitions(null, statement, partitions)) {
                    while (rows.next()) {
                        assertTrue(keys.add(rows.getKey()), "a record came twice");
                    }
                }
            }
            assertEquals(RECORDS, keys.size());
        }
    }

    @Test
    void indexesOverValuesAnswerRangesAndEquality() {
        assertEquals(6, count(Filter.range("i", 10, 15)));
        assertEquals(RECORDS / 10, count(Filter.equal("s", "text3")));
        assertEquals(RECORDS / 4, count(Filter.equal("blob", new byte[] {2})));
        assertEquals(0, count(Filter.equal("s", "text")));
    }

    @Test
    void indexesOverListsAndMapsReturnEachRecordOnce() {
        assertEquals(
                recordsWhere(i -> i % 7 == 3 || i % 11 == 3),
                count(Filter.contains("l", IndexCollectionType.LIST, 3)));
        assertEquals(
                recordsWhere(i -> inside(i % 7) || inside(i % 11)),
                count(Filter.range("l", IndexCollectionType.LIST, 2, 5)));
        assertEquals(RECORDS, count(Filter.contains("m", IndexCollectionType.MAPKEYS, "a")));
        assertEquals(
                recordsWhere(i -> i % 5 == 4),
                count(Filter.contains("m", IndexCollectionType.MAPVALUES, 4)));
    }

    private static boolean inside(int value) {
        return value >= 2 && value <= 5;
    }

    @Test
    void anIndexMayLieInsideACollection() {
        CTX path = CTX.mapKey(com.aerospike.client.Value.get("b"));
        index("by_path", "m", IndexType.NUMERIC, IndexCollectionType.MAPVALUES, path);
        assertEquals(
                RECORDS / 3, count(Filter.contains("m", IndexCollectionType.MAPVALUES, 1, path)));
    }

    @Test
    void anIndexMayBeNamed() {
        assertEquals(6, count(Filter.rangeByIndex("by_i", 10, 15)));
    }

    @Test
    void withoutAnIndexAQueryIsRefused() {
        AerospikeException failure =
                assertThrows(AerospikeException.class, () -> count(Filter.equal("absent", 1)));
        assertEquals(ResultCode.INDEX_NOTFOUND, failure.getResultCode());
    }

    @Test
    void aShortQueryAndALongOneFindTheSame() {
        QueryPolicy policy = new QueryPolicy();
        policy.expectedDuration = QueryDuration.SHORT;
        Statement statement = statement(Filter.range("i", 100, 199));
        assertEquals(
                new TreeSet<>(query(null, statement)), new TreeSet<>(query(policy, statement)));
    }

    @Test
    void anIndexFollowsWritesAndDeletes() {
        String set = "followed";
        Key key = new Key(NAMESPACE, set, 1);
        client.createIndex(null, NAMESPACE, set, "followed_n", "n", IndexType.NUMERIC)
                .waitTillComplete(WAIT_MILLIS);
        client.put(null, key, new Bin("n", 1));
        assertEquals(1, followed(1));
        client.put(null, key, new Bin("n", 2));
        assertEquals(0, followed(1));
        assertEquals(1, followed(2));
        client.put(null, key, new Bin("n", "text"));
        assertEquals(0, followed(2));
        client.put(null, key, new Bin("n", 3));
        client.delete(null, key);
        assertEquals(0, followed(3));
        client.put(null, key, new Bin("n", 4));
        client.truncate(null, NAMESPACE, set, null);
        assertEquals(0, followed(4));
        client.dropIndex(null, NAMESPACE, set, "followed_n").waitTillComplete(WAIT_MILLIS);
        assertThrows(AerospikeException.class, () -> followed(4));
    }

    private static int followed(int n) {
        Statement statement = new Statement();
        statement.setNamespace(NAMESPACE);
        statement.setSetName("followed");
        statement.setFilter(Filter.equal("n", n));
        int count = 0;
        try (RecordSet rows = client.query(null, statement)) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void anIndexNameCannotMeanTwoThings() {
        client.createIndex(null, NAMESPACE, SET, "by_i", "i", IndexType.NUMERIC)
                .waitTillComplete(WAIT_MILLIS);
        AerospikeException failure =
                assertThrows(
                        AerospikeException.class,
                        () ->
                                client.createIndex(
                                        null, NAMESPACE, SET, "by_i", "s", IndexType.STRING));
        assertEquals(ResultCode.INDEX_ALREADY_EXISTS, failure.getResultCode());
    }

    @Test
    void whileAClientReadsSlowlyOthersAreServed() {
        Statement statement = statement(Filter.range("i", 0, RECORDS));
        QueryPolicy policy = new QueryPolicy();
        policy.recordQueueSize = 1;
        try (RecordSet rows = client.query(policy, statement)) {
            assertTrue(rows.next());
            for (int i = 0; i < 20; i++) {
                assertEquals(i, client.get(null, key(i)).getLong("i"));
            }
        }
    }

    @Test
    void aBackgroundQueryChangesWhatItFindsOnce() {
        String set = "changed";
        for (int i = 0; i < 50; i++) {
            client.put(null, new Key(NAMESPACE, set, i), new Bin("n", i));
        }
        client.createIndex(null, NAMESPACE, set, "changed_n", "n", IndexType.NUMERIC)
                .waitTillComplete(WAIT_MILLIS);
        Statement statement = new Statement();
        statement.setNamespace(NAMESPACE);
        statement.setSetName(set);
        statement.setFilter(Filter.range("n", 10, 1000));
        client.execute(null, statement, Operation.add(new Bin("n", 5)))
                .waitTillComplete(WAIT_MILLIS);
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    i < 10 ? i : i + 5, client.get(null, new Key(NAMESPACE, set, i)).getLong("n"));
        }
        Statement all = new Statement();
        all.setNamespace(NAMESPACE);
        all.setSetName(set);
        WritePolicy odd = new WritePolicy();
        odd.filterExp = Exp.build(Exp.eq(Exp.mod(Exp.intBin("n"), Exp.val(2)), Exp.val(1)));
        client.execute(odd, all, Operation.put(new Bin("odd", true))).waitTillComplete(WAIT_MILLIS);
        for (int i = 0; i < 50; i++) {
            com.aerospike.client.Record record = client.get(null, new Key(NAMESPACE, set, i));
            assertEquals(record.getLong("n") % 2 == 1, record.bins.containsKey("odd"));
        }
    }

    @Test
    void aBackgroundQueryOfAnUnknownSetHasNothingToDo() {
        Statement statement = statement(Filter.range("i", 0, RECORDS));
        statement.setSetName("unknown");
        assertDoesNotThrow(() -> client.execute(null, statement, Operation.touch()));
        client.put(null, new Key(NAMESPACE, "unknown", 1), new Bin("i", 1));
        AerospikeException withoutIndex =
                assertThrows(
                        AerospikeException.class,
                        () -> client.execute(null, statement, Operation.touch()));
        assertEquals(ResultCode.INDEX_NOTFOUND, withoutIndex.getResultCode());
    }

    @Test
    void aPacedQueryIsListedAndCanBeAborted() {
        Statement statement = statement(Filter.range("i", 0, RECORDS));
        statement.setRecordsPerSecond(10);
        statement.setTaskId(4711);
        QueryPolicy policy = new QueryPolicy();
        policy.maxRetries = 0;
        RecordSet rows = client.query(policy, statement);
        assertTrue(rows.next());
        assertTrue(
                List.of(client.getNodes()).stream()
                        .allMatch(
                                node ->
                                        Info.request(node, "query-show")
                                                .contains("trid=4711:ns=test:set=queried")));
        assertTrue(
                List.of(client.getNodes()).stream()
                        .map(node -> Info.request(node, "query-abort:trid=4711"))
                        .anyMatch("ok"::equals));
        assertThrows(
                AerospikeException.class,
                () -> {
                    while (rows.next()) {
                        assertFalse(rows.getRecord().bins.isEmpty());
                    }
                });
        rows.close();
        assertEquals(
                "ERROR:2:id not active",
                Info.request(client.getNodes()[0], "query-abort:trid=999"));
    }
}
