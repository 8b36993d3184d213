package dev.aerospikearrow.client;

import static dev.aerospikearrow.expression.Expressions.equal;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.setName;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.exp.Exp;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.query.Filter;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.client.BackgroundJob.NodeState;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.ExpressionOperation;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.ListOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nodes do to records by themselves: changes and deletes by a query, and their jobs. */
@ExtendWith(TestClusterExtension.class)
class BackgroundIT {
    private static final int COUNT = 600;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestCluster cluster;
    private final SetName set;
    private AerospikeClient connected;

    /** The same, or a view of it, which does not close it. */
    private AerospikeClient client;

    BackgroundIT(TestCluster cluster) {
        this.cluster = cluster;
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
    }

    @BeforeEach
    void load() {
        connected = TestClients.connect(cluster);
        client = connected;
        fill(set);
    }

    private void fill(SetName target) {
        client.batchWrite(
                IntStream.range(0, COUNT)
                        .mapToObj(
                                i ->
                                        BatchWrite.put(
                                                target.key(i),
                                                Bin.of("i", i),
                                                Bin.of("s", "text " + i % 10),
                                                Bin.of("l", List.of(i))))
                        .toList());
    }

    @AfterEach
    void close() {
        connected.close();
    }

    private QuerySpec all() {
        return QuerySpec.of(set);
    }

    private QuerySpec below(int limit) {
        return all().withFilter(less(intBin("i"), literal(limit)));
    }

    private BackgroundJob finish(BackgroundWrite write) {
        BackgroundJob job = client.background(write);
        BackgroundJob end = client.awaitJob(job, LIMIT);
        assertEquals(job.id(), end.id());
        assertTrue(end.hasEnded(), end.toString());
        return end;
    }

    private Map<Long, Map<String, Object>> records(SetName from) {
        Map<Long, Map<String, Object>> records = new TreeMap<>();
        try (RecordStream stream = client.scan(from)) {
            stream.forEach(
                    found ->
                            records.put(
                                    (Long) found.record().bin("i"),
                                    new TreeMap<>(found.record().bins())));
        }
        return records;
    }

    @Test
    void recordsThatMatchAreChangedAndOthersAreNot() {
        BackgroundJob end =
                finish(
                        BackgroundWrite.operate(
                                below(100),
                                Operation.put("late", true),
                                Operation.add("i", 1000),
                                Operation.append("s", "!"),
                                ListOperation.on("l").append(7),
                                ExpressionOperation.write(
                                        "twice", Expressions.multiply(intBin("i"), literal(2)))));

        assertTrue(end.isComplete(), end.toString());
        assertEquals(100, end.recordsChanged());
        assertEquals(COUNT - 100, end.recordsFilteredOut());
        assertEquals(0, end.recordsFailed());
        assertEquals(100, end.progressPercent());
        Map<Long, Map<String, Object>> records = records(set);
        assertEquals(COUNT, records.size());
        assertEquals(
                Map.of(
                        "i",
                        1042L,
                        "s",
                        "text 2!",
                        "l",
                        List.of(42L, 7L),
                        "late",
                        true,
                        "twice",
                        2084L),
                records.get(1042L));
        assertEquals(Map.of("i", 142L, "s", "text 2", "l", List.of(142L)), records.get(142L));
    }

    @Test
    void withoutAFilterAllRecordsOfTheSetAreChanged() {
        assertEquals(
                COUNT,
                finish(BackgroundWrite.operate(all(), Operation.put("x", 1))).recordsChanged());
        assertTrue(records(set).values().stream().allMatch(bins -> bins.get("x").equals(1L)));
    }

    @Test
    void thePolicyFiltersWhatTheQueryDoesNot() {
        client = client.with(QueryPolicy.builder().filter(less(intBin("i"), literal(7))).build());
        assertEquals(
                7, finish(BackgroundWrite.operate(all(), Operation.put("x", 1))).recordsChanged());
        assertEquals(
                3,
                finish(BackgroundWrite.operate(below(3), Operation.put("x", 2))).recordsChanged());
    }

