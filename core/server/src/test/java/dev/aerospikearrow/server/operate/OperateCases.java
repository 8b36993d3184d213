package dev.aerospikearrow.server.operate;

import com.aerospike.client.Bin;
import com.aerospike.client.Operation;
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
import com.aerospike.client.exp.Exp;
import com.aerospike.client.exp.ExpOperation;
import com.aerospike.client.exp.ExpReadFlags;
import com.aerospike.client.exp.ExpWriteFlags;
import com.aerospike.client.exp.Expression;
import com.aerospike.client.operation.HLLOperation;
import com.aerospike.client.operation.HLLPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Commands of one to four operations, made by the official client, and the record that each of them
 * meets. The order of everything here is part of the recording.
 */
final class OperateCases {
    /**
     * One command.
     *
     * @param names the names of its operations
     * @param operations what they are
     * @param start which record it meets
     * @param answers which operations are to be answered
     */
    record Case(List<String> names, List<Operation> operations, Start start, Answers answers) {
        /** Operations of {@link #OPERATIONS}. */
        static Case of(List<String> names, Start start, Answers answers) {
            return new Case(names, names.stream().map(OPERATIONS::get).toList(), start, answers);
        }

        /** The case as a line of the recording begins. */
        String text() {
            return start.name() + ' ' + answers.name() + ' ' + String.join(", ", names);
        }
    }

    enum Start {
        /** The record of {@link #START}. */
        RECORD,
        /** No record. */
        NOTHING
    }

    enum Answers {
        /** Of those that have something to tell. */
        SOME,
        /** Of all. */
        ALL
    }

    private static final int LISTS_OF_FOUR = 276;
    private static final long SEED = 20_100_101;

    /** The bins that there are before. */
    static final List<Operation> START =
            List.of(
                    Operation.put(new Bin("i", 5)),
                    Operation.put(new Bin("d", 2.5)),
                    Operation.put(new Bin("s", "abc")),
                    Operation.put(new Bin("b", new byte[] {1, 2})),
                    Operation.put(new Bin("t", true)),
                    Operation.put(new Bin("l", List.of(3, 1, 2, List.of(7, 8)))),
                    ListOperation.appendItems(
                            new ListPolicy(ListOrder.ORDERED, ListWriteFlags.DEFAULT),
                            "o",
                            List.of(Value.get(4), Value.get(9), Value.get("x"))),
                    MapOperation.putItems(
                            new MapPolicy(),
                            "m",
                            Map.of(Value.get("a"), Value.get(1), Value.get("b"), Value.get(2))),
                    MapOperation.putItems(
                            new MapPolicy(MapOrder.KEY_ORDERED, 0),
                            "k",
                            Map.of(Value.get(1), Value.get("one"), Value.get(2), Value.get(2))),
                    Operation.put(
                            new Bin(
                                    "bits",
                                    new byte[] {
                                        0x55,
                                        (byte) 0xF0,
                                        0,
                                        0,
                                        0x7F,
                                        -1,
                                        -128,
                                        1,
                                        0x33,
                                        -1,
                                        0x0F,
                                        -4,
                                        0x40
                                    })),
                    Operation.put(
                            new Bin(
                                    "deep",
                                    Map.of(
                                            "a",
                                            1,
                                            "list",
                                            List.of(3, 1, List.of(5), Map.of("x", 1)),
                                            "map",
                                            Map.of("a", 1, "list", List.of(2, 1), 1, 2)))),
                    HLLOperation.add(HLLPolicy.Default, "hll", users(0, 200), 8),
                    HLLOperation.add(HLLPolicy.Default, "hmh", users(100, 220), 6, 10));

    /** All operations by name. */
    static final Map<String, Operation> OPERATIONS = operations();

    private OperateCases() {}

