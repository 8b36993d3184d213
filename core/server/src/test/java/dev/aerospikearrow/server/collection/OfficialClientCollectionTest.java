package dev.aerospikearrow.server.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.ResultCode;
import com.aerospike.client.Value;
import com.aerospike.client.cdt.CTX;
import com.aerospike.client.cdt.ListOperation;
import com.aerospike.client.cdt.ListOrder;
import com.aerospike.client.cdt.ListPolicy;
import com.aerospike.client.cdt.ListReturnType;
import com.aerospike.client.cdt.ListSortFlags;
import com.aerospike.client.cdt.ListWriteFlags;
import com.aerospike.client.cdt.MapOperation;
import com.aerospike.client.cdt.MapOrder;
import com.aerospike.client.cdt.MapPolicy;
import com.aerospike.client.cdt.MapReturnType;
import com.aerospike.client.cdt.MapWriteFlags;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.official.OfficialClients;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official client's list and map operations, held against Java's own collections. */
class OfficialClientCollectionTest {
    private static final String NAMESPACE = "test";
    private static final String BIN = "bin";
    private static final int ROUNDS = 1500;

    private static EmbeddedCluster cluster;
    private static AerospikeClient client;

    @BeforeAll
    static void startAServer() {
        cluster = EmbeddedCluster.builder().nodes(1).namespaces(NAMESPACE).start();
        client = OfficialClients.connect(cluster);
    }

    @AfterAll
    static void stop() {
        client.close();
        cluster.close();
    }

    private static Key key(String name) {
        return new Key(NAMESPACE, "collections", name);
    }

    private static Object run(Key key, Operation operation) {
        return client.operate(null, key, operation).getValue(BIN);
    }

    private static void assertFails(int code, Key key, Operation operation) {
        AerospikeException failure =
                assertThrows(AerospikeException.class, () -> run(key, operation));
        assertEquals(code, failure.getResultCode());
    }

    @Test
    void aListFollowsRandomOperationsLikeAJavaList() {
        Random random = new Random(1);
        Key key = key("list");
        List<Long> model = new ArrayList<>();
        client.put(null, key, new Bin(BIN, List.of()));
        for (int round = 0; round < ROUNDS; round++) {
            change(random, key, model);
            assertEquals(model, client.get(null, key).getList(BIN));
            ask(random, key, model);
        }
    }

    private static void change(Random random, Key key, List<Long> model) {
        long value = random.nextInt(20);
        int index = random.nextInt(model.size() + 1);
        switch (model.size() > 15 ? 5 : random.nextInt(8)) {
            case 0 -> {
                model.add(value);
                assertEquals(
                        (long) model.size(), run(key, ListOperation.append(BIN, Value.get(value))));
            }
            case 1 -> {
                model.add(index, value);
                assertEquals(
                        (long) model.size(),
                        run(key, ListOperation.insert(BIN, index, Value.get(value))));
            }
            case 2 -> {
                List<Value> items = List.of(Value.get(value), Value.get(value + 1));
                model.addAll(List.of(value, value + 1));
                run(key, ListOperation.appendItems(BIN, items));
            }
            case 3 -> {
                long removed = model.stream().filter(each -> each == value).count();
                model.removeIf(each -> each == value);
                assertEquals(
                        removed,
                        run(
                                key,
                                ListOperation.removeByValue(
                                        BIN, Value.get(value), ListReturnType.COUNT)));
            }
            case 4 -> {
                Collections.sort(model);
                run(key, ListOperation.sort(BIN, ListSortFlags.DEFAULT));
            }
            case 5 -> {
                int end = Math.min(model.size(), index + 3);
                List<Long> range = model.subList(index, end);
                List<Long> removed = List.copyOf(range);
                range.clear();
                assertEquals(
                        removed,
                        run(
                                key,
                                ListOperation.removeByIndexRange(
                                        BIN, index, 3, ListReturnType.VALUE)));
            }
            case 6 -> {
                if (index < model.size()) {
                    model.set(index, model.get(index) + 3);
                    assertEquals(
                            model.get(index),
                            run(key, ListOperation.increment(BIN, index, Value.get(3))));
                }
            }
            default -> {
                if (index < model.size()) {
                    model.set(index, value);
                    run(key, ListOperation.set(BIN, index, Value.get(value)));
                }
            }
        }
    }

    private static void ask(Random random, Key key, List<Long> model) {
        int low = random.nextInt(20);
        int high = low + random.nextInt(10);
        assertEquals((long) model.size(), run(key, ListOperation.size(BIN)));
        assertEquals(
                model.stream().filter(each -> each >= low && each < high).toList(),
                run(
                        key,
                        ListOperation.getByValueRange(
                                BIN, Value.get(low), Value.get(high), ListReturnType.VALUE)));
        assertEquals(
                model.stream().filter(each -> each < low || each >= high).toList(),
                run(
                        key,
                        ListOperation.getByValueRange(
                                BIN,
                                Value.get(low),
                                Value.get(high),
                                ListReturnType.VALUE | ListReturnType.INVERTED)));
        if (!model.isEmpty()) {
            List<Long> sorted = model.stream().sorted().toList();
            int rank = random.nextInt(model.size());
            assertEquals(
                    sorted.get(rank),
                    run(key, ListOperation.getByRank(BIN, rank, ListReturnType.VALUE)));
            assertEquals(
                    sorted.get(sorted.size() - 1 - rank),
                    run(key, ListOperation.getByRank(BIN, -1 - rank, ListReturnType.VALUE)));
            assertEquals(
                    model.get(model.size() - 1 - rank),
                    run(key, ListOperation.get(BIN, -1 - rank)));
        }
    }