    @Test
    void recordsThatMatchAreDeleted() {
        BackgroundJob end = finish(BackgroundWrite.delete(below(250)));
        assertEquals(250, end.recordsChanged());
        assertEquals(COUNT - 250, records(set).size());
        assertFalse(client.exists(set.key(249)));
        assertTrue(client.exists(set.key(250)));
    }

    @Test
    void aTouchChangesTheTimeToLiveAndNothingElse() {
        RecordHeader untouched = client.header(set.key(500)).orElseThrow();
        BackgroundJob end =
                finish(
                        BackgroundWrite.operate(below(500), Operation.touch())
                                .with(
                                        WriteOptions.DEFAULT.withTimeToLive(
                                                TimeToLive.of(Duration.ofDays(40)))));
        assertEquals(500, end.recordsChanged());
        Duration left = client.header(set.key(499)).orElseThrow().timeToLive().orElseThrow();
        long seconds = left.toSeconds();
        assertTrue(Math.abs(seconds - 40 * 86_400) < 600, seconds + " s");
        assertEquals(untouched, client.header(set.key(500)).orElseThrow());

        finish(
                BackgroundWrite.operate(below(500), Operation.touch())
                        .with(WriteOptions.DEFAULT.withTimeToLive(TimeToLive.NEVER)));
        assertTrue(client.header(set.key(499)).orElseThrow().timeToLive().isEmpty());
    }

    @Test
    void aReplacementDropsTheOtherBins() {
        finish(
                BackgroundWrite.operate(below(2), Operation.put("i", -1))
                        .with(WriteOptions.DEFAULT.withMode(WriteMode.REPLACE)));
        assertEquals(Map.of("i", -1L), client.get(set.key(1)).orElseThrow().bins());
        assertEquals(3, client.get(set.key(2)).orElseThrow().bins().size());
    }

    @Test
    void anIndexRangeChoosesByBinByNameAndByExpression() {
        String byBin = set.name() + "b";
        client.createIndex(
                IndexDefinition.of(set, byBin, "i", IndexDefinition.Type.NUMERIC), LIMIT);
        try {
            assertEquals(
                    11,
                    finish(
                                    BackgroundWrite.operate(
                                            all().withIndexRange(IndexRange.between("i", 10, 20)),
                                            Operation.put("x", 1)))
                            .recordsChanged());
            assertEquals(
                    5,
                    finish(
                                    BackgroundWrite.delete(
                                            below(15)
                                                    .withIndexRange(
                                                            IndexRange.ofIndex(byBin)
                                                                    .between(10, 20))))
                            .recordsChanged());
            assertEquals(COUNT - 5, records(set).size());
        } finally {
            client.dropIndex(set.namespace(), byBin, LIMIT);
        }
    }

    @Test
    void whatCannotBeDoneToARecordIsCounted() {
        client.put(set.key(5), Bin.of("s", 5));
        BackgroundJob end = finish(BackgroundWrite.operate(below(10), Operation.append("s", "!")));
        assertEquals(9, end.recordsChanged());
        assertEquals(1, end.recordsFailed());
        assertEquals(5L, client.get(set.key(5)).orElseThrow().bin("s"));
    }

    @Test
    void aSetThatNoNodeKnowsIsDoneAtOnce() {
        SetName unknown = SetName.of(set.namespace(), set.name() + "u");
        BackgroundJob end = finish(BackgroundWrite.delete(QuerySpec.of(unknown)));
        assertTrue(end.isComplete(), end.toString());
        assertEquals(0, end.recordsChanged());
    }

