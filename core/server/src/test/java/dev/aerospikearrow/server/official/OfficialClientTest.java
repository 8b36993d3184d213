package dev.aerospikearrow.server.official;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.BatchDelete;
import com.aerospike.client.BatchRead;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchResults;
import com.aerospike.client.BatchWrite;
import com.aerospike.client.Bin;
import com.aerospike.client.Info;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.ResultCode;
import com.aerospike.client.Value;
import com.aerospike.client.exp.Exp;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.policy.GenerationPolicy;
import com.aerospike.client.policy.RecordExistsAction;
import com.aerospike.client.policy.WritePolicy;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.store.NamespaceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The official Java client, synchronous, against three embedded nodes. */
class OfficialClientTest {
    private static final String NAMESPACE = "test";
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final ManualClock CLOCK = new ManualClock();
    private static EmbeddedCluster cluster;
    private static AerospikeClient client;

    @BeforeAll
    static void start() {
        cluster =
                EmbeddedCluster.builder()
                        .nodes(3)
                        .clock(CLOCK)
                        .namespace(
                                "fixed",
                                NamespaceSettings.DEFAULT
                                        .withExpiration(NamespaceSettings.Expiration.OFF)
                                        .withMaxRecordBytes(4096))
                        .namespace("brief", NamespaceSettings.DEFAULT.withDefaultTtlSeconds(600))
                        .start();
        client = OfficialClients.connect(cluster);
    }

    @AfterAll
    static void stop() {
        client.close();
        cluster.close();
    }

    private static Key newKey() {
        return new Key(NAMESPACE, "official", KEYS.incrementAndGet());
    }

    private static void assertFails(int resultCode, Executable command) {
        AerospikeException failure = assertThrows(AerospikeException.class, command);
        assertEquals(resultCode, failure.getResultCode(), failure::getMessage);
    }

    static Stream<Arguments> values() {
        Map<Object, Object> nested = new TreeMap<>();
        nested.put("list", List.of(1L, "two", List.of(3.5, true)));
        nested.put("map", Map.of("deep", Map.of(1L, "one")));
        nested.put("bytes", new byte[] {1, 2, 3});
        return Stream.of(
                Arguments.of("integer", Value.get(42L)),
                Arguments.of("smallest integer", Value.get(Long.MIN_VALUE)),
                Arguments.of("double", Value.get(-1.25e300)),
                Arguments.of("not a number", Value.get(Double.NaN)),
                Arguments.of("string", Value.get("grüße, 世界 🚀")),
                Arguments.of("empty string", Value.get("")),
                Arguments.of("bytes", Value.get(new byte[] {0, -1, 127})),
                Arguments.of("empty bytes", Value.get(new byte[0])),
                Arguments.of("true", Value.get(true)),
                Arguments.of("list", Value.get(Arrays.asList(1L, null, "x", 2.5, List.of()))),
                Arguments.of("empty list", Value.get(List.of())),
                Arguments.of("hash map", Value.get(new HashMap<>(Map.of("a", 1L, "b", "two")))),
                Arguments.of("nested map", Value.get(nested)),
                Arguments.of("empty map", Value.get(new HashMap<>())),
                Arguments.of(
                        "geojson point",
                        Value.getAsGeoJSON("{\"type\":\"Point\",\"coordinates\":[8.5,47.4]}")));
    }

