package dev.aerospikearrow.client;

import static dev.aerospikearrow.expression.Expressions.blobBin;
import static dev.aerospikearrow.expression.Expressions.greater;
import static dev.aerospikearrow.expression.Expressions.hllBin;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.listBin;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.mapBin;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.aerospike.client.AerospikeException;
import com.aerospike.client.Host;
import com.aerospike.client.Value;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.BitExpression;
import dev.aerospikearrow.expression.HllExpression;
import dev.aerospikearrow.expression.ListExpression;
import dev.aerospikearrow.expression.MapExpression;
import dev.aerospikearrow.operation.BitOperation;
import dev.aerospikearrow.operation.BitOperation.Overflow;
import dev.aerospikearrow.operation.BitOperation.ResizeFlag;
import dev.aerospikearrow.operation.BitOperation.Sign;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ExpressionOperation;
import dev.aerospikearrow.operation.HllOperation;
import dev.aerospikearrow.operation.ListOperation;
import dev.aerospikearrow.operation.ListOperation.SortFlag;
import dev.aerospikearrow.operation.MapOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is inside of bins, asked for by one call, without waiting, in a batch and by the official
 * client: all four have the same result and leave the same record behind.
 */
@ExtendWith(TestClusterExtension.class)
class ContentIT {
    private static final Duration INDEX_TIMEOUT = Duration.ofSeconds(30);
    private static final int WAYS = 4;

    private final TestCluster cluster;
    private final String set;
    private final List<String> differences = new ArrayList<>();
    private AerospikeClient ours;
    private com.aerospike.client.AerospikeClient theirs;

    ContentIT(TestCluster cluster) {
        this.cluster = cluster;
        set = cluster.uniqueSet();
    }

    @BeforeEach
    void connect() {
        String hosts = String.join(",", cluster.hosts());
        ours = AerospikeClient.connect(hosts);
        theirs = new com.aerospike.client.AerospikeClient(null, Host.parseHosts(hosts, 3000));
    }

    @AfterEach
    void close() {
        theirs.close();
        ours.close();
    }

    private Key key(int number) {
        return Key.of(cluster.namespace(), set, number);
    }

    private void start() {
        Map<String, Object> bins = new HashMap<>();
        bins.put("l", List.of(3, 1, 2, 1));
        bins.put("m", new TreeMap<>(Map.of("a", 1, "b", 5, "c", 3)));
        bins.put("deep", Map.of("list", List.of(1, List.of(2, 3)), "map", Map.of("x", 1)));
        bins.put("bits", new byte[] {0x55, (byte) 0xF0, 0, 0x7F, -1});
        bins.put("n", 2);
        for (int i = 0; i < WAYS; i++) {
            ours.delete(key(i));
            ours.put(key(i), bins);
            ours.operate(
                    key(i),
                    HllOperation.on("hll").add(List.of("ann", "bob", 3, 4.5), 8),
                    HllOperation.on("hmh").add(List.of("ann", "carl"), 6, 10));
        }
    }

    private void same(Operation... operations) {
        for (Operation operation : operations) {
            start();
            List<String> results =
                    List.of(
                            official(operation),
                            synchronous(operation),
                            asynchronous(operation),
                            batch(operation));
            if (results.stream().distinct().count() > 1) {
                differences.add(operation + ": " + results);
            }
            List<String> left = new ArrayList<>();
            for (int i = 0; i < WAYS; i++) {
                left.add(describe(new TreeMap<>(ours.get(key(i)).orElseThrow().bins())));
            }
            if (left.stream().distinct().count() > 1) {
                differences.add(operation + " leaves " + left);
            }
        }
        assertEquals(List.of(), differences);
    }

    private String official(Operation operation) {
        byte[] frame = new byte[operation.encodedLength()];
        operation.encodeTo(frame, 0);
        var type =
                Arrays.stream(com.aerospike.client.Operation.Type.values())
                        .filter(each -> each.protocolType == frame[4])
                        .findFirst()
                        .orElseThrow();
        String bin = operation.binName();
        byte[] value = Arrays.copyOfRange(frame, 8 + bin.length(), frame.length);
        try {
            var record =
                    theirs.operate(
                            null,
                            new com.aerospike.client.Key(cluster.namespace(), set, 0),
                            new com.aerospike.client.Operation(type, bin, Value.get(value)));
            return describe(record == null ? null : record.getValue(bin));
        } catch (AerospikeException e) {
            return "code " + e.getResultCode();
        }
    }

    private String synchronous(Operation operation) {
        try {
            return describe(ours.operate(key(1), operation).values().get(0));
        } catch (ServerException e) {
            return "code " + e.resultCode();
        }
    }

