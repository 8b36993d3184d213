package dev.aerospikearrow.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.Value;
import com.aerospike.client.cdt.CTX;
import com.aerospike.client.cdt.ListPolicy;
import com.aerospike.client.cdt.MapPolicy;
import com.aerospike.client.cdt.MapWriteMode;
import com.aerospike.client.exp.Exp;
import com.aerospike.client.exp.ExpOperation;
import dev.aerospikearrow.data.ArgumentMark;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ours and the official client's list, map and expression operations are the same bytes. */
class CollectionOperationTest {
    private static final String BIN = "bin";
    private static final Value A = Value.get("a");
    private static final Value FIVE = Value.get(5);
    private static final CTX[] ROOT = {};
    private static final List<ReturnType> RETURN_TYPES =
            List.of(
                    ReturnType.NONE,
                    ReturnType.INDEX,
                    ReturnType.REVERSE_INDEX,
                    ReturnType.RANK,
                    ReturnType.REVERSE_RANK,
                    ReturnType.COUNT,
                    ReturnType.KEY,
                    ReturnType.VALUE,
                    ReturnType.KEY_VALUE,
                    ReturnType.EXISTS,
                    ReturnType.UNORDERED_MAP,
                    ReturnType.ORDERED_MAP,
                    ReturnType.VALUE.inverted(),
                    ReturnType.COUNT.inverted());

    private static void same(com.aerospike.client.Operation theirs, Operation ours) {
        byte[] frame = new byte[ours.encodedLength()];
        assertEquals(frame.length, ours.encodeTo(frame, 0));
        byte[] value = (byte[]) theirs.value.getObject();
        assertEquals(
                Bytes.hex(value),
                Bytes.hex(Arrays.copyOfRange(frame, 8 + ours.binName().length(), frame.length)),
                ours + " " + theirs.type);
        assertEquals(theirs.type.protocolType, frame[4]);
        assertEquals(theirs.type.isWrite, ours.writes());
        assertEquals(theirs.binName, ours.binName());
        assertEquals(4, frame[5], "the particle type of packed operations is blob");
    }

    private static List<Value> values(Object... values) {
        return Arrays.stream(values).map(Value::get).toList();
    }