    @Test
    void theWholeNamespaceIsMeantOnlyWhenItIsSaid() {
        QuerySpec namespace =
                QuerySpec.of(SetName.of(set.namespace(), ""))
                        .withFilter(
                                Expressions.and(
                                        equal(setName(), literal(set.name())),
                                        less(intBin("i"), literal(30))));
        BackgroundWrite write = BackgroundWrite.delete(namespace);
        String told =
                assertThrows(IllegalArgumentException.class, () -> client.background(write))
                        .getMessage();
        assertTrue(told.contains("inWholeNamespace()"), told);
        assertEquals(COUNT, records(set).size());
        assertThrows(
                IllegalArgumentException.class,
                () -> BackgroundWrite.delete(all()).inWholeNamespace());

        assertEquals(30, finish(write.inWholeNamespace()).recordsChanged());
        assertEquals(COUNT - 30, records(set).size());
    }

    @Test
    void aJobIsSeenAtWorkAndStopped() {
        BackgroundJob job =
                client.background(
                        BackgroundWrite.operate(
                                all().withRecordsPerSecond(1), Operation.put("x", 1)));
        assertFalse(job.hasEnded());
        assertFalse(client.job(job.id()).hasEnded());
        RequestTimeoutException timeout =
                assertThrows(
                        RequestTimeoutException.class,
                        () -> client.awaitJob(job, Duration.ofMillis(100)));
        assertFalse(timeout.inDoubt());

        assertTrue(client.abortJob(job.id()));
        BackgroundJob end = client.awaitJob(job, LIMIT);
        assertTrue(end.nodes().containsValue(NodeState.ABORTED), end.toString());
        assertFalse(end.isComplete());
        assertTrue(end.recordsChanged() < COUNT, end.toString());
        assertFalse(client.abortJob(job.id()));
    }

    @Test
    void aJobThatNobodyKnowsIsUnknown() {
        BackgroundJob job = client.job(0x7EADBEEF_12345678L);
        assertEquals(client.nodes().keySet(), job.nodes().keySet());
        assertTrue(
                job.nodes().values().stream().allMatch(state -> state == NodeState.UNKNOWN),
                job.toString());
        assertTrue(job.hasEnded());
        assertFalse(job.isComplete());
        assertFalse(client.abortJob(job.id()));
    }

    @Test
    void anIdOfTheCallersIsTakenOnce() {
        long id = 0xF000_0000_0000_0000L | System.nanoTime();
        BackgroundWrite slow =
                BackgroundWrite.operate(all().withRecordsPerSecond(1), Operation.put("x", 1))
                        .withJobId(id);
        assertEquals(id, client.background(slow).id());
        ServerException refused =
                assertThrows(ServerException.class, () -> client.background(slow));
        assertEquals(ResultCode.PARAMETER.code(), refused.resultCode());
        assertTrue(refused.getMessage().contains(Long.toUnsignedString(id)), refused.getMessage());
        assertTrue(client.abortJob(id));
        client.awaitJob(client.job(id), LIMIT);
    }

    @Test
    void anIndexThatIsMissingIsToldAndNothingBegins() {
        BackgroundWrite write =
                BackgroundWrite.delete(all().withIndexRange(IndexRange.between("i", 0, 9)));
        ServerException e = assertThrows(ServerException.class, () -> client.background(write));
        assertEquals(ResultCode.INDEX_NOT_FOUND.code(), e.resultCode());
        assertFalse(e.getMessage().contains("has begun"), e.getMessage());
        assertEquals(COUNT, records(set).size());
    }

    @Test
    void anUnknownNamespaceIsRefused() {
        assertThrows(
                UnknownNamespaceException.class,
                () ->
                        client.background(
                                BackgroundWrite.delete(QuerySpec.of(SetName.of("none", "a")))));
    }

