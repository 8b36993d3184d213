package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.ListOperation;
import dev.aerospikearrow.operation.MapOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Every call of the map API, with and without waiting. */
@ExtendWith(TestClusterExtension.class)
class MapApiIT {
    private final TestCluster cluster;
    private final String set;
    private AerospikeClient client;

    MapApiIT(TestCluster cluster) {
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

    private Key key(Object userKey) {
        if (userKey instanceof byte[] bytes) {
            return Key.of(cluster.namespace(), set, bytes);
        }
        return userKey instanceof String text
                ? Key.of(cluster.namespace(), set, text)
                : Key.of(cluster.namespace(), set, ((Number) userKey).longValue());
    }

    private static void assertCode(ResultCode expected, Runnable call) {
        ServerException e = assertThrows(ServerException.class, call::run);
        assertEquals(expected.code(), e.resultCode(), e.getMessage());
        assertFalse(e.node().isEmpty());
    }

    @Test
    void valuesOfEveryTypeComeBackAsTheyWereWritten() throws Exception {
        Map<String, Object> bins = Values.ofEveryType();
        client.put(key("all"), bins);

        StoredRecord waited = client.get(key("all")).orElseThrow();
        StoredRecord promised = client.async().get(key("all")).get().orElseThrow();
        StoredRecord batched = client.batchRead(List.of(key("all"))).get(0).record().orElseThrow();

        for (StoredRecord record : List.of(waited, promised, batched)) {
            assertEquals(bins.keySet(), record.bins().keySet());
            bins.forEach(
                    (name, value) ->
                            assertTrue(
                                    Values.equal(value, record.bin(name)),
                                    () -> name + ": " + Values.describe(record.bin(name))));
            assertEquals(1, record.generation());
        }
    }

    @Test
    void aViewHasItsOwnPolicySharesTheRestAndClosesNothing() throws Exception {
        client.put(key(1), Bin.of("a", 1));
        AerospikeClient creating =
                client.with(WritePolicy.builder().mode(WriteMode.CREATE).build());
        assertCode(ResultCode.RECORD_EXISTS, () -> creating.put(key(1), Bin.of("a", 2)));
        assertEquals(1L, creating.get(key(1)).orElseThrow().bin("a"));
        creating.close();
        client.put(key(1), Bin.of("a", 3));
        assertEquals(3L, creating.async().get(key(1)).get().orElseThrow().bin("a"));
        assertEquals(client.nodes(), creating.nodes());
    }

    @Test
    void halfASurrogatePairIsRefusedWhereverATextIs() {
        String half = "x\uD83D";
        for (Executable call :
                List.<Executable>of(
                        () -> client.put(key(1), Bin.of("a", half)),
                        () -> client.put(key(1), Bin.of(half, 1)),
                        () -> client.put(key(1), Bin.of("a", List.of(1, half))),
                        () -> client.put(key(1), Bin.of("a", Map.of("k", half))),
                        () -> client.put(key(1), Bin.of("a", Map.of(half, 1))),
                        () -> client.put(key(half), Bin.of("a", 1)),
                        () -> client.put(Key.of(cluster.namespace(), half, 1), Bin.of("a", 1)),
                        () -> client.get(Key.of(half, set, 1)),
                        () -> client.get(key(1), half),
                        () -> client.batchRead(List.of(key(1), key(half))),
                        () -> Expressions.literal(half),
                        () -> Expressions.stringBin(half),
                        () -> client.operate(key(1), ListOperation.on("l").append(half)),
                        () -> client.operate(key(1), ListOperation.on(half).append(1)),
                        () -> client.operate(key(1), MapOperation.on("m").put(half, 1)),
                        () -> client.info(half))) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
            assertTrue(e.getMessage().contains("half a surrogate pair, U+D83D"), e.getMessage());
        }
        assertEquals(Optional.empty(), client.get(key(1)));
    }

    @Test
    void aTextThatIsNoUtf8ComesAsItsBytesAndGoesBackUnchanged() {
        RawParticle broken = new RawParticle(ParticleType.STRING, new byte[] {'a', (byte) 0xFF});
        List<Object> list = List.of("b", broken);
        client.put(key(1), Bin.of("a", broken), Bin.of("l", list));
        Map<String, Object> read = client.get(key(1)).orElseThrow().bins();
        assertEquals(Map.of("a", broken, "l", list), read);
        client.put(key(2), read);
        assertEquals(read, client.get(key(2)).orElseThrow().bins());
    }