    private String asynchronous(Operation operation) {
        try {
            return describe(ours.async().operate(key(2), operation).join().values().get(0));
        } catch (CompletionException e) {
            return "code " + ((ServerException) e.getCause()).resultCode();
        }
    }

    private String batch(Operation operation) {
        BatchRow row =
                ours.batchOperate(
                                List.of(key(3), Key.of(cluster.namespace(), set, "none")),
                                operation)
                        .get(0);
        return row.isOk()
                ? describe(row.record().orElseThrow().bin(operation.binName()))
                : "code " + row.resultCode();
    }

    private static String describe(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Value.HLLValue sketch) {
            return describe(RawParticle.hll(sketch.getBytes()));
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(describe(key), describe(each)));
            return sorted.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ContentIT::describe).toList().toString();
        }
        return String.valueOf(value);
    }

    @Test
    void listsEndAsWithTheOfficialClient() {
        ListOperation list = ListOperation.on("l");
        ListOperation none = ListOperation.on("none");
        same(
                none.create(ListOperation.Order.ORDERED),
                none.create(ListOperation.Order.ORDERED_INDEXED),
                none.increment(0),
                none.increment(2, 5, ListOperation.Order.UNORDERED),
                none.sort(),
                list.setOrder(ListOperation.Order.ORDERED_INDEXED),
                list.increment(1, 2.5),
                list.increment(1, 7, ListOperation.Order.UNORDERED, ListOperation.Flag.ADD_UNIQUE),
                list.append(1, ListOperation.Order.UNORDERED, ListOperation.Flag.ADD_UNIQUE),
                list.insert(9, "x", ListOperation.Flag.INSERT_BOUNDED),
                list.popRange(2),
                list.removeRange(1),
                list.removeByIndexRange(2, ReturnType.VALUE),
                list.removeByRankRange(1, ReturnType.VALUE),
                list.removeByValueRelativeRankRange(2, 0, ReturnType.VALUE),
                list.removeByValueRelativeRankRange(2, -1, 2, ReturnType.COUNT),
                list.removeByValueInterval(null, 2, ReturnType.INDEX),
                list.sort(SortFlag.DESCENDING),
                list.sort(SortFlag.DROP_DUPLICATES),
                list.sort(SortFlag.values()),
                list.getByValueRelativeRankRange(2, -1, ReturnType.EXISTS),
                list.get(17));
    }

    @Test
    void mapsEndAsWithTheOfficialClient() {
        MapOperation map = MapOperation.on("m");
        MapOperation none = MapOperation.on("none");
        same(
                none.create(MapOperation.Order.KEY_VALUE_ORDERED_INDEXED),
                none.decrement("a", 5),
                none.increment("a", 2.5, MapOperation.Order.KEY_ORDERED),
                map.decrement("b", 7),
                map.setOrder(MapOperation.Order.KEY_ORDERED_INDEXED),
                map.put("a", 9, MapOperation.Order.KEY_ORDERED, MapOperation.Flag.CREATE_ONLY),
                map.put("z", 9, MapOperation.Order.KEY_ORDERED, MapOperation.Flag.UPDATE_ONLY),
                map.removeByKeyRelativeIndexRange("b", 0, ReturnType.KEY),
                map.removeByKeyRelativeIndexRange("b", -1, 1, ReturnType.VALUE),
                map.removeByValueRelativeRankRange(3, 0, ReturnType.KEY),
                map.removeByValueRelativeRankRange(3, -1, 1, ReturnType.ORDERED_MAP),
                map.removeByValueList(List.of(1, 3), ReturnType.COUNT),
                map.removeByIndexRange(1, ReturnType.KEY),
                map.removeByRankRange(-1, ReturnType.KEY),
                map.getByKeyInterval("b", null, ReturnType.EXISTS),
                map.getByKey("nowhere", ReturnType.VALUE));
    }

    @Test
    void pathsMakeWhatIsMissingAsWithTheOfficialClient() {
        CollectionPath root = CollectionPath.root();
        CollectionPath made =
                root.mapKeyCreate("new", MapOperation.Order.KEY_ORDERED)
                        .mapKeyCreate("inner", MapOperation.Order.KEY_VALUE_ORDERED);
        same(
                ListOperation.on("deep", made).append(1),
                ListOperation.on("none", made).append(1, ListOperation.Order.ORDERED),
                MapOperation.on("none", made).put("k", 1),
                ListOperation.on("none", root.listIndexCreatePadded(2)).append("x"),
                ListOperation.on("none", root.listIndexCreate(0, ListOperation.Order.ORDERED))
                        .append("x"),
                ListOperation.on("l", root.listIndexCreatePadded(6)).append("x"),
                ListOperation.on("l", root.listIndexCreate(6, ListOperation.Order.UNORDERED))
                        .append("x"),
                ListOperation.on("deep", root.mapKey("new")).create(ListOperation.Order.ORDERED),
                ListOperation.on("deep", root.mapKey("list").listIndex(4)).createPadded(),
                MapOperation.on("deep", root.mapKey("list").listIndex(2))
                        .create(MapOperation.Order.KEY_ORDERED),
                MapOperation.on("deep", root.mapKey("map").mapKey("y"))
                        .create(MapOperation.Order.KEY_ORDERED),
                ListOperation.on("deep", root.mapKey("list").listIndex(-1)).popRange(0),
                ListOperation.on("deep", root.mapKey("nowhere")).append(1),
                MapOperation.on("deep", root.mapKey("map")).getByIndex(0, ReturnType.KEY));
    }

    @Test
    void bitsEndAsWithTheOfficialClient() {
        BitOperation bits = BitOperation.on("bits");
        BitOperation partial = BitOperation.on("bits", BitOperation.Flag.PARTIAL);
        BitOperation quiet = BitOperation.on("bits", BitOperation.Flag.NO_FAIL);
        byte[] ones = {-1, -1};
        same(
                bits.resize(8),
                bits.resize(8, ResizeFlag.FROM_FRONT, ResizeFlag.GROW_ONLY),
                bits.resize(2, ResizeFlag.GROW_ONLY),
                bits.resize(2, ResizeFlag.FROM_FRONT, ResizeFlag.SHRINK_ONLY),
                bits.insert(1, ones),
                bits.insert(-1, ones),
                bits.remove(1, 2),
                bits.remove(4, 2),
                partial.remove(4, 2),
                bits.set(3, 10, ones),
                bits.or(3, 10, ones),
                bits.xor(3, 10, ones),
                bits.and(3, 10, ones),
                bits.not(-9, 7),
                bits.shiftLeft(4, 20, 5),
                bits.shiftRight(4, 20, 5),
                bits.add(8, 8, 20, Sign.UNSIGNED, Overflow.FAIL),
                bits.add(8, 8, 20, Sign.UNSIGNED, Overflow.WRAP),
                bits.add(24, 8, 2, Sign.SIGNED, Overflow.SATURATE),
                bits.subtract(16, 8, 2, Sign.UNSIGNED, Overflow.SATURATE),
                bits.subtract(16, 8, 2, Sign.SIGNED, Overflow.FAIL),
                bits.setInt(5, 17, 70_000),
                bits.setInt(39, 17, 70_000),
                quiet.setInt(39, 17, 70_000),
                bits.get(3, 11),
                bits.count(3, 30),
                bits.scanFromLeft(3, 30, false),
                bits.scanFromRight(3, 30, true),
                bits.getInt(9, 7, Sign.SIGNED),
                bits.getInt(9, 7, Sign.UNSIGNED),
                bits.getInt(39, 7, Sign.UNSIGNED),
                BitOperation.on("none").resize(3),
                BitOperation.on("none").insert(2, ones),
                BitOperation.on("none").not(0, 1),
                BitOperation.on("none").count(0, 1),
                BitOperation.on("bits", BitOperation.Flag.CREATE_ONLY).resize(9),
                BitOperation.on("n").count(0, 1));
    }

    @Test
    void sketchesEndAsWithTheOfficialClient() {
        start();
        List<RawParticle> one = List.of((RawParticle) bin("hll"));
        List<RawParticle> hashed = List.of((RawParticle) bin("hmh"));
        HllOperation sketch = HllOperation.on("hll");
        HllOperation other = HllOperation.on("hmh");
        HllOperation none = HllOperation.on("none");
        HllOperation folding = HllOperation.on("hll", HllOperation.Flag.ALLOW_FOLD);
        same(
                sketch.init(10),
                sketch.init(10, 12),
                none.init(3),
                none.add(List.of("x")),
                none.add(List.of("x", "y", new byte[] {1, 2}), 5),
                none.add(List.of("x", "y"), 5, 8),
                sketch.add(List.of("ann", "dora", 5)),
                HllOperation.on("hll", HllOperation.Flag.CREATE_ONLY).add(List.of("x"), 8),
                none.setUnion(one),
                sketch.setUnion(hashed),
                folding.setUnion(hashed),
                sketch.refreshCount(),
                sketch.fold(4),
                other.fold(4),
                none.fold(4),
                sketch.getCount(),
                other.getCount(),
                sketch.getUnion(hashed),
                sketch.getUnionCount(hashed),
                sketch.getIntersectCount(hashed),
                other.getIntersectCount(hashed),
                sketch.getSimilarity(hashed),
                other.getSimilarity(hashed),
                sketch.describe(),
                other.describe(),
                none.getCount(),
                HllOperation.on("n").getCount());
        assertEquals(4L, ours.operate(key(0), sketch.getCount()).values().get(0));
    }

    private Object bin(String name) {
        return ours.get(key(0)).orElseThrow().bin(name);
    }

    @Test
    void expressionsThatModifyEndAsWithTheOfficialClient() {
        ListExpression list = ListExpression.of(listBin("l"));
        MapExpression map = MapExpression.of(mapBin("m"));
        BitExpression bits = BitExpression.of(blobBin("bits"));
        HllExpression sketch = HllExpression.of(hllBin("hll"));
        ListExpression deep =
                ListExpression.of(
                        mapBin("deep"), CollectionPath.root().mapKey("list").listIndex(1));
        for (var expression :
                List.of(
                        list.append(intBin("n")),
                        list.sort(),
                        list.insert(intBin("n"), literal("x")),
                        list.increment(literal(0), intBin("n")),
                        list.removeByValue(intBin("n"), ReturnType.NONE),
                        ListExpression.of(list.removeByRank(literal(-1), ReturnType.NONE)).size(),
                        deep.appendItems(literal(List.of(7, 8))),
                        map.put(literal("z"), intBin("n")),
                        map.putItems(literal(new TreeMap<>(Map.of("q", 1)))),
                        map.removeByKeyInterval(literal("b"), null, ReturnType.NONE),
                        map.decrement(literal("a"), intBin("n")),
                        map.clear(),
                        bits.set(intBin("n"), literal(3), literal(new byte[] {0})),
                        bits.count(literal(0), literal(40)),
                        bits.scanFromLeft(intBin("n"), literal(30), literal(true)),
                        sketch.add(literal(List.of("zoe"))),
                        sketch.getCount(),
                        sketch.getUnionCount(hllBin("hmh")),
                        sketch.describe(),
                        sketch.mayContain(literal(List.of("ann"))))) {
            same(
                    ExpressionOperation.read("r", expression),
                    ExpressionOperation.write("w", expression));
        }
    }

    @Test
    void whatIsInsideOfBinsFiltersRecords() {
        start();
        var filter =
                greater(
                        BitExpression.of(blobBin("bits")).count(literal(0), literal(8)),
                        literal(3));
        QuerySpec spec = QuerySpec.of(SetName.of(cluster.namespace(), set)).withFilter(filter);
        List<Object> found = new ArrayList<>();
        try (RecordStream records = ours.query(spec, "n")) {
            records.forEach(each -> found.add(each.record().bin("n")));
        }
        assertEquals(Collections.nCopies(WAYS, 2L), found);
    }

    @Test
    void indexesInsideOfBinsAreQueriedInEachForm() {
        SetName name = SetName.of(cluster.namespace(), set);
        for (int i = 0; i < 20; i++) {
            ours.put(
                    key(i),
                    Bin.of("i", i),
                    Bin.of("deep", Map.of("tags", List.of(i, "t" + i), "m", Map.of("k" + i, i))));
        }
        CollectionPath tags = CollectionPath.root().mapKey("tags");
        CollectionPath map = CollectionPath.root().mapKey("m");
        query(
                name,
                "_l",
                IndexDefinition.Type.STRING,
                IndexRange.equal("deep", "t7").in(IndexRange.Collection.LIST_ELEMENTS).at(tags));
        query(
                name,
                "_k",
                IndexDefinition.Type.STRING,
                IndexRange.equal("deep", "k7").in(IndexRange.Collection.MAP_KEYS).at(map));
        query(
                name,
                "_v",
                IndexDefinition.Type.NUMERIC,
                IndexRange.between("deep", 7, 7).in(IndexRange.Collection.MAP_VALUES).at(map));
        query(
                name,
                "_r",
                IndexDefinition.Type.NUMERIC,
                IndexRange.between("deep", 7, 7).at(tags.listRank(0)));
    }

    private void query(SetName name, String ending, IndexDefinition.Type type, IndexRange range) {
        String index = set + ending;
        ours.createIndex(
                IndexDefinition.of(name, index, range.binName(), type)
                        .in(range.collection())
                        .at(range.context()),
                INDEX_TIMEOUT);
        List<Object> found = new ArrayList<>();
        try (RecordStream records = ours.query(QuerySpec.of(name).withIndexRange(range), "i")) {
            records.forEach(each -> found.add(each.record().bin("i")));
            assertEquals(List.of(7L), found, range.toString());
        } finally {
            ours.dropIndex(cluster.namespace(), index, INDEX_TIMEOUT);
        }
    }
}