    @Test
    void whatABackgroundWriteCannotDoIsRefusedWhenItIsMade() {
        PartitionCursor begun = PartitionCursor.after(0, new byte[20], 0);
        List<Runnable> wrong =
                List.of(
                        () -> BackgroundWrite.operate(all()),
                        () -> BackgroundWrite.operate(all(), Operation.get("i")),
                        () -> BackgroundWrite.delete(all().withMaxRecords(5)),
                        () -> BackgroundWrite.delete(all().withPartitions(0, 4095)),
                        () ->
                                BackgroundWrite.delete(
                                        all().withCursors(
                                                        IntStream.range(0, 4096)
                                                                .mapToObj(
                                                                        id ->
                                                                                id == 0
                                                                                        ? begun
                                                                                        : PartitionCursor
                                                                                                .start(
                                                                                                        id))
                                                                .toList())),
                        () ->
                                BackgroundWrite.delete(all())
                                        .with(
                                                WriteOptions.DEFAULT.withGeneration(
                                                        GenerationCheck.EQUAL, 3)),
                        () ->
                                BackgroundWrite.delete(all())
                                        .with(WriteOptions.DEFAULT.withMode(WriteMode.CREATE)),
                        () ->
                                BackgroundWrite.delete(all())
                                        .with(
                                                WriteOptions.DEFAULT.withSendKey(
                                                        SendKey.WITH_USER_KEY)),
                        () -> BackgroundWrite.delete(all()).withJobId(0));
        for (Runnable each : wrong) {
            assertThrows(IllegalArgumentException.class, each::run);
        }
    }

    @Test
    void jobsRunWithoutWaiting() {
        BackgroundJob end =
                client.async()
                        .background(BackgroundWrite.delete(below(20)))
                        .thenCompose(job -> client.async().awaitJob(job, LIMIT))
                        .join();
        assertEquals(20, end.recordsChanged());
        assertEquals(end, client.async().job(end.id()).join());
        assertFalse(client.async().abortJob(end.id()).join());
    }

    @Test
    void theOfficialClientDoesTheSame() {
        SetName theirs = SetName.of(set.namespace(), set.name() + "o");
        fill(theirs);
        String index = set.name() + "o";
        client.createIndex(
                IndexDefinition.of(theirs, index, "i", IndexDefinition.Type.NUMERIC), LIMIT);
        client.createIndex(
                IndexDefinition.of(set, set.name() + "p", "i", IndexDefinition.Type.NUMERIC),
                LIMIT);
        finish(
                BackgroundWrite.operate(
                        below(300).withIndexRange(IndexRange.between("i", 200, 400)),
                        Operation.add("i", 10_000),
                        Operation.put("s", null)));
        finish(BackgroundWrite.delete(below(20)));

        ClientPolicy policy = new ClientPolicy();
        try (com.aerospike.client.AerospikeClient official =
                new com.aerospike.client.AerospikeClient(
                        policy,
                        com.aerospike.client.Host.parseHosts(
                                String.join(",", cluster.hosts()), 3000))) {
            com.aerospike.client.policy.WritePolicy write =
                    new com.aerospike.client.policy.WritePolicy();
            write.filterExp = Exp.build(Exp.lt(Exp.intBin("i"), Exp.val(300)));
            Statement statement = new Statement();
            statement.setNamespace(theirs.namespace());
            statement.setSetName(theirs.name());
            statement.setFilter(Filter.range("i", 200, 400));
            official.execute(
                            write,
                            statement,
                            com.aerospike.client.Operation.add(
                                    new com.aerospike.client.Bin("i", 10_000)),
                            com.aerospike.client.Operation.put(
                                    com.aerospike.client.Bin.asNull("s")))
                    .waitTillComplete(50);
            write.filterExp = Exp.build(Exp.lt(Exp.intBin("i"), Exp.val(20)));
            Statement scan = new Statement();
            scan.setNamespace(theirs.namespace());
            scan.setSetName(theirs.name());
            official.execute(write, scan, com.aerospike.client.Operation.delete())
                    .waitTillComplete(50);
        }
        assertEquals(records(theirs), records(set));
        assertEquals(COUNT - 20, records(set).size());
        client.dropIndex(set.namespace(), index, LIMIT);
        client.dropIndex(set.namespace(), set.name() + "p", LIMIT);
    }

    @Test
    void keysOfOtherSetsAreLeftAlone() {
        SetName other = SetName.of(set.namespace(), set.name() + "x");
        Key key = other.key(1);
        client.put(key, Bin.of("i", 1));
        finish(BackgroundWrite.delete(all()));
        assertTrue(client.exists(key));
        assertEquals(Map.of(), records(set));
    }
}