    @Test
    void readsOfListsPackAsTheOfficialClientDoes() {
        same(com.aerospike.client.cdt.ListOperation.size(BIN), ListOperation.size(BIN));
        same(com.aerospike.client.cdt.ListOperation.get(BIN, -1), ListOperation.get(BIN, -1));
        same(
                com.aerospike.client.cdt.ListOperation.getRange(BIN, 300),
                ListOperation.getRange(BIN, 300));
        same(
                com.aerospike.client.cdt.ListOperation.getRange(BIN, 1, 2),
                ListOperation.getRange(BIN, 1, 2));
        for (ReturnType type : RETURN_TYPES) {
            int code = type.code();
            same(
                    com.aerospike.client.cdt.ListOperation.getByIndex(BIN, 1, code),
                    ListOperation.getByIndex(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByIndexRange(BIN, 1, code),
                    ListOperation.getByIndexRange(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByIndexRange(BIN, 1, 2, code),
                    ListOperation.getByIndexRange(BIN, 1, 2, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByRank(BIN, 1, code),
                    ListOperation.getByRank(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByRankRange(BIN, 1, code),
                    ListOperation.getByRankRange(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByRankRange(BIN, 1, 2, code),
                    ListOperation.getByRankRange(BIN, 1, 2, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByValue(BIN, A, code),
                    ListOperation.getByValue(BIN, "a", type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByValueList(
                            BIN, values("a", 5, 1.5), code),
                    ListOperation.getByValueList(BIN, List.of("a", 5, 1.5), type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByValueRange(BIN, A, FIVE, code),
                    ListOperation.getByValueInterval(BIN, "a", 5, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByValueRange(BIN, null, FIVE, code),
                    ListOperation.getByValueInterval(BIN, null, 5, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByValueRange(BIN, A, null, code),
                    ListOperation.getByValueInterval(BIN, "a", null, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByValueRelativeRankRange(
                            BIN, A, -1, code),
                    ListOperation.getByValueRelativeRankRange(BIN, "a", -1, type));
            same(
                    com.aerospike.client.cdt.ListOperation.getByValueRelativeRankRange(
                            BIN, A, -1, 2, code),
                    ListOperation.getByValueRelativeRankRange(BIN, "a", -1, 2, type));
        }
        same(
                com.aerospike.client.cdt.ListOperation.getByValueRange(
                        BIN,
                        Value.get(Arrays.asList(1, null)),
                        Value.get(Arrays.asList(Value.get(1), Value.INFINITY)),
                        7),
                ListOperation.getByValueInterval(
                        BIN,
                        Arrays.asList(1, null),
                        List.of(1, ArgumentMark.INFINITY),
                        ReturnType.VALUE));
        same(
                com.aerospike.client.cdt.ListOperation.getByValue(
                        BIN, Value.get(List.of(Value.get(1), Value.WILDCARD)), 7),
                ListOperation.getByValue(BIN, List.of(1, ArgumentMark.WILDCARD), ReturnType.VALUE));
    }

    @Test
    void readsOfMapsPackAsTheOfficialClientDoes() {
        same(com.aerospike.client.cdt.MapOperation.size(BIN), MapOperation.size(BIN));
        for (ReturnType type : RETURN_TYPES) {
            int code = type.code();
            same(
                    com.aerospike.client.cdt.MapOperation.getByKey(BIN, A, code),
                    MapOperation.getByKey(BIN, "a", type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByKeyList(BIN, values("a", 5), code),
                    MapOperation.getByKeyList(BIN, List.of("a", 5), type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByKeyRange(BIN, A, FIVE, code),
                    MapOperation.getByKeyInterval(BIN, "a", 5, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByKeyRange(BIN, null, null, code),
                    MapOperation.getByKeyInterval(BIN, null, null, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByKeyRelativeIndexRange(
                            BIN, A, 1, code),
                    MapOperation.getByKeyRelativeIndexRange(BIN, "a", 1, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByKeyRelativeIndexRange(
                            BIN, A, 1, 2, code),
                    MapOperation.getByKeyRelativeIndexRange(BIN, "a", 1, 2, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByIndex(BIN, 1, code),
                    MapOperation.getByIndex(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByIndexRange(BIN, 1, code),
                    MapOperation.getByIndexRange(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByIndexRange(BIN, 1, 2, code),
                    MapOperation.getByIndexRange(BIN, 1, 2, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByRank(BIN, 1, code),
                    MapOperation.getByRank(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByRankRange(BIN, 1, code),
                    MapOperation.getByRankRange(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByRankRange(BIN, 1, 2, code),
                    MapOperation.getByRankRange(BIN, 1, 2, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByValue(BIN, A, code),
                    MapOperation.getByValue(BIN, "a", type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByValueList(BIN, values("a", 5), code),
                    MapOperation.getByValueList(BIN, List.of("a", 5), type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByValueRange(BIN, A, FIVE, code),
                    MapOperation.getByValueInterval(BIN, "a", 5, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByValueRange(BIN, A, null, code),
                    MapOperation.getByValueInterval(BIN, "a", null, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByValueRelativeRankRange(
                            BIN, A, 1, code),
                    MapOperation.getByValueRelativeRankRange(BIN, "a", 1, type));
            same(
                    com.aerospike.client.cdt.MapOperation.getByValueRelativeRankRange(
                            BIN, A, 1, 2, code),
                    MapOperation.getByValueRelativeRankRange(BIN, "a", 1, 2, type));
        }
    }

    @Test
    void modificationsOfListsPackAsTheOfficialClientDoes() {
        ListPolicy ordered = new ListPolicy(com.aerospike.client.cdt.ListOrder.ORDERED, 1 | 4);
        same(com.aerospike.client.cdt.ListOperation.append(BIN, A), ListOperation.append(BIN, "a"));
        same(
                com.aerospike.client.cdt.ListOperation.append(ordered, BIN, A),
                ListOperation.append(
                        BIN,
                        "a",
                        ListOperation.Order.ORDERED,
                        ListOperation.Flag.ADD_UNIQUE,
                        ListOperation.Flag.NO_FAIL));
        same(
                com.aerospike.client.cdt.ListOperation.append(BIN, Value.getAsNull()),
                ListOperation.append(BIN, null));
        same(
                com.aerospike.client.cdt.ListOperation.appendItems(BIN, values("a", 5)),
                ListOperation.appendItems(BIN, List.of("a", 5)));
        same(
                com.aerospike.client.cdt.ListOperation.appendItems(ordered, BIN, values("a", 5)),
                ListOperation.appendItems(
                        BIN,
                        List.of("a", 5),
                        ListOperation.Order.ORDERED,
                        ListOperation.Flag.NO_FAIL,
                        ListOperation.Flag.ADD_UNIQUE));
        same(
                com.aerospike.client.cdt.ListOperation.insert(BIN, 1, A),
                ListOperation.insert(BIN, 1, "a"));
        ListPolicy bounded = new ListPolicy(com.aerospike.client.cdt.ListOrder.UNORDERED, 2 | 8);
        same(
                com.aerospike.client.cdt.ListOperation.insert(bounded, BIN, 1, A),
                ListOperation.insert(
                        BIN,
                        1,
                        "a",
                        ListOperation.Flag.INSERT_BOUNDED,
                        ListOperation.Flag.PARTIAL));
        same(
                com.aerospike.client.cdt.ListOperation.insertItems(BIN, 1, values(1, 2)),
                ListOperation.insertItems(BIN, 1, List.of(1, 2)));
        same(
                com.aerospike.client.cdt.ListOperation.insertItems(bounded, BIN, 1, values(1, 2)),
                ListOperation.insertItems(
                        BIN,
                        1,
                        List.of(1, 2),
                        ListOperation.Flag.INSERT_BOUNDED,
                        ListOperation.Flag.PARTIAL));
        same(com.aerospike.client.cdt.ListOperation.set(BIN, 1, A), ListOperation.set(BIN, 1, "a"));
        same(
                com.aerospike.client.cdt.ListOperation.set(bounded, BIN, 1, A),
                ListOperation.set(
                        BIN,
                        1,
                        "a",
                        ListOperation.Flag.INSERT_BOUNDED,
                        ListOperation.Flag.PARTIAL));
        same(
                com.aerospike.client.cdt.ListOperation.increment(BIN, 1, FIVE),
                ListOperation.increment(BIN, 1, 5));
        same(com.aerospike.client.cdt.ListOperation.pop(BIN, 1), ListOperation.pop(BIN, 1));
        same(
                com.aerospike.client.cdt.ListOperation.popRange(BIN, 1, 2),
                ListOperation.popRange(BIN, 1, 2));
        same(com.aerospike.client.cdt.ListOperation.remove(BIN, 1), ListOperation.remove(BIN, 1));
        same(
                com.aerospike.client.cdt.ListOperation.removeRange(BIN, 1, 2),
                ListOperation.removeRange(BIN, 1, 2));
        same(com.aerospike.client.cdt.ListOperation.trim(BIN, 1, 2), ListOperation.trim(BIN, 1, 2));
        same(com.aerospike.client.cdt.ListOperation.clear(BIN), ListOperation.clear(BIN));
        same(com.aerospike.client.cdt.ListOperation.sort(BIN, 0), ListOperation.sort(BIN));
        same(
                com.aerospike.client.cdt.ListOperation.setOrder(
                        BIN, com.aerospike.client.cdt.ListOrder.ORDERED),
                ListOperation.setOrder(BIN, ListOperation.Order.ORDERED));
        for (ReturnType type : RETURN_TYPES) {
            int code = type.code();
            same(
                    com.aerospike.client.cdt.ListOperation.removeByIndex(BIN, 1, code),
                    ListOperation.removeByIndex(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.ListOperation.removeByIndexRange(BIN, 1, 2, code),
                    ListOperation.removeByIndexRange(BIN, 1, 2, type));
            same(
                    com.aerospike.client.cdt.ListOperation.removeByRank(BIN, 1, code),
                    ListOperation.removeByRank(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.ListOperation.removeByRankRange(BIN, 1, 2, code),
                    ListOperation.removeByRankRange(BIN, 1, 2, type));
            same(
                    com.aerospike.client.cdt.ListOperation.removeByValue(BIN, A, code),
                    ListOperation.removeByValue(BIN, "a", type));
            same(
                    com.aerospike.client.cdt.ListOperation.removeByValueList(
                            BIN, values("a"), code),
                    ListOperation.removeByValueList(BIN, List.of("a"), type));
            same(
                    com.aerospike.client.cdt.ListOperation.removeByValueRange(BIN, A, FIVE, code),
                    ListOperation.removeByValueInterval(BIN, "a", 5, type));
            same(
                    com.aerospike.client.cdt.ListOperation.removeByValueRange(
                            BIN, null, null, code),
                    ListOperation.removeByValueInterval(BIN, null, null, type));
        }
    }

    @Test
    void modificationsOfMapsPackAsTheOfficialClientDoes() {
        MapPolicy plain = MapPolicy.Default;
        same(
                com.aerospike.client.cdt.MapOperation.put(plain, BIN, A, FIVE),
                MapOperation.put(BIN, "a", 5));
        MapPolicy ordered =
                new MapPolicy(
                        com.aerospike.client.cdt.MapOrder.KEY_VALUE_ORDERED, MapWriteMode.UPDATE);
        same(
                com.aerospike.client.cdt.MapOperation.put(ordered, BIN, A, FIVE),
                MapOperation.put(BIN, "a", 5, MapOperation.Order.KEY_VALUE_ORDERED));
        MapPolicy flags = new MapPolicy(com.aerospike.client.cdt.MapOrder.KEY_ORDERED, 1 | 4 | 8);
        same(
                com.aerospike.client.cdt.MapOperation.put(flags, BIN, A, FIVE),
                MapOperation.put(
                        BIN,
                        "a",
                        5,
                        MapOperation.Order.KEY_ORDERED,
                        MapOperation.Flag.CREATE_ONLY,
                        MapOperation.Flag.NO_FAIL,
                        MapOperation.Flag.PARTIAL));
        same(
                com.aerospike.client.cdt.MapOperation.put(
                        new MapPolicy(com.aerospike.client.cdt.MapOrder.UNORDERED, 2),
                        BIN,
                        A,
                        FIVE),
                MapOperation.put(
                        BIN, "a", 5, MapOperation.Order.UNORDERED, MapOperation.Flag.UPDATE_ONLY));
        same(
                com.aerospike.client.cdt.MapOperation.putItems(plain, BIN, Map.of(A, FIVE)),
                MapOperation.putItems(BIN, Map.of("a", 5)));
        same(
                com.aerospike.client.cdt.MapOperation.putItems(flags, BIN, Map.of(A, FIVE)),
                MapOperation.putItems(
                        BIN,
                        Map.of("a", 5),
                        MapOperation.Order.KEY_ORDERED,
                        MapOperation.Flag.CREATE_ONLY,
                        MapOperation.Flag.NO_FAIL,
                        MapOperation.Flag.PARTIAL));
        same(
                com.aerospike.client.cdt.MapOperation.put(
                        plain, BIN, A, Value.get(new TreeMap<>(Map.of("y", 1, "x", 2)))),
                MapOperation.put(BIN, "a", new TreeMap<>(Map.of("y", 1, "x", 2))));
        same(
                com.aerospike.client.cdt.MapOperation.increment(plain, BIN, A, FIVE),
                MapOperation.increment(BIN, "a", 5));
        same(
                com.aerospike.client.cdt.MapOperation.increment(plain, BIN, A, Value.get(0.5)),
                MapOperation.increment(BIN, "a", 0.5));
        same(com.aerospike.client.cdt.MapOperation.clear(BIN), MapOperation.clear(BIN));
        same(
                com.aerospike.client.cdt.MapOperation.setMapPolicy(ordered, BIN),
                MapOperation.setOrder(BIN, MapOperation.Order.KEY_VALUE_ORDERED));
        for (ReturnType type : RETURN_TYPES) {
            int code = type.code();
            same(
                    com.aerospike.client.cdt.MapOperation.removeByKey(BIN, A, code),
                    MapOperation.removeByKey(BIN, "a", type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByKeyList(BIN, values("a"), code),
                    MapOperation.removeByKeyList(BIN, List.of("a"), type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByKeyRange(BIN, A, null, code),
                    MapOperation.removeByKeyInterval(BIN, "a", null, type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByKeyRange(BIN, null, FIVE, code),
                    MapOperation.removeByKeyInterval(BIN, null, 5, type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByIndex(BIN, 1, code),
                    MapOperation.removeByIndex(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByIndexRange(BIN, 1, 2, code),
                    MapOperation.removeByIndexRange(BIN, 1, 2, type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByRank(BIN, 1, code),
                    MapOperation.removeByRank(BIN, 1, type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByRankRange(BIN, 1, 2, code),
                    MapOperation.removeByRankRange(BIN, 1, 2, type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByValue(BIN, A, code),
                    MapOperation.removeByValue(BIN, "a", type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByValueRange(BIN, A, FIVE, code),
                    MapOperation.removeByValueInterval(BIN, "a", 5, type));
            same(
                    com.aerospike.client.cdt.MapOperation.removeByValueRange(BIN, A, null, code),
                    MapOperation.removeByValueInterval(BIN, "a", null, type));
        }
    }

    @Test
    void pathsLeadToNestedListsAndMapsAsTheOfficialClientsContextDoes() {
        CollectionPath path =
                CollectionPath.root()
                        .listIndex(-1)
                        .listRank(2)
                        .listValue("a")
                        .mapIndex(0)
                        .mapRank(-1)
                        .mapKey(5)
                        .mapValue(List.of(1));
        CTX[] context = {
            CTX.listIndex(-1),
            CTX.listRank(2),
            CTX.listValue(A),
            CTX.mapIndex(0),
            CTX.mapRank(-1),
            CTX.mapKey(FIVE),
            CTX.mapValue(Value.get(List.of(1)))
        };
        assertEquals(Bytes.hex(CTX.toBytes(context)), Bytes.hex(path.packed()));
        assertEquals(path, CollectionPath.unpack(CTX.toBytes(context)));
        assertEquals(path.toString(), CollectionPath.unpack(path.packed()).toString());
        same(
                com.aerospike.client.cdt.ListOperation.size(BIN, context),
                ListOperation.size(BIN).within(path));
        same(
                com.aerospike.client.cdt.ListOperation.append(BIN, A, context),
                ListOperation.append(BIN, "a").within(path));
        same(
                com.aerospike.client.cdt.ListOperation.getByValueRange(BIN, A, FIVE, 7, context),
                ListOperation.getByValueInterval(BIN, "a", 5, ReturnType.VALUE).within(path));
        same(
                com.aerospike.client.cdt.MapOperation.getByKey(BIN, A, 7, context),
                MapOperation.getByKey(BIN, "a", ReturnType.VALUE).within(path));
        same(
                com.aerospike.client.cdt.MapOperation.put(MapPolicy.Default, BIN, A, FIVE, context),
                MapOperation.put(BIN, "a", 5).within(path));
        same(
                com.aerospike.client.cdt.MapOperation.size(BIN, ROOT),
                MapOperation.size(BIN).within(CollectionPath.root()));
        assertEquals(
                "listIndex(-1).mapKey(k)",
                CollectionPath.root().listIndex(-1).mapKey("k").toString());
    }

    @Test
    void onlyListAndMapOperationsHaveAPath() {
        CollectionPath path = CollectionPath.root().listIndex(0);
        assertThrows(IllegalArgumentException.class, () -> Operation.get(BIN).within(path));
        assertThrows(IllegalArgumentException.class, () -> Operation.put(BIN, 1).within(path));
    }

    @Test
    void expressionOperationsPackAsTheOfficialClientDoes() {
        com.aerospike.client.exp.Expression theirs =
                Exp.build(Exp.add(Exp.intBin("i"), Exp.val(1)));
        var ours = Expressions.add(Expressions.intBin("i"), Expressions.literal(1));
        same(ExpOperation.read(BIN, theirs, 0), ExpressionOperation.read(BIN, ours));
        same(
                ExpOperation.read(BIN, theirs, 16),
                ExpressionOperation.read(BIN, ours, ExpressionOperation.Flag.NO_FAIL_ON_UNKNOWN));
        same(
                ExpOperation.write(BIN, theirs, 1 | 2 | 4 | 8 | 16),
                ExpressionOperation.write(BIN, ours, ExpressionOperation.Flag.values()));
    }

    @Test
    void invertingTwiceIsNoInversion() {
        assertEquals(ReturnType.VALUE, ReturnType.VALUE.inverted().inverted());
        assertNotEquals(ReturnType.VALUE, ReturnType.VALUE.inverted());
        assertTrue(ReturnType.VALUE.inverted().isInverted());
        assertFalse(ReturnType.VALUE.isInverted());
        assertEquals("INVERTED VALUE", ReturnType.VALUE.inverted().toString());
        assertEquals("VALUE", ReturnType.VALUE.inverted().inverted().toString());
    }

    @Test
    void aPathWithUnknownStepsIsRefused() {
        byte[] packed = CollectionPath.root().mapKey("a").packed();
        packed[1] = 0x7E;
        assertThrows(IllegalArgumentException.class, () -> CollectionPath.unpack(packed));
        byte[] halfAStep = {(byte) 0x91, 0x22};
        assertThrows(MalformedReplyException.class, () -> CollectionPath.unpack(halfAStep));
        byte[] longerThanNeeded = {(byte) 0x92, 0x10, (byte) 0xCC, 0x01};
        assertThrows(IllegalArgumentException.class, () -> CollectionPath.unpack(longerThanNeeded));
    }
}