    private static void assertSameValue(Object expected, Object actual) {
        if (expected instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) actual);
        } else if (expected instanceof Map<?, ?> map) {
            Map<?, ?> other = (Map<?, ?>) actual;
            assertEquals(map.size(), other.size());
            map.forEach((key, value) -> assertSameValue(value, other.get(key)));
        } else if (expected instanceof List<?> list) {
            List<?> other = (List<?>) actual;
            assertEquals(list.size(), other.size());
            IntStream.range(0, list.size())
                    .forEach(i -> assertSameValue(list.get(i), other.get(i)));
        } else {
            assertEquals(expected, actual);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void aValueComesBackAsItWasPut(String name, Value value) {
        Key key = newKey();
        client.put(null, key, new Bin("v", value), new Bin("other", name));
        Object expected = value instanceof Value.GeoJSONValue ? value : value.getObject();
        assertSameValue(expected, client.get(null, key).getValue("v"));
        assertSameValue(expected, client.get(null, key, "v").getValue("v"));
        assertSameValue(expected, client.get(null, new Key[] {key})[0].getValue("v"));
        assertSameValue(expected, client.get(null, new Key[] {key}, "v")[0].getValue("v"));
    }

    @Test
    void keysOfEveryTypeNameTheirRecords() {
        List<Key> keys =
                List.of(
                        new Key(NAMESPACE, "keys", 1L),
                        new Key(NAMESPACE, "keys", "1"),
                        new Key(NAMESPACE, "keys", new byte[] {1}),
                        new Key(NAMESPACE, null, 1L));
        for (int i = 0; i < keys.size(); i++) {
            client.put(null, keys.get(i), new Bin("i", i));
        }
        for (int i = 0; i < keys.size(); i++) {
            assertEquals(i, client.get(null, keys.get(i)).getInt("i"));
        }
    }

    @Test
    void writesRaiseTheGenerationAndPolicyChecksIt() {
        Key key = newKey();
        client.put(null, key, new Bin("a", 1));
        client.put(null, key, new Bin("b", 2));
        assertEquals(2, client.getHeader(null, key).generation);

        WritePolicy stale = new WritePolicy(client.writePolicyDefault);
        stale.generationPolicy = GenerationPolicy.EXPECT_GEN_EQUAL;
        stale.generation = 1;
        assertFails(ResultCode.GENERATION_ERROR, () -> client.put(stale, key, new Bin("a", 3)));
        stale.generation = 2;
        client.put(stale, key, new Bin("a", 3));
        WritePolicy greater = new WritePolicy(client.writePolicyDefault);
        greater.generationPolicy = GenerationPolicy.EXPECT_GEN_GT;
        greater.generation = 3;
        assertFails(ResultCode.GENERATION_ERROR, () -> client.put(greater, key, new Bin("a", 4)));
        greater.generation = 4;
        client.put(greater, key, new Bin("a", 4));
        assertEquals(4, client.get(null, key).getInt("a"));
    }

    private static WritePolicy action(RecordExistsAction action) {
        WritePolicy policy = new WritePolicy(client.writePolicyDefault);
        policy.recordExistsAction = action;
        return policy;
    }

    @Test
    void existenceActionsDecideWhatAWriteMayFind() {
        Key key = newKey();
        Bin bin = new Bin("a", 1);
        assertFails(
                ResultCode.KEY_NOT_FOUND_ERROR,
                () -> client.put(action(RecordExistsAction.UPDATE_ONLY), key, bin));
        assertFails(
                ResultCode.KEY_NOT_FOUND_ERROR,
                () -> client.put(action(RecordExistsAction.REPLACE_ONLY), key, bin));
        client.put(action(RecordExistsAction.CREATE_ONLY), key, bin);
        assertFails(
                ResultCode.KEY_EXISTS_ERROR,
                () -> client.put(action(RecordExistsAction.CREATE_ONLY), key, bin));
        client.put(action(RecordExistsAction.UPDATE_ONLY), key, new Bin("b", 2));
        assertEquals(Map.of("a", 1L, "b", 2L), client.get(null, key).bins);
        client.put(action(RecordExistsAction.REPLACE), key, new Bin("c", 3));
        assertEquals(Map.of("c", 3L), client.get(null, key).bins);
        client.put(action(RecordExistsAction.REPLACE_ONLY), key, new Bin("d", 4));
        assertEquals(Map.of("d", 4L), client.get(null, key).bins);
    }

    @Test
    void operationsSeeTheEffectsOfThoseBeforeThem() {
        Key key = newKey();
        client.put(null, key, new Bin("n", 10), new Bin("s", "ab"), new Bin("d", 1.5));
        var result =
                client.operate(
                        null,
                        key,
                        Operation.add(new Bin("n", 5)),
                        Operation.append(new Bin("s", "cd")),
                        Operation.prepend(new Bin("s", ">")),
                        Operation.add(new Bin("d", 0.25)),
                        Operation.put(new Bin("new", true)),
                        Operation.get("n"),
                        Operation.get("s"),
                        Operation.get("d"),
                        Operation.get("new"));
        assertEquals(15, result.getLong("n"));
        assertEquals(">abcd", result.getString("s"));
        assertEquals(1.75, result.getDouble("d"));
        assertTrue(result.getBoolean("new"));
        var all = client.operate(null, key, Operation.put(new Bin("n", 1)), Operation.get());
        assertEquals(Map.of("n", 1L, "s", ">abcd", "d", 1.75, "new", 1L == 1L), all.bins);
        assertFails(
                ResultCode.BIN_TYPE_ERROR,
                () -> client.operate(null, key, Operation.add(new Bin("s", 1))));
    }

    @Test
    void theLastNullBinTakesTheRecordWithIt() {
        Key key = newKey();
        client.put(null, key, new Bin("a", 1), new Bin("b", 2));
        client.put(null, key, Bin.asNull("a"));
        assertEquals(Map.of("b", 2L), client.get(null, key).bins);
        client.put(null, key, Bin.asNull("b"));
        assertFalse(client.exists(null, key));
    }

    @Test
    void deleteTellsWhetherThereWasARecord() {
        Key key = newKey();
        client.put(null, key, new Bin("a", 1));
        assertTrue(client.delete(null, key));
        assertFalse(client.delete(null, key));
        assertNull(client.get(null, key));
    }

    @Test
    void recordsExpireAndTouchRenewsThem() {
        Key key = newKey();
        WritePolicy ttl = new WritePolicy(client.writePolicyDefault);
        ttl.expiration = 100;
        client.put(ttl, key, new Bin("a", 1));
        CLOCK.advance(Duration.ofSeconds(60));
        assertNotNull(client.get(null, key));
        client.touch(ttl, key);
        CLOCK.advance(Duration.ofSeconds(60));
        assertEquals(2, client.getHeader(null, key).generation);
        CLOCK.advance(Duration.ofSeconds(40));
        // The second in which a record expires is its last one.
        assertNotNull(client.get(null, key));
        CLOCK.advance(Duration.ofSeconds(1));
        assertNull(client.get(null, key));
        assertFalse(client.exists(null, key));
        assertFails(ResultCode.KEY_NOT_FOUND_ERROR, () -> client.touch(ttl, key));
        client.put(null, key, new Bin("b", 2));
        assertEquals(Map.of("b", 2L), client.get(null, key).bins);
        assertEquals(1, client.getHeader(null, key).generation);
    }

    @Test
    void aWriteMayKeepOrDropTheExpiry() {
        Key key = new Key("brief", "s", 1);
        client.put(null, key, new Bin("a", 1));
        int byDefault = client.getHeader(null, key).expiration;
        assertTrue(byDefault > 0);
        CLOCK.advance(Duration.ofSeconds(10));
        WritePolicy policy = new WritePolicy(client.writePolicyDefault);
        policy.expiration = -2;
        client.put(policy, key, new Bin("a", 2));
        assertEquals(byDefault, client.getHeader(null, key).expiration);
        policy.expiration = -1;
        client.put(policy, key, new Bin("a", 3));
        assertEquals(0, client.getHeader(null, key).expiration);
    }

    @Test
    void aReadNearTheEndOfALifeExtendsIt() {
        Key key = newKey();
        WritePolicy ttl = new WritePolicy(client.writePolicyDefault);
        ttl.expiration = 100;
        client.put(ttl, key, new Bin("a", 1));
        var touching = new com.aerospike.client.policy.Policy(client.readPolicyDefault);
        touching.readTouchTtlPercent = 50;
        int first = client.getHeader(null, key).expiration;
        CLOCK.advance(Duration.ofSeconds(40));
        client.get(touching, key);
        assertEquals(first, client.getHeader(null, key).expiration);
        CLOCK.advance(Duration.ofSeconds(20));
        client.get(touching, key);
        assertEquals(first + 60, client.getHeader(null, key).expiration);
    }

    @Test
    void aNamespaceWithoutExpirationRefusesATtl() {
        Key key = new Key("fixed", "s", 1);
        WritePolicy ttl = new WritePolicy(client.writePolicyDefault);
        ttl.expiration = 100;
        assertFails(ResultCode.FAIL_FORBIDDEN, () -> client.put(ttl, key, new Bin("a", 1)));
        client.put(null, key, new Bin("a", 1));
    }

    @Test
    void aRecordAboveTheLimitIsRefused() {
        Key key = new Key("fixed", "s", 2);
        assertFails(
                ResultCode.RECORD_TOO_BIG,
                () -> client.put(null, key, new Bin("a", new byte[5000])));
        assertFalse(client.exists(null, key));
    }

    @Test
    void aStoredUserKeyIsChecked() {
        Key key = new Key(NAMESPACE, "sent", "the key");
        WritePolicy send = new WritePolicy(client.writePolicyDefault);
        send.sendKey = true;
        client.put(send, key, new Bin("a", 1));
        assertEquals(1, client.get(send, key).getInt("a"));
        Key other = new Key(NAMESPACE, key.digest, "sent", Value.get("another key"));
        assertFails(ResultCode.KEY_MISMATCH, () -> client.put(send, other, new Bin("a", 2)));
        Key elsewhere = new Key(NAMESPACE, key.digest, "another set", Value.get("the key"));
        assertFails(ResultCode.PARAMETER_ERROR, () -> client.get(null, elsewhere));
    }

    @Test
    void anEmptyUserKeyIsStoredLikeAnyOther() {
        Key key = new Key(NAMESPACE, "sent", "");
        WritePolicy send = new WritePolicy(client.writePolicyDefault);
        send.sendKey = true;
        client.put(send, key, new Bin("a", 1));
        assertEquals(1, client.get(send, key).getInt("a"));
        Key other = new Key(NAMESPACE, key.digest, "sent", Value.get("x"));
        assertFails(ResultCode.KEY_MISMATCH, () -> client.put(send, other, new Bin("a", 2)));
    }

    @Test
    void aFilterIsAskedBeforeTheUserKey() {
        Key key = new Key(NAMESPACE, "sent", "filtered");
        WritePolicy send = new WritePolicy(client.writePolicyDefault);
        send.sendKey = true;
        client.put(send, key, new Bin("a", 1));
        send.filterExp = Exp.build(Exp.eq(Exp.intBin("a"), Exp.val(2)));
        send.failOnFilteredOut = true;
        Key other = new Key(NAMESPACE, key.digest, "sent", Value.get("other"));
        assertFails(ResultCode.FILTERED_OUT, () -> client.put(send, other, new Bin("a", 3)));
        assertFails(ResultCode.FILTERED_OUT, () -> client.get(send, other));
    }

    @Test
    void aTouchOfNothingFailsForThatAndNotForItsGeneration() {
        WritePolicy policy = new WritePolicy(client.writePolicyDefault);
        policy.generationPolicy = GenerationPolicy.EXPECT_GEN_EQUAL;
        policy.generation = 7;
        assertFails(ResultCode.KEY_NOT_FOUND_ERROR, () -> client.touch(policy, newKey()));
    }

    @Test
    void aFilterDecidesWhetherAnythingHappens() {
        Key key = newKey();
        client.put(null, key, new Bin("n", 10));
        WritePolicy policy = new WritePolicy(client.writePolicyDefault);
        policy.filterExp = Exp.build(Exp.gt(Exp.intBin("n"), Exp.val(10)));
        policy.failOnFilteredOut = true;
        assertFails(ResultCode.FILTERED_OUT, () -> client.put(policy, key, new Bin("n", 11)));
        policy.filterExp = Exp.build(Exp.eq(Exp.intBin("n"), Exp.val(10)));
        client.put(policy, key, new Bin("n", 11));
        // There is nothing to filter where there is no record.
        client.put(policy, newKey(), new Bin("n", 12));
    }

    @Test
    void aBatchReadKeepsTheOrderOfItsKeys() {
        Key[] keys = new Key[3000];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new Key(NAMESPACE, "many", i);
            if (i % 7 != 0) {
                client.put(null, keys[i], new Bin("i", i), new Bin("s", "text " + i));
            }
        }
        var all = client.get(null, keys);
        var one = client.get(null, keys, "s");
        var headers = client.getHeader(null, keys);
        boolean[] exist = client.exists(null, keys);
        for (int i = 0; i < keys.length; i++) {
            assertEquals(i % 7 != 0, exist[i]);
            if (exist[i]) {
                assertEquals(Map.of("i", (long) i, "s", "text " + i), all[i].bins);
                assertEquals(Map.of("s", "text " + i), one[i].bins);
                assertEquals(1, headers[i].generation);
            } else {
                assertNull(all[i]);
                assertNull(one[i]);
                assertNull(headers[i]);
            }
        }
    }

    @Test
    void aBatchMayMixReadsWritesAndDeletes() {
        Key read = newKey();
        Key written = newKey();
        Key deleted = newKey();
        Key missing = newKey();
        Key other = new Key("bar", "elsewhere", 1);
        client.put(null, read, new Bin("a", 1), new Bin("b", 2));
        client.put(null, deleted, new Bin("a", 1));
        client.put(null, other, new Bin("x", "y"));
        List<BatchRecord> rows =
                new ArrayList<>(
                        List.of(
                                new BatchRead(read, new String[] {"b"}),
                                new BatchWrite(
                                        written,
                                        new Operation[] {
                                            Operation.put(new Bin("n", 1)),
                                            Operation.add(new Bin("n", 2)),
                                            Operation.get("n")
                                        }),
                                new BatchDelete(deleted),
                                new BatchRead(missing, true),
                                new BatchDelete(missing),
                                new BatchRead(other, true)));
        assertFalse(client.operate(null, rows));
        assertEquals(Map.of("b", 2L), rows.get(0).record.bins);
        assertEquals(ResultCode.OK, rows.get(1).resultCode);
        assertEquals(3L, ((List<?>) rows.get(1).record.getValue("n")).get(2));
        assertEquals(ResultCode.OK, rows.get(2).resultCode);
        assertEquals(ResultCode.KEY_NOT_FOUND_ERROR, rows.get(3).resultCode);
        assertEquals(ResultCode.KEY_NOT_FOUND_ERROR, rows.get(4).resultCode);
        assertEquals("y", rows.get(5).record.getString("x"));
        assertFalse(client.exists(null, deleted));
    }

    @Test
    void aBatchOfWritesAndOfDeletesReportsEachRow() {
        Key[] keys = IntStream.range(0, 50).mapToObj(i -> newKey()).toArray(Key[]::new);
        BatchResults written = client.operate(null, null, keys, Operation.put(new Bin("w", "v")));
        assertTrue(written.status);
        for (BatchRecord row : written.records) {
            assertEquals(1, row.record.generation);
        }
        BatchResults deleted = client.delete(null, null, keys);
        assertTrue(deleted.status);
        BatchResults again = client.delete(null, null, keys);
        for (BatchRecord row : again.records) {
            assertEquals(ResultCode.KEY_NOT_FOUND_ERROR, row.resultCode);
        }
    }

    @Test
    void aBatchFilterAppliesToEachRow() {
        Key[] keys = IntStream.range(0, 20).mapToObj(i -> newKey()).toArray(Key[]::new);
        for (int i = 0; i < keys.length; i++) {
            client.put(null, keys[i], new Bin("n", i));
        }
        BatchPolicy policy = new BatchPolicy(client.batchPolicyDefault);
        policy.filterExp = Exp.build(Exp.ge(Exp.intBin("n"), Exp.val(10)));
        var records = client.get(policy, keys);
        for (int i = 0; i < keys.length; i++) {
            assertEquals(i >= 10, records[i] != null);
        }
    }

    @Test
    void aRowLargerThanAFrameComesWhole() {
        Key[] keys = IntStream.range(0, 10).mapToObj(i -> newKey()).toArray(Key[]::new);
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 7);
        for (Key key : keys) {
            client.put(null, key, new Bin("large", large), new Bin("n", 1));
        }
        for (var record : client.get(null, keys)) {
            assertArrayEquals(large, (byte[]) record.getValue("large"));
        }
    }

    @Test
    void truncateRemovesOneSet() {
        Key gone = new Key(NAMESPACE, "truncated", 1);
        Key kept = new Key(NAMESPACE, "kept", 1);
        client.put(null, gone, new Bin("a", 1));
        client.put(null, kept, new Bin("a", 1));
        client.truncate(null, NAMESPACE, "truncated", null);
        assertFalse(client.exists(null, gone));
        assertTrue(client.exists(null, kept));
    }

    @Test
    void setsAreCountedByEachNode() {
        for (int i = 0; i < 300; i++) {
            client.put(null, new Key(NAMESPACE, "counted", i), new Bin("i", i));
        }
        long objects = 0;
        for (var node : client.getNodes()) {
            String answer = Info.request(node, "sets/" + NAMESPACE + "/counted");
            objects += Long.parseLong(answer.split(":")[0].split("=")[1]);
        }
        // Each record has a master and a replica.
        assertEquals(600, objects);
    }
}