    @Test
    void integersAbove63BitsKeepTheirValueInListsAndMaps() {
        BigInteger max = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        Map<String, Object> map = Map.of("n", max, "l", List.of(-1L, Long.MAX_VALUE, max));
        client.put(key(1), Bin.of("m", map));
        assertEquals(map, client.get(key(1)).orElseThrow().bins().get("m"));
        client.operate(
                key(1),
                ListOperation.on("sorted").appendItems(List.of(max, "text", 7L, -7L)),
                ListOperation.on("sorted").sort());
        assertEquals(
                List.of(-7L, 7L, max, "text"),
                client.get(key(1)).orElseThrow().bins().get("sorted"));
        assertThrows(IllegalArgumentException.class, () -> client.put(key(1), Bin.of("a", max)));
    }

    @Test
    void keysOfEveryTypeNameTheirRecords() {
        for (Object userKey : List.of("text", 17L, new byte[] {1, 2, 3})) {
            client.put(key(userKey), Bin.of("a", 1));
            assertTrue(client.exists(key(userKey)));
            byte[] digest = key(userKey).digest();
            assertTrue(client.exists(Key.ofDigest(cluster.namespace(), set, digest)));
        }
    }

    @Test
    void onlyTheNamedBinsAreRead() {
        client.put(key(1), Bin.of("a", 1), Bin.of("b", 2), Bin.of("c", 3));

        StoredRecord record = client.get(key(1), "c", "missing", "a", "a").orElseThrow();

        assertEquals(Map.of("a", 1L, "c", 3L), record.bins());
        assertNull(record.bin("b"));
    }

    @Test
    void aMissingRecordIsEmptyEverywhere() {
        assertEquals(Optional.empty(), client.get(key("none")));
        assertEquals(Optional.empty(), client.header(key("none")));
        assertFalse(client.exists(key("none")));
        assertFalse(client.delete(key("none")));
        assertFalse(client.touch(key("none")));
        assertCode(ResultCode.NOT_FOUND, () -> client.operate(key("none"), Operation.get("a")));
    }

    @Test
    void aNullValueDeletesItsBinAndTheLastOneTheRecord() {
        client.put(key(1), Bin.of("a", 1), Bin.of("b", 2));
        client.put(key(1), Bin.of("a", null));
        assertEquals(Map.of("b", 2L), client.get(key(1)).orElseThrow().bins());

        client.put(key(1), Bin.of("b", null));
        assertFalse(client.exists(key(1)));
    }

    @Test
    void writeModesCreateUpdateAndReplace() {
        WritePolicy create = WritePolicy.builder().mode(WriteMode.CREATE).build();
        WritePolicy update = WritePolicy.builder().mode(WriteMode.UPDATE).build();
        WritePolicy replace = WritePolicy.builder().mode(WriteMode.REPLACE).build();
        WritePolicy upsertReplace = WritePolicy.builder().mode(WriteMode.UPSERT_REPLACE).build();

        assertCode(ResultCode.NOT_FOUND, () -> client.with(update).put(key(1), Bin.of("a", 1)));
        assertCode(ResultCode.NOT_FOUND, () -> client.with(replace).put(key(1), Bin.of("a", 1)));
        client.with(create).put(key(1), Bin.of("a", 1));
        assertCode(ResultCode.RECORD_EXISTS, () -> client.with(create).put(key(1), Bin.of("a", 2)));
        client.with(update).put(key(1), Bin.of("b", 2));
        assertEquals(Map.of("a", 1L, "b", 2L), client.get(key(1)).orElseThrow().bins());
        client.with(replace).put(key(1), Bin.of("c", 3));
        assertEquals(Map.of("c", 3L), client.get(key(1)).orElseThrow().bins());
        client.with(upsertReplace).put(key(1), Bin.of("d", 4));
        assertEquals(Map.of("d", 4L), client.get(key(1)).orElseThrow().bins());
    }

    @Test
    void generationsAreCountedAndChecked() {
        assertEquals(1, client.put(key(1), Bin.of("a", 1)).generation());
        assertEquals(2, client.put(key(1), Bin.of("a", 2)).generation());
        WritePolicy expectsOne = WritePolicy.builder().generation(GenerationCheck.EQUAL, 1).build();
        WritePolicy expectsTwo = WritePolicy.builder().generation(GenerationCheck.EQUAL, 2).build();

        assertCode(
                ResultCode.GENERATION, () -> client.with(expectsOne).put(key(1), Bin.of("a", 3)));
        assertEquals(3, client.with(expectsTwo).put(key(1), Bin.of("a", 3)).generation());
        assertEquals(3, client.header(key(1)).orElseThrow().generation());
    }