    private static List<Value> users(int begin, int end) {
        List<Value> users = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            users.add(Value.get("user" + i));
        }
        return users;
    }

    private static Map<String, Operation> operations() {
        Map<String, Operation> table = new LinkedHashMap<>();
        addPlain(table);
        addLists(table);
        addMaps(table);
        addExpressions(table);
        return table;
    }

    private static void addPlain(Map<String, Operation> table) {
        table.put("get all", Operation.get());
        table.put("get i", Operation.get("i"));
        table.put("get s", Operation.get("s"));
        table.put("get l", Operation.get("l"));
        table.put("get none", Operation.get("none"));
        table.put("put i", Operation.put(new Bin("i", 6)));
        table.put("put s", Operation.put(new Bin("s", "xyz")));
        table.put("put none", Operation.put(new Bin("none", 1)));
        table.put("put i as text", Operation.put(new Bin("i", "six")));
        table.put("put l nil", Operation.put(Bin.asNull("l")));
        table.put("put none nil", Operation.put(Bin.asNull("none")));
        table.put("add i", Operation.add(new Bin("i", 10)));
        table.put("add d", Operation.add(new Bin("d", 0.5)));
        table.put("add double to i", Operation.add(new Bin("i", 0.5)));
        table.put("add text to i", Operation.add(new Bin("i", "1")));
        table.put("add to s", Operation.add(new Bin("s", 1)));
        table.put("add to l", Operation.add(new Bin("l", 1)));
        table.put("add none", Operation.add(new Bin("none", 7)));
        table.put("add text to none", Operation.add(new Bin("none", "text")));
        table.put("add nil to none", Operation.add(Bin.asNull("none")));
        table.put("add nil to i", Operation.add(Bin.asNull("i")));
        table.put("append s", Operation.append(new Bin("s", "de")));
        table.put("append b", Operation.append(new Bin("b", new byte[] {3})));
        table.put("append bytes to s", Operation.append(new Bin("s", new byte[] {3})));
        table.put("append text to i", Operation.append(new Bin("i", "1")));
        table.put("append list to l", Operation.append(new Bin("l", List.of(1))));
        table.put("append none", Operation.append(new Bin("none", "new")));
        table.put("append 1 to none", Operation.append(new Bin("none", 1)));
        table.put("append list to none", Operation.append(new Bin("none", List.of(2, 1))));
        table.put("append nil to none", Operation.append(Bin.asNull("none")));
        table.put("prepend s", Operation.prepend(new Bin("s", "_")));
        table.put("prepend none", Operation.prepend(new Bin("none", "pre")));
        table.put("prepend true to none", Operation.prepend(new Bin("none", true)));
        table.put("touch", Operation.touch());
        table.put("delete all", Operation.delete());
    }

    private static void addLists(Map<String, Operation> table) {
        table.put("list size l", ListOperation.size("l"));
        table.put("list size none", ListOperation.size("none"));
        table.put("list size m", ListOperation.size("m"));
        table.put("list get l 0", ListOperation.get("l", 0));
        table.put("list get l 9", ListOperation.get("l", 9));
        table.put("list range l", ListOperation.getRange("l", 1, 2));
        table.put(
                "list by value l",
                ListOperation.getByValue("l", Value.get(1), ListReturnType.INDEX));
        table.put(
                "list by value l missing",
                ListOperation.getByValue("l", Value.get(99), ListReturnType.VALUE));
        table.put("list by index l", ListOperation.getByIndex("l", -1, ListReturnType.VALUE));
        table.put("list by index l 9", ListOperation.getByIndex("l", 9, ListReturnType.VALUE));
        table.put("list by rank l none", ListOperation.getByRank("l", 0, ListReturnType.NONE));
        table.put("list by rank o", ListOperation.getByRank("o", 1, ListReturnType.VALUE));
        table.put("list nested", ListOperation.get("l", 1, CTX.listIndex(3)));
        table.put("list nested missing", ListOperation.get("l", 1, CTX.listIndex(7)));
        table.put("list append l", ListOperation.append("l", Value.get(4)));
        table.put("list append o", ListOperation.append("o", Value.get(5)));
        table.put("list append none", ListOperation.append("none", Value.get(1)));
        table.put("list append i", ListOperation.append("i", Value.get(1)));
        table.put(
                "list append unique",
                ListOperation.append(
                        new ListPolicy(ListOrder.UNORDERED, ListWriteFlags.ADD_UNIQUE),
                        "l",
                        Value.get(1)));
        table.put(
                "list append unique no fail",
                ListOperation.append(
                        new ListPolicy(
                                ListOrder.UNORDERED,
                                ListWriteFlags.ADD_UNIQUE | ListWriteFlags.NO_FAIL),
                        "l",
                        Value.get(1)));
        table.put("list insert l", ListOperation.insert("l", 1, Value.get("in")));
        table.put("list set l", ListOperation.set("l", 0, Value.get(30)));
        table.put("list increment l", ListOperation.increment("l", 1, Value.get(5)));
        table.put("list pop l", ListOperation.pop("l", 0));
        table.put("list pop none", ListOperation.pop("none", 0));
        table.put("list remove l", ListOperation.remove("l", 0));
        table.put(
                "list remove by value",
                ListOperation.removeByValue("l", Value.get(2), ListReturnType.NONE));
        table.put("list trim l", ListOperation.trim("l", 1, 2));
        table.put("list sort l", ListOperation.sort("l", ListSortFlags.DEFAULT));
        table.put("list clear l", ListOperation.clear("l"));
        table.put("list create none", ListOperation.create("none", ListOrder.ORDERED, false));
        table.put("list nested append", ListOperation.append("l", Value.get(9), CTX.listIndex(3)));
    }

    private static void addMaps(Map<String, Operation> table) {
        MapPolicy plain = new MapPolicy();
        table.put("map size m", MapOperation.size("m"));
        table.put("map by key m", MapOperation.getByKey("m", Value.get("a"), MapReturnType.VALUE));
        table.put(
                "map by key m missing",
                MapOperation.getByKey("m", Value.get("z"), MapReturnType.VALUE));
        table.put("map by rank k", MapOperation.getByRank("k", 0, MapReturnType.KEY_VALUE));
        table.put("map put m", MapOperation.put(plain, "m", Value.get("c"), Value.get(3)));
        table.put("map put none", MapOperation.put(plain, "none", Value.get("c"), Value.get(3)));
        table.put("map put l", MapOperation.put(plain, "l", Value.get("c"), Value.get(3)));
        table.put(
                "map increment m",
                MapOperation.increment(plain, "m", Value.get("a"), Value.get(10)));
        table.put(
                "map remove m", MapOperation.removeByKey("m", Value.get("b"), MapReturnType.VALUE));
        table.put("map remove k none", MapOperation.removeByIndex("k", 0, MapReturnType.NONE));
        table.put("map clear m", MapOperation.clear("m"));
        table.put("map create none", MapOperation.create("none", MapOrder.KEY_ORDERED));
        table.put(
                "map order m",
                MapOperation.setMapPolicy(new MapPolicy(MapOrder.KEY_VALUE_ORDERED, 0), "m"));
    }

    private static void addExpressions(Map<String, Operation> table) {
        Expression sum = Exp.build(Exp.add(Exp.intBin("i"), Exp.val(1)));
        Expression unknown = Exp.build(Exp.intBin("none"));
        table.put("read i + 1", ExpOperation.read("sum", sum, ExpReadFlags.DEFAULT));
        table.put("read none", ExpOperation.read("r", unknown, ExpReadFlags.DEFAULT));
        table.put("read none no fail", ExpOperation.read("r", unknown, ExpReadFlags.EVAL_NO_FAIL));
        table.put("write i + 1", ExpOperation.write("i", sum, ExpWriteFlags.DEFAULT));
        table.put("write none = i + 1", ExpOperation.write("none", sum, ExpWriteFlags.DEFAULT));
        table.put(
                "write nil to i",
                ExpOperation.write("i", Exp.build(Exp.nil()), ExpWriteFlags.ALLOW_DELETE));
        table.put("write i create only", ExpOperation.write("i", sum, ExpWriteFlags.CREATE_ONLY));
        table.put(
                "write s = text",
                ExpOperation.write(
                        "s", Exp.build(Exp.val("expression")), ExpWriteFlags.UPDATE_ONLY));
        table.put(
                "write none no fail", ExpOperation.write("i", unknown, ExpWriteFlags.EVAL_NO_FAIL));
    }

    /**
     * Alone, in pairs, and in lists of four; some of them on nothing, or with all answers. Then
     * random ones.
     */
    static List<Case> all() {
        List<String> names = List.copyOf(OPERATIONS.keySet());
        List<Case> cases = new ArrayList<>();
        for (String name : names) {
            for (Start start : Start.values()) {
                for (Answers answers : Answers.values()) {
                    cases.add(Case.of(List.of(name), start, answers));
                }
            }
        }
        for (String first : names) {
            for (String second : names) {
                cases.add(Case.of(List.of(first, second), Start.RECORD, Answers.SOME));
            }
        }
        Random random = new Random(SEED);
        for (int i = 0; i < LISTS_OF_FOUR; i++) {
            List<String> four = random.ints(4, 0, names.size()).mapToObj(names::get).toList();
            for (Start start : Start.values()) {
                for (Answers answers : Answers.values()) {
                    cases.add(Case.of(four, start, answers));
                }
            }
        }
        cases.addAll(ContentCases.all());
        return cases;
    }
}
