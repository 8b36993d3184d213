package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.Value;
import com.aerospike.client.policy.ClientPolicy;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one client writes the other reads: the vendor's client is the witness. */
@ExtendWith(TestClusterExtension.class)
class OfficialClientIT {
    private final TestCluster cluster;
    private final String set;
    private AerospikeClient ours;
    private com.aerospike.client.AerospikeClient theirs;

    OfficialClientIT(TestCluster cluster) {
        this.cluster = cluster;
        set = cluster.uniqueSet();
    }

    @BeforeEach
    void connect() {
        ours = AerospikeClient.connect(String.join(",", cluster.hosts()));
        theirs =
                new com.aerospike.client.AerospikeClient(
                        new ClientPolicy(),
                        com.aerospike.client.Host.parseHosts(
                                String.join(",", cluster.hosts()), 3000));
    }

    @AfterEach
    void close() {
        theirs.close();
        ours.close();
    }

    private Key key(long number) {
        return Key.of(cluster.namespace(), set, number);
    }

    private com.aerospike.client.Key theirKey(long number) {
        return new com.aerospike.client.Key(cluster.namespace(), set, number);
    }

    private static Object toTheirs(Object value) {
        return value instanceof GeoJson geo ? new Value.GeoJSONValue(geo.json()) : value;
    }

    private static Object toOurs(Object value) {
        return value instanceof Value.GeoJSONValue geo ? new GeoJson(geo.toString()) : value;
    }

    @Test
    void digestsAgreeForEveryTypeOfKey() {
        assertArrayEquals(theirKey(5).digest, key(5).digest());
        assertArrayEquals(
                new com.aerospike.client.Key("test", "größe", "schlüssel").digest,
                Key.of("test", "größe", "schlüssel").digest());
        assertArrayEquals(
                new com.aerospike.client.Key("test", "", new byte[] {9, 8}).digest,
                Key.of("test", "", new byte[] {9, 8}).digest());
    }

    @Test
    void theyReadWhatWeWrite() {
        Map<String, Object> bins = Values.ofEveryType();
        ours.put(key(1), bins);

        com.aerospike.client.Record record = theirs.get(null, theirKey(1));

        assertNotNull(record);
        assertEquals(bins.keySet(), record.bins.keySet());
        bins.forEach(
                (name, value) ->
                        assertTrue(
                                Values.equal(value, toOurs(record.bins.get(name))),
                                () -> name + ": " + Values.describe(record.bins.get(name))));
    }

    @Test
    void weReadWhatTheyWrite() {
        Map<String, Object> bins = Values.ofEveryType();
        theirs.put(
                null,
                theirKey(2),
                bins.entrySet().stream()
                        .map(
                                entry ->
                                        new com.aerospike.client.Bin(
                                                entry.getKey(),
                                                Value.get(toTheirs(entry.getValue()))))
                        .toArray(com.aerospike.client.Bin[]::new));

        StoredRecord record = ours.get(key(2)).orElseThrow();

        assertEquals(bins.keySet(), record.bins().keySet());
        bins.forEach(
                (name, value) ->
                        assertTrue(
                                Values.equal(value, record.bin(name)),
                                () -> name + ": " + Values.describe(record.bin(name))));
    }

    @Test
    void batchesOfBothGiveTheSame() {
        List<Key> keys = new ArrayList<>();
        com.aerospike.client.Key[] theirKeys = new com.aerospike.client.Key[500];
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            keys.add(key(i));
            theirKeys[i] = theirKey(i);
            if (i % 3 != 0) {
                writes.add(BatchWrite.put(key(i), Bin.of("i", i), Bin.of("s", "text " + i)));
            }
        }
        ours.batchWrite(writes);

        com.aerospike.client.Record[] expected = theirs.get(null, theirKeys);
        List<BatchRow> rows = ours.batchRead(keys);

        for (int i = 0; i < 500; i++) {
            assertEquals(expected[i] != null, rows.get(i).isOk());
            if (expected[i] != null) {
                assertEquals(
                        new HashMap<>(expected[i].bins), rows.get(i).record().orElseThrow().bins());
                assertEquals(
                        expected[i].generation, rows.get(i).record().orElseThrow().generation());
            }
        }
    }

    @Test
    void userKeysThatOneStoresTheOtherScans() {
        WritePolicy withKey = WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build();
        ours.with(withKey).put(key(7), Bin.of("a", 1));
        ours.with(withKey)
                .put(
                        Key.of(cluster.namespace(), set, "seven"),
                        Bin.of("a", Arrays.asList(1L, null)));
        Map<String, Object> found = new TreeMap<>();
        theirs.scanAll(
                null,
                cluster.namespace(),
                set,
                (theirKey, record) -> {
                    synchronized (found) {
                        found.put(theirKey.userKey.toString(), record.bins.get("a"));
                    }
                });
        Map<String, Object> scanned = new TreeMap<>();
        try (RecordStream stream = ours.scan(SetName.of(cluster.namespace(), set))) {
            stream.forEach(
                    record ->
                            scanned.put(
                                    record.key().userKey().orElseThrow().value().toString(),
                                    record.record().bin("a")));
        }

        assertEquals(2, found.size());
        assertEquals(Values.describe(found), Values.describe(scanned));
    }

    @Test
    void generationsAndDeletesAreSeenByBoth() {
        ours.put(key(1), Bin.of("a", 1));
        theirs.add(null, theirKey(1), new com.aerospike.client.Bin("a", 4));
        assertEquals(2, ours.header(key(1)).orElseThrow().generation());
        assertEquals(5L, ours.get(key(1)).orElseThrow().bin("a"));
        assertTrue(ours.delete(key(1)));
        assertTrue(!theirs.exists(null, theirKey(1)));
    }
}