    @Test
    void aRecordThatNeverExpiresSaysSo() {
        WritePolicy never = WritePolicy.builder().timeToLive(TimeToLive.NEVER).build();
        client.with(never).put(key(1), Bin.of("a", 1));

        StoredRecord record = client.get(key(1)).orElseThrow();
        assertEquals(Optional.empty(), record.expiry());
        assertEquals(Optional.empty(), record.timeToLive());
    }

    @Test
    void aTimeToLiveIsKeptOrRefusedByTheNamespace() {
        WritePolicy hour = WritePolicy.builder().timeToLive(Duration.ofHours(1)).build();
        try {
            client.with(hour).put(key(1), Bin.of("a", 1));
        } catch (ServerException e) {
            // A real server without expiration switched on.
            assertEquals(ResultCode.FORBIDDEN.code(), e.resultCode());
            return;
        }
        Duration left = client.get(key(1)).orElseThrow().timeToLive().orElseThrow();
        assertTrue(left.compareTo(Duration.ofMinutes(59)) > 0, left.toString());
        assertTrue(left.compareTo(Duration.ofMinutes(61)) < 0, left.toString());
    }

    @Test
    void touchRaisesTheGeneration() {
        client.put(key(1), Bin.of("a", 1));
        assertTrue(client.touch(key(1)));
        assertEquals(2, client.header(key(1)).orElseThrow().generation());
    }

    @Test
    void deleteTellsWhetherThereWasARecord() {
        client.put(key(1), Bin.of("a", 1));
        assertTrue(client.delete(key(1)));
        assertFalse(client.delete(key(1)));
    }

    @Test
    void operationsGiveOneValueEachInOrder() throws Exception {
        client.put(key(1), Bin.of("n", 5), Bin.of("s", "b"), Bin.of("l", List.of(1L, 2L, 3L)));
        Operation[] operations = {
            Operation.add("n", 2),
            Operation.get("n"),
            Operation.touch(),
            Operation.append("s", "c"),
            Operation.prepend("s", "a"),
            Operation.get("s"),
            Operation.get("missing"),
            ListOperation.on("l").size(),
            Operation.put("new", 1.5),
            Operation.get("new")
        };

        OperateResult result = client.operate(key(1), operations);

        assertEquals(
                Arrays.asList(null, 7L, null, null, null, "abc", null, 3L, null, 1.5),
                result.values());
        assertEquals(7L, result.bin("n"));
        assertEquals("abc", result.bin("s"));
        assertEquals(2, result.header().generation());
        assertEquals(9L, client.async().operate(key(1), operations).get().value(1));
    }

    @Test
    void operationsThatReadAllBinsGiveThemByName() {
        client.put(key(1), Bin.of("a", 1), Bin.of("b", 2));

        assertEquals(Map.of("a", 1L, "b", 2L), client.operate(key(1), Operation.getAll()).bins());
        assertEquals(
                Map.of("a", 2L, "b", 2L),
                client.operate(key(1), Operation.add("a", 1), Operation.getAll()).bins());
    }

    @Test
    void anOperationThatDoesNotFitItsBinFails() {
        client.put(key(1), Bin.of("s", "text"));
        assertCode(ResultCode.BIN_TYPE, () -> client.operate(key(1), Operation.add("s", 1)));
    }

    @Test
    void aFilterDecidesWhichRecordsACallConcerns() {
        client.put(key(1), Bin.of("a", 1));
        ReadPolicy atLeastTwo =
                ReadPolicy.builder()
                        .filter(
                                Expressions.greaterOrEqual(
                                        Expressions.intBin("a"), Expressions.literal(2)))
                        .build();
        WritePolicy writeAtLeastTwo =
                WritePolicy.builder().filter(atLeastTwo.filter().orElseThrow()).build();

        assertEquals(Optional.empty(), client.with(atLeastTwo).get(key(1)));
        assertFalse(client.with(atLeastTwo).exists(key(1)));
        assertCode(
                ResultCode.FILTERED_OUT,
                () -> client.with(writeAtLeastTwo).put(key(1), Bin.of("b", 1)));
        client.put(key(1), Bin.of("a", 2));
        assertTrue(client.with(atLeastTwo).get(key(1)).isPresent());
        client.with(writeAtLeastTwo).put(key(1), Bin.of("b", 1));

        BatchPolicy batch = BatchPolicy.builder().filter(atLeastTwo.filter().orElseThrow()).build();
        client.put(key(2), Bin.of("a", 1));
        assertEquals(
                List.of(0, ResultCode.FILTERED_OUT.code()),
                client.with(batch).batchRead(List.of(key(1), key(2))).stream()
                        .map(BatchRow::resultCode)
                        .toList());
    }