    @Test
    void aMapFollowsRandomOperationsLikeAJavaMap() {
        Random random = new Random(2);
        Key key = key("map");
        TreeMap<String, Long> model = new TreeMap<>();
        MapPolicy policy = new MapPolicy(MapOrder.KEY_ORDERED, MapWriteFlags.DEFAULT);
        run(key, MapOperation.create(BIN, MapOrder.KEY_ORDERED));
        for (int round = 0; round < ROUNDS; round++) {
            String name = "k" + random.nextInt(12);
            long value = random.nextInt(10);
            switch (random.nextInt(4)) {
                case 0 -> {
                    model.put(name, value);
                    assertEquals(
                            (long) model.size(),
                            run(
                                    key,
                                    MapOperation.put(
                                            policy, BIN, Value.get(name), Value.get(value))));
                }
                case 1 ->
                        assertEquals(
                                model.remove(name),
                                run(
                                        key,
                                        MapOperation.removeByKey(
                                                BIN, Value.get(name), MapReturnType.VALUE)));
                case 2 ->
                        assertEquals(
                                model.merge(name, value, Long::sum),
                                run(
                                        key,
                                        MapOperation.increment(
                                                policy, BIN, Value.get(name), Value.get(value))));
                default -> {
                    long removed = model.values().stream().filter(each -> each > 30).count();
                    model.values().removeIf(each -> each > 30);
                    assertEquals(
                            removed,
                            run(
                                    key,
                                    MapOperation.removeByValueRange(
                                            BIN, Value.get(31), null, MapReturnType.COUNT)));
                }
            }
            assertEquals(model, client.get(null, key).getMap(BIN));
            assertEquals(
                    List.copyOf(model.tailMap(name).keySet()),
                    run(
                            key,
                            MapOperation.getByKeyRange(
                                    BIN, Value.get(name), null, MapReturnType.KEY)));
            assertEquals(
                    model.values().stream().sorted().limit(3).toList(),
                    run(key, MapOperation.getByRankRange(BIN, 0, 3, MapReturnType.VALUE)));
        }
    }

    @Test
    void writeFlagsOfListsAreHeeded() {
        Key key = key("list-flags");
        client.put(null, key, new Bin(BIN, List.of(1, 2)));
        assertFails(
                ResultCode.ELEMENT_EXISTS,
                key,
                ListOperation.append(
                        new ListPolicy(ListOrder.UNORDERED, ListWriteFlags.ADD_UNIQUE),
                        BIN,
                        Value.get(2)));
        assertEquals(
                2L,
                run(
                        key,
                        ListOperation.append(
                                new ListPolicy(
                                        ListOrder.UNORDERED,
                                        ListWriteFlags.ADD_UNIQUE | ListWriteFlags.NO_FAIL),
                                BIN,
                                Value.get(2))));
        assertFails(
                ResultCode.OP_NOT_APPLICABLE,
                key,
                ListOperation.insert(
                        new ListPolicy(ListOrder.UNORDERED, ListWriteFlags.INSERT_BOUNDED),
                        BIN,
                        7,
                        Value.get(2)));
        assertFails(ResultCode.OP_NOT_APPLICABLE, key, ListOperation.get(BIN, 5));
        assertFails(ResultCode.BIN_TYPE_ERROR, key, MapOperation.size(BIN));
    }

    @Test
    void writeFlagsOfMapsAreHeeded() {
        Key key = key("map-flags");
        client.put(null, key, new Bin(BIN, Map.of("a", 1)));
        assertFails(
                ResultCode.ELEMENT_EXISTS,
                key,
                MapOperation.put(
                        new MapPolicy(MapOrder.UNORDERED, MapWriteFlags.CREATE_ONLY),
                        BIN,
                        Value.get("a"),
                        Value.get(2)));
        assertFails(
                ResultCode.ELEMENT_NOT_FOUND,
                key,
                MapOperation.put(
                        new MapPolicy(MapOrder.UNORDERED, MapWriteFlags.UPDATE_ONLY),
                        BIN,
                        Value.get("b"),
                        Value.get(2)));
    }

    @Test
    void contextsLeadIntoCollectionsAndMakeWhatIsMissing() {
        Key key = key("context");
        CTX made = CTX.mapKeyCreate(Value.get("inner"), MapOrder.KEY_ORDERED);
        client.operate(
                null,
                key,
                MapOperation.put(MapPolicy.Default, BIN, Value.get("n"), Value.get(1), made),
                ListOperation.append(
                        BIN,
                        Value.get("x"),
                        CTX.mapKey(Value.get("inner")),
                        CTX.mapKeyCreate(Value.get("list"), MapOrder.UNORDERED)));
        assertEquals(
                Map.of("inner", Map.of("n", 1L, "list", List.of("x"))),
                client.get(null, key).getMap(BIN));
        assertEquals(
                1L,
                run(
                        key,
                        ListOperation.size(
                                BIN,
                                CTX.mapKey(Value.get("inner")),
                                CTX.mapKey(Value.get("list")))));
        assertFails(
                ResultCode.OP_NOT_APPLICABLE,
                key,
                ListOperation.size(BIN, CTX.mapKey(Value.get("absent"))));
    }
}