    @Test
    void batchReadsKeepTheOrderOfTheirKeys() throws Exception {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            keys.add(key(i * 7 % 1000));
            if (i % 10 != 0) {
                client.async().put(key(i), Bin.of("i", i), Bin.of("d", i / 2.0)).get();
            }
        }
        keys.add(keys.get(5));

        for (BatchPolicy policy :
                List.of(
                        BatchPolicy.DEFAULT,
                        BatchPolicy.builder().requestsPerNode(4).build(),
                        BatchPolicy.builder().rowExecution(BatchPolicy.RowExecution.SPREAD).build(),
                        BatchPolicy.builder().replica(ReplicaPolicy.ANY).build())) {
            List<BatchRow> rows = client.with(policy).batchRead(keys, "d");
            List<BatchRow> promised = client.async().with(policy).batchRead(keys).get();

            assertEquals(keys.size(), rows.size());
            for (int row = 0; row < keys.size(); row++) {
                long number = (long) keys.get(row).userKey().orElseThrow().value();
                assertEquals(keys.get(row), rows.get(row).key());
                if (number % 10 == 0) {
                    assertEquals(ResultCode.NOT_FOUND.code(), rows.get(row).resultCode());
                    assertEquals(Optional.empty(), rows.get(row).record());
                } else {
                    assertEquals(
                            Map.of("d", number / 2.0), rows.get(row).record().orElseThrow().bins());
                    assertEquals(
                            Map.of("i", number, "d", number / 2.0),
                            promised.get(row).record().orElseThrow().bins());
                }
            }
        }
    }

    @Test
    void aBatchOfNoKeysIsEmpty() throws Exception {
        assertEquals(List.of(), client.batchRead(List.of()));
        assertEquals(List.of(), client.async().batchRead(List.of()).get());
        assertEquals(List.of(), client.batchWrite(List.of()));
    }

    @Test
    void eachRowOfABatchMayReadInItsOwnWay() {
        String second = cluster.secondNamespace();
        client.put(key(1), Bin.of("a", 1), Bin.of("l", List.of(5L, 6L)));
        client.put(Key.of(second, set + "b", 1), Bin.of("b", "other"));

        List<BatchRow> rows =
                client.batchReadEach(
                        List.of(
                                BatchRead.all(Key.of(second, set + "b", 1)),
                                BatchRead.bins(key(1), "a"),
                                BatchRead.header(key(1)),
                                BatchRead.operate(
                                        key(1),
                                        Operation.get("missing"),
                                        ListOperation.on("l").size(),
                                        Operation.get("a")),
                                BatchRead.all(key(99))));

        assertEquals(Map.of("b", "other"), rows.get(0).record().orElseThrow().bins());
        assertEquals(Map.of("a", 1L), rows.get(1).record().orElseThrow().bins());
        assertEquals(Map.of(), rows.get(2).record().orElseThrow().bins());
        assertEquals(1, rows.get(2).record().orElseThrow().generation());
        assertEquals(Arrays.asList(null, 2L, 1L), rows.get(3).values());
        assertEquals(ResultCode.NOT_FOUND.code(), rows.get(4).resultCode());
    }

    @Test
    void batchWritesReportEachRow() {
        client.put(key(1), Bin.of("a", 1));
        client.put(key(4), Bin.of("a", 1));

        List<BatchRow> rows =
                client.batchWrite(
                        List.of(
                                BatchWrite.put(key(1), Bin.of("a", 2))
                                        .with(WriteOptions.DEFAULT.withMode(WriteMode.CREATE)),
                                BatchWrite.put(key(2), Bin.of("a", 2))
                                        .with(
                                                WriteOptions.DEFAULT.withSendKey(
                                                        SendKey.WITH_USER_KEY)),
                                BatchWrite.operate(
                                        key(3), Operation.add("n", 4), Operation.get("n")),
                                BatchWrite.delete(key(4)),
                                BatchWrite.delete(key(5))));

        assertEquals(
                List.of(ResultCode.RECORD_EXISTS.code(), 0, 0, 0, ResultCode.NOT_FOUND.code()),
                rows.stream().map(BatchRow::resultCode).toList());
        assertEquals(Arrays.asList(null, 4L), rows.get(2).values());
        assertEquals(1, rows.get(1).record().orElseThrow().generation());
        assertEquals(1L, client.get(key(1)).orElseThrow().bin("a"));
        assertEquals(2L, client.get(key(2)).orElseThrow().bin("a"));
        assertFalse(client.exists(key(4)));
    }

    @Test
    void batchDeletesAndOperationsConcernAllKeys() {
        List<Key> keys = List.of(key(1), key(2), key(3));
        List<BatchRow> added = client.batchOperate(keys, Operation.add("n", 1), Operation.get("n"));
        assertEquals(Arrays.asList(null, 1L), added.get(2).values());
        List<BatchRow> read = client.batchOperate(keys, Operation.get("x"), Operation.get("n"));
        assertEquals(Arrays.asList(null, 1L), read.get(0).values());

        assertTrue(client.batchDelete(keys).stream().allMatch(BatchRow::isOk));
        assertTrue(client.batchRead(keys).stream().noneMatch(BatchRow::isOk));
    }

    @Test
    void manyAsynchronousCallsAtOnceEachGetTheirOwnAnswer() throws Exception {
        List<CompletableFuture<RecordHeader>> writes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            writes.add(client.async().put(key(i), Bin.of("i", i)));
        }
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).get();
        List<CompletableFuture<Optional<StoredRecord>>> reads = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            reads.add(client.async().get(key(i)));
        }
        for (int i = 0; i < 2000; i++) {
            assertEquals((long) i, reads.get(i).get().orElseThrow().bin("i"));
        }
    }

    @Test
    void manyThreadsShareAClient() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        for (int t = 0; t < 16; t++) {
            int number = t;
            Thread thread =
                    new Thread(
                            () -> {
                                for (int i = 0; i < 200; i++) {
                                    Key key = key(number * 1000 + i);
                                    client.put(key, Bin.of("v", number * 1000 + i));
                                    assertEquals(
                                            (long) number * 1000 + i,
                                            client.get(key).orElseThrow().bin("v"));
                                }
                            });
            thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void aRecordAboveTheServersLimitFailsWithAdvice() {
        ServerException e =
                assertThrows(
                        ServerException.class,
                        () -> client.put(key(1), Bin.of("big", new byte[2 << 20])));
        assertEquals(ResultCode.RECORD_TOO_BIG.code(), e.resultCode());
        assertTrue(e.getMessage().contains("max-record-size"), e.getMessage());
    }

    @Test
    void aLargeRecordComesBackWhole() {
        byte[] blob = new byte[900_000];
        Arrays.fill(blob, (byte) 7);
        blob[899_999] = 1;
        client.put(key(1), Bin.of("big", blob));

        assertArrayEquals(blob, (byte[]) client.get(key(1)).orElseThrow().bin("big"));
        assertArrayEquals(
                blob,
                (byte[])
                        client.batchRead(List.of(key(2), key(1)))
                                .get(1)
                                .record()
                                .orElseThrow()
                                .bin("big"));
    }

    @Test
    void badInputIsRefusedBeforeItIsSent() {
        assertThrows(NullPointerException.class, () -> client.get(null));
        assertThrows(IllegalArgumentException.class, () -> client.put(key(1)));
        assertThrows(IllegalArgumentException.class, () -> client.operate(key(1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> client.put(key(1), Map.of("a name of 16 by.", 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> client.put(key(1), Bin.of("a", new Object())));
        NullPointerException e =
                assertThrows(
                        NullPointerException.class,
                        () -> client.batchRead(Arrays.asList(key(1), null)));
        assertTrue(e.getMessage().contains("key 1 of 2"), e.getMessage());
        NullPointerException noWrite =
                assertThrows(
                        NullPointerException.class,
                        () -> client.batchWrite(Arrays.asList((BatchWrite) null)));
        assertTrue(noWrite.getMessage().contains("write 0 of 1"), noWrite.getMessage());
        assertThrows(NullPointerException.class, () -> client.async().get(null));
    }

    @Test
    void anUnknownNamespaceIsNamedWithThoseThatThereAreWhateverTheCall() {
        Key nowhere = Key.of("nowhere", set, 1);
        Bin bin = Bin.of("a", 1);
        List<Executable> calls =
                List.of(
                        () -> client.get(nowhere),
                        () -> client.put(nowhere, bin),
                        () -> client.delete(nowhere),
                        () -> client.operate(nowhere, Operation.get("a")),
                        () -> client.batchRead(List.of(key(1), nowhere)),
                        () -> client.batchWrite(List.of(BatchWrite.put(nowhere, bin))),
                        () -> client.batchDelete(List.of(nowhere)),
                        () -> client.truncate(SetName.of("nowhere", set)));
        for (Executable call : calls) {
            UnknownNamespaceException e = assertThrows(UnknownNamespaceException.class, call);
            assertTrue(e.getMessage().contains("nowhere"), e.getMessage());
            assertTrue(e.getMessage().contains(cluster.namespace()), e.getMessage());
        }
        ExecutionException e =
                assertThrows(
                        ExecutionException.class,
                        () -> client.async().get(nowhere).get(1, TimeUnit.MINUTES));
        assertInstanceOf(UnknownNamespaceException.class, e.getCause());
    }

    @Test
    void infoReachesOneNodeOrAll() {
        assertTrue(client.info("namespaces").contains(cluster.namespace()));
        Map<String, String> nodes = client.infoOfAll("node");
        assertEquals(ClientAccess.executorOf(client).cluster().nodes().size(), nodes.size());
        nodes.forEach((id, answer) -> assertEquals(id, answer));
        String id = nodes.keySet().iterator().next();
        assertEquals(id, client.info(id, "node"));
        assertThrows(IllegalArgumentException.class, () -> client.info("nobody", "node"));
        assertTrue(client.info("no-such-command").startsWith("ERROR:4"));
    }

    @Test
    void truncateWithATimeLeavesWhatWasWrittenSince() {
        client.put(key(1), Bin.of("a", 1));
        Instant between = Instant.now().plusMillis(2).truncatedTo(ChronoUnit.MILLIS);
        while (Instant.now().isBefore(between)) {
            Thread.onSpinWait();
        }
        client.put(key(2), Bin.of("a", 2));

        client.truncate(SetName.of(cluster.namespace(), set), between);

        Instant limit = Instant.now().plusSeconds(10);
        while (client.exists(key(1)) && Instant.now().isBefore(limit)) {
            Thread.onSpinWait();
        }
        assertFalse(client.exists(key(1)));
        assertTrue(client.exists(key(2)));
    }

    @Test
    void aTruncationWithoutASetIsRefusedUnlessTheNamespaceIsMeant() {
        client.put(key(1), Bin.of("a", 1));
        SetName empty = SetName.of(cluster.namespace(), "");
        for (Executable call :
                List.<Executable>of(
                        () -> client.truncate(empty),
                        () -> client.truncate(empty, Instant.now()),
                        () -> client.async().truncate(empty).join())) {
            String told = assertThrows(IllegalArgumentException.class, call).getMessage();
            assertTrue(told.contains("truncateNamespace"), told);
        }
        // What is older than the first of the records is nothing.
        client.truncateNamespace(cluster.namespace(), Instant.parse("2011-01-01T00:00:00Z"));
        assertTrue(client.exists(key(1)));
    }

    @Test
    void truncateWithATimeInTheFutureIsRefused() {
        client.put(key(1), Bin.of("a", 1));

        AerospikeException e =
                assertThrows(
                        AerospikeException.class,
                        () ->
                                client.truncate(
                                        SetName.of(cluster.namespace(), set),
                                        Instant.now().plus(1, ChronoUnit.HOURS)));

        assertTrue(e.getMessage().contains("future"), e.getMessage());
        assertTrue(client.exists(key(1)));
    }

    @Test
    void truncateDeletesTheRecordsOfASet() throws Exception {
        client.put(key(1), Bin.of("a", 1));
        Instant limit = Instant.now().plusSeconds(10);
        do {
            // Again: a record of the very millisecond in which a truncation falls outlives it.
            client.truncate(SetName.of(cluster.namespace(), set));
        } while (client.exists(key(1)) && Instant.now().isBefore(limit));
        assertFalse(client.exists(key(1)));
    }
}
