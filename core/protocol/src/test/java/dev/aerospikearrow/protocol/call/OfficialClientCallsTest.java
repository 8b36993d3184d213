package dev.aerospikearrow.protocol.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.Value;
import com.aerospike.client.Value.HLLValue;
import com.aerospike.client.cdt.CTX;
import com.aerospike.client.cdt.ListOrder;
import com.aerospike.client.cdt.ListPolicy;
import com.aerospike.client.cdt.ListReturnType;
import com.aerospike.client.cdt.ListSortFlags;
import com.aerospike.client.cdt.ListWriteFlags;
import com.aerospike.client.cdt.MapOrder;
import com.aerospike.client.cdt.MapPolicy;
import com.aerospike.client.cdt.MapReturnType;
import com.aerospike.client.cdt.MapWriteFlags;
import com.aerospike.client.exp.BitExp;
import com.aerospike.client.exp.Exp;
import com.aerospike.client.exp.HLLExp;
import com.aerospike.client.exp.ListExp;
import com.aerospike.client.exp.MapExp;
import com.aerospike.client.operation.BitOverflowAction;
import com.aerospike.client.operation.BitPolicy;
import com.aerospike.client.operation.BitResizeFlags;
import com.aerospike.client.operation.BitWriteFlags;
import com.aerospike.client.operation.HLLPolicy;
import com.aerospike.client.operation.HLLWriteFlags;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.expression.BitExpression;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.expression.HllExpression;
import dev.aerospikearrow.expression.ListExpression;
import dev.aerospikearrow.expression.MapExpression;
import dev.aerospikearrow.operation.BitOperation;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.HllOperation;
import dev.aerospikearrow.operation.ListOperation;
import dev.aerospikearrow.operation.MapOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the official client can ask about what is inside of bins is asked here, too, with the
 * same bytes. Its methods are found by reflection: one that is new fails until it is here, or among
 * the reasons why not.
 */
class OfficialClientCallsTest {
    private static final String BIN = "bin";
    private static final byte[] BYTES = {1, 2, 3};

    /** Methods that have other names here. */
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("getByValueRange", "getByValueInterval"),
                    Map.entry("removeByValueRange", "removeByValueInterval"),
                    Map.entry("getByKeyRange", "getByKeyInterval"),
                    Map.entry("removeByKeyRange", "removeByKeyInterval"),
                    Map.entry("lshift", "shiftLeft"),
                    Map.entry("rshift", "shiftRight"),
                    Map.entry("lscan", "scanFromLeft"),
                    Map.entry("rscan", "scanFromRight"));

    /** What {@link #listsAndMapsAreMadeAndOrdered} compares, since arguments differ. */
    private static final Set<String> BY_HAND =
            Set.of(
                    "ListOperation.create",
                    "ListOperation.setOrder",
                    "MapOperation.create",
                    "MapOperation.setMapPolicy");

    /** What there is in an expression of the official client only. */
    private static final Map<String, String> OTHER_EXPRESSIONS =
            Map.ofEntries(
                    Map.entry("build", "an expression is built when it is made"),
                    Map.entry("expr", "an expression can be part of another as it is"),
                    Map.entry("bin", "intBin and its siblings"),
                    Map.entry("def", "let(name, value)"),
                    Map.entry("deviceSize", "deprecated for recordSize, as memorySize is"),
                    Map.entry("memorySize", "deprecated for recordSize, as deviceSize is"));

    private static final Map<String, String> EXPRESSION_NAMES =
            Map.ofEntries(
                    Map.entry("recordSize", "recordSizeBytes"),
                    Map.entry("lastUpdate", "lastUpdateNanos"),
                    Map.entry("sinceUpdate", "sinceUpdateMillis"),
                    Map.entry("voidTime", "voidTimeNanos"),
                    Map.entry("ttl", "ttlSeconds"),
                    Map.entry("regexCompare", "regex"),
                    Map.entry("geo", "literal"),
                    Map.entry("val", "literal"),
                    Map.entry("inf", "infinity"),
                    Map.entry("eq", "equal"),
                    Map.entry("ne", "notEqual"),
                    Map.entry("gt", "greater"),
                    Map.entry("ge", "greaterOrEqual"),
                    Map.entry("lt", "less"),
                    Map.entry("le", "lessOrEqual"),
                    Map.entry("sub", "subtract"),
                    Map.entry("mul", "multiply"),
                    Map.entry("div", "divide"),
                    Map.entry("pow", "power"),
                    Map.entry("log", "logarithm"),
                    Map.entry("mod", "modulo"),
                    Map.entry("abs", "absolute"),
                    Map.entry("ceil", "ceiling"),
                    Map.entry("intAnd", "bitAnd"),
                    Map.entry("intOr", "bitOr"),
                    Map.entry("intXor", "bitXor"),
                    Map.entry("intNot", "bitNot"),
                    Map.entry("lshift", "shiftLeft"),
                    Map.entry("rshift", "shiftRightLogical"),
                    Map.entry("arshift", "shiftRightArithmetic"),
                    Map.entry("count", "bitCount"),
                    Map.entry("lscan", "scanBitsFromLeft"),
                    Map.entry("rscan", "scanBitsFromRight"),
                    Map.entry("cond", "when"),
                    Map.entry("var", "variable"));

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

    private static final CTX[] CONTEXT = {
        CTX.mapKey(Value.get("a")), CTX.listIndexCreate(2, ListOrder.UNORDERED, true)
    };
    private static final CollectionPath PATH =
            CollectionPath.root().mapKey("a").listIndexCreatePadded(2);

    /** One of the ways in which a method is called. */
    private record Choice(ReturnType returnType, CollectionPath path, int policy) {
        CTX[] context() {
            return path.isRoot() ? new CTX[0] : CONTEXT;
        }

        ListOperation.Order listOrder() {
            return policy % 2 == 0 ? ListOperation.Order.UNORDERED : ListOperation.Order.ORDERED;
        }

        ListOperation.Flag[] listFlags() {
            return switch (policy) {
                case 0 -> new ListOperation.Flag[0];
                case 1 -> new ListOperation.Flag[] {ListOperation.Flag.ADD_UNIQUE};
                default -> ListOperation.Flag.values();
            };
        }

        MapOperation.Order mapOrder() {
            return switch (policy) {
                case 0 -> MapOperation.Order.UNORDERED;
                case 1 -> MapOperation.Order.KEY_ORDERED;
                case 2 -> MapOperation.Order.KEY_VALUE_ORDERED;
                default -> MapOperation.Order.KEY_ORDERED_INDEXED;
            };
        }

        MapPolicy mapPolicy() {
            return switch (policy) {
                case 0 -> new MapPolicy(MapOrder.UNORDERED, 0);
                case 1 -> new MapPolicy(MapOrder.KEY_ORDERED, 0);
                case 2 -> new MapPolicy(MapOrder.KEY_VALUE_ORDERED, 15);
                default -> new MapPolicy(MapOrder.KEY_ORDERED, 15, true);
            };
        }

        MapOperation.Flag[] mapFlags() {
            return policy < 2 ? new MapOperation.Flag[0] : MapOperation.Flag.values();
        }

        BitOperation.Flag[] bitFlags() {
            return Arrays.copyOf(BitOperation.Flag.values(), policy);
        }

        HllOperation.Flag[] hllFlags() {
            return Arrays.copyOf(HllOperation.Flag.values(), policy);
        }

        int flagBits() {
            return (1 << policy) - 1;
        }
    }

    private static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (ReturnType returnType : RETURN_TYPES) {
            for (CollectionPath path : List.of(CollectionPath.root(), PATH)) {
                for (int policy = 0; policy < 4; policy++) {
                    choices.add(new Choice(returnType, path, policy));
                }
            }
        }
        return choices;
    }

    /** A class of the official client, and what is here for it. */
    private record Family(Class<?> official, Function<Choice, Object> ours) {
        String name() {
            return official.getSimpleName();
        }

        boolean isExpression() {
            return name().endsWith("Exp");
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static Stream<Family> families() {
        return Stream.of(
                new Family(
                        com.aerospike.client.cdt.ListOperation.class,
                        choice -> ListOperation.on(BIN, choice.path)),
                new Family(
                        com.aerospike.client.cdt.MapOperation.class,
                        choice -> MapOperation.on(BIN, choice.path)),
                new Family(
                        com.aerospike.client.operation.BitOperation.class,
                        choice -> BitOperation.on(BIN, choice.bitFlags())),
                new Family(
                        com.aerospike.client.operation.HLLOperation.class,
                        choice -> HllOperation.on(BIN, choice.hllFlags())),
                new Family(
                        ListExp.class,
                        choice -> ListExpression.of(Expressions.listBin(BIN), choice.path)),
                new Family(
                        MapExp.class,
                        choice -> MapExpression.of(Expressions.listBin(BIN), choice.path)),
                new Family(
                        BitExp.class,
                        choice -> BitExpression.of(Expressions.listBin(BIN), choice.bitFlags())),
                new Family(
                        HLLExp.class,
                        choice -> HllExpression.of(Expressions.listBin(BIN), choice.hllFlags())));
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyMethodOfTheOfficialClientPacksTheSameHere(Family family)
            throws ReflectiveOperationException {
        int compared = 0;
        for (Method method : family.official.getDeclaredMethods()) {
            if (!Modifier.isPublic(method.getModifiers())
                    || BY_HAND.contains(family.name() + "." + method.getName())) {
                continue;
            }
            for (Choice choice : choices()) {
                if (isPossible(family, method, choice)) {
                    compare(family, method, choice);
                    compared++;
                }
            }
        }
        assertTrue(compared > 500, () -> "few methods were found in " + family.official);
    }

    /** Whether both clients send something, and send all that was asked for. */
    private static boolean isPossible(Family family, Method method, Choice choice) {
        boolean answersElements = method.getName().startsWith("getBy") && family.isExpression();
        if (answersElements && isRefused(family, choice.returnType)) {
            return false;
        }
        // Where no flags are said, ours leaves the argument out.
        return choice.policy > 0
                || !List.of("insert", "insertItems", "set").contains(method.getName())
                || method.getParameterTypes()[0] != ListPolicy.class;
    }

    private static boolean isRefused(Family family, ReturnType type) {
        return type.equals(ReturnType.NONE)
                || family.official == ListExp.class
                        && (type.code() >= 16 && !type.isInverted()
                                || type.equals(ReturnType.KEY)
                                || type.equals(ReturnType.KEY_VALUE));
    }

    private static void compare(Family family, Method method, Choice choice)
            throws ReflectiveOperationException {
        List<Object> theirs = new ArrayList<>();
        List<Object> ours = new ArrayList<>();
        List<Object> last = new ArrayList<>();
        Class<?>[] types = method.getParameterTypes();
        int container = family.isExpression() ? Arrays.asList(types).lastIndexOf(Exp.class) : -1;
        int returnType = returnTypeAt(family, method);
        String name = method.getName();
        for (int i = 0; i < types.length; i++) {
            Class<?> type = types[i];
            if (i == container) {
                theirs.add(Exp.listBin(BIN));
            } else if (i == returnType) {
                theirs.add(choice.returnType.code());
                last.add(0, choice.returnType);
            } else if (type == String.class) {
                theirs.add(BIN);
            } else if (type == CTX[].class) {
                theirs.add(choice.context());
            } else if (type == Exp.class) {
                theirs.add(Exp.val(3 + i));
                ours.add(Expressions.literal(3 + i));
            } else if (type == Exp.Type.class) {
                theirs.add(Exp.Type.STRING);
                last.add(Expression.Type.STRING);
            } else if (type == int.class && name.equals("sort")) {
                theirs.add(choice.policy == 0 ? 0 : ListSortFlags.DROP_DUPLICATES);
                ours.add(
                        choice.policy == 0
                                ? new ListOperation.SortFlag[0]
                                : new ListOperation.SortFlag[] {
                                    ListOperation.SortFlag.DROP_DUPLICATES
                                });
            } else if (type == int.class && name.equals("resize") && i > 1 && ours.size() == 1) {
                theirs.add(choice.flagBits() & 7);
                ours.add(Arrays.copyOf(BitOperation.ResizeFlag.values(), choice.policy));
            } else if (type == int.class) {
                theirs.add(3 + i);
                ours.add(3 + i);
            } else if (type == long.class) {
                theirs.add(-300L);
                ours.add(-300L);
            } else if (type == boolean.class) {
                boolean yes = choice.policy % 2 == 0;
                theirs.add(yes);
                ours.add(
                        name.endsWith("scan")
                                ? (Object) yes
                                : yes ? BitOperation.Sign.SIGNED : BitOperation.Sign.UNSIGNED);
            } else if (type == BitOverflowAction.class) {
                theirs.add(BitOverflowAction.values()[choice.policy % 3]);
                ours.add(BitOperation.Overflow.values()[choice.policy % 3]);
            } else if (type == byte[].class) {
                theirs.add(BYTES);
                ours.add(BYTES);
            } else if (type == Value.class) {
                theirs.add(Value.get(3 + i));
                ours.add(3 + i);
            } else if (type == List.class) {
                boolean sketches = method.getGenericParameterTypes()[i].toString().contains("HLL");
                theirs.add(
                        sketches
                                ? List.of(new HLLValue(BYTES))
                                : List.of(Value.get("x"), Value.get(1.5)));
                ours.add(sketches ? List.of(RawParticle.hll(BYTES)) : List.of("x", 1.5));
            } else if (type == Map.class) {
                theirs.add(Map.of(Value.get("k"), Value.get(1)));
                ours.add(Map.of("k", 1));
            } else if (type == ListPolicy.class) {
                int bits = choice.policy == 0 ? 0 : choice.policy == 1 ? 1 : 15;
                ListOrder order = choice.policy % 2 == 0 ? ListOrder.UNORDERED : ListOrder.ORDERED;
                theirs.add(new ListPolicy(order, bits));
                if (!List.of("insert", "insertItems", "set").contains(name)) {
                    last.add(choice.listOrder());
                }
                last.add(choice.listFlags());
            } else if (type == MapPolicy.class) {
                theirs.add(choice.mapPolicy());
                last.add(choice.mapOrder());
                if (name.startsWith("put")) {
                    last.add(choice.mapFlags());
                }
            } else if (type == BitPolicy.class) {
                theirs.add(new BitPolicy(choice.flagBits()));
            } else if (type == HLLPolicy.class) {
                theirs.add(new HLLPolicy(choice.flagBits()));
            } else {
                throw new AssertionError("parameter " + type + " of " + method + " is not known");
            }
        }
        if (family.isExpression() && name.startsWith("removeBy") && returnType < 0) {
            last.add(ReturnType.NONE);
        }
        if (types[0] == ListPolicy.class && name.equals("increment") && ours.size() == 1) {
            ours.add(1); // which the official client adds by itself
        }
        ours.addAll(last);
        Object face = family.ours.apply(choice);
        Method our = find(face.getClass(), NAMES.getOrDefault(name, name), ours);
        assertNotNull(our, () -> "nothing is here for " + method + " with " + ours);
        assertSame(method.invoke(null, theirs.toArray()), our.invoke(face, ours.toArray()));
    }

    /** The parameter of a method that says what is answered, or -1. */
    private static int returnTypeAt(Family family, Method method) {
        if (!method.getName().startsWith("getBy") && !method.getName().startsWith("removeBy")) {
            return -1;
        }
        List<Class<?>> types = Arrays.asList(method.getParameterTypes());
        return family.isExpression() ? types.indexOf(int.class) : types.lastIndexOf(int.class);
    }

    /** A method that takes the arguments, to which empty flags are added where it takes flags. */
    private static Method find(Class<?> face, String name, List<Object> arguments) {
        for (Method method : face.getMethods()) {
            Class<?>[] types = method.getParameterTypes();
            List<Object> all = new ArrayList<>(arguments);
            if (method.isVarArgs() && types.length == all.size() + 1) {
                all.add(
                        java.lang.reflect.Array.newInstance(
                                types[types.length - 1].getComponentType(), 0));
            }
            if (!method.getName().equals(name) || types.length != all.size()) {
                continue;
            }
            boolean fits = true;
            for (int i = 0; i < types.length; i++) {
                Class<?> type = types[i] == int.class ? Integer.class : types[i];
                fits &= type.isInstance(all.get(i));
            }
            if (fits) {
                arguments.clear();
                arguments.addAll(all);
                return method;
            }
        }
        return null;
    }

    private static void assertSame(Object theirs, Object ours) {
        if (theirs instanceof Exp expression) {
            assertEquals(
                    Bytes.hex(Exp.build(expression).getBytes()),
                    Bytes.hex(((Expression) ours).packed()),
                    ours::toString);
            return;
        }
        var their = (com.aerospike.client.Operation) theirs;
        Operation our = (Operation) ours;
        byte[] frame = new byte[our.encodedLength()];
        assertEquals(frame.length, our.encodeTo(frame, 0));
        assertEquals(
                Bytes.hex((byte[]) their.value.getObject()),
                Bytes.hex(Arrays.copyOfRange(frame, 8 + BIN.length(), frame.length)),
                ours::toString);
        assertEquals(their.type.protocolType, frame[4]);
        assertEquals(their.type.isWrite, our.writes());
        assertEquals(their.binName, our.binName());
        assertEquals(4, frame[5], "the particle type of packed operations is blob");
    }

    @Test
    void listsAndMapsAreMadeAndOrdered() {
        CTX[] root = {};
        CTX[] context = {CTX.mapKey(Value.get("a")), CTX.listIndex(-1)};
        CollectionPath path = CollectionPath.root().mapKey("a").listIndex(-1);
        ListOperation list = ListOperation.on(BIN);
        ListOperation inner = ListOperation.on(BIN, path);
        for (ListOrder order : ListOrder.values()) {
            var our = ListOperation.Order.valueOf(order.name());
            var indexed = ListOperation.Order.valueOf(order.name() + "_INDEXED");
            assertSame(
                    com.aerospike.client.cdt.ListOperation.create(BIN, order, false, root),
                    list.create(our));
            assertSame(
                    com.aerospike.client.cdt.ListOperation.create(BIN, order, false, true, root),
                    list.create(indexed));
            assertSame(
                    com.aerospike.client.cdt.ListOperation.create(BIN, order, false, context),
                    inner.create(our));
            assertSame(
                    com.aerospike.client.cdt.ListOperation.setOrder(BIN, order),
                    list.setOrder(our));
            assertSame(
                    com.aerospike.client.cdt.ListOperation.setOrder(BIN, order, true),
                    list.setOrder(indexed));
            assertSame(
                    com.aerospike.client.cdt.ListOperation.setOrder(BIN, order, context),
                    inner.setOrder(our));
        }
        assertSame(
                com.aerospike.client.cdt.ListOperation.create(
                        BIN, ListOrder.UNORDERED, true, context),
                inner.createPadded());
        MapOperation map = MapOperation.on(BIN);
        MapOperation innerMap = MapOperation.on(BIN, path);
        for (MapOrder order : MapOrder.values()) {
            var our = MapOperation.Order.valueOf(order.name());
            assertSame(com.aerospike.client.cdt.MapOperation.create(BIN, order), map.create(our));
            assertSame(
                    com.aerospike.client.cdt.MapOperation.create(BIN, order, context),
                    innerMap.create(our));
            assertSame(
                    com.aerospike.client.cdt.MapOperation.setMapPolicy(
                            new MapPolicy(order, 0), BIN, context),
                    innerMap.setOrder(our));
            if (order != MapOrder.UNORDERED) {
                var indexed = MapOperation.Order.valueOf(order.name() + "_INDEXED");
                assertSame(
                        com.aerospike.client.cdt.MapOperation.create(BIN, order, true),
                        map.create(indexed));
                assertSame(
                        com.aerospike.client.cdt.MapOperation.setMapPolicy(
                                new MapPolicy(order, 0, true), BIN),
                        map.setOrder(indexed));
            }
        }
    }

    @Test
    void everyStepOfAContextPacksTheSame() {
        Map<String, Runnable> steps = new TreeMap<>();
        CollectionPath root = CollectionPath.root();
        steps.put("listIndex", () -> same(CTX.listIndex(-1), root.listIndex(-1)));
        steps.put("listRank", () -> same(CTX.listRank(2), root.listRank(2)));
        steps.put("listValue", () -> same(CTX.listValue(Value.get("a")), root.listValue("a")));
        steps.put("mapIndex", () -> same(CTX.mapIndex(0), root.mapIndex(0)));
        steps.put("mapRank", () -> same(CTX.mapRank(-1), root.mapRank(-1)));
        steps.put("mapKey", () -> same(CTX.mapKey(Value.get(5)), root.mapKey(5)));
        steps.put("mapValue", () -> same(CTX.mapValue(Value.get(5)), root.mapValue(5)));
        steps.put(
                "listIndexCreate",
                () -> {
                    for (ListOrder order : ListOrder.values()) {
                        same(
                                CTX.listIndexCreate(3, order, false),
                                root.listIndexCreate(3, ListOperation.Order.valueOf(order.name())));
                    }
                    same(
                            CTX.listIndexCreate(3, ListOrder.UNORDERED, true),
                            root.listIndexCreatePadded(3));
                });
        steps.put(
                "mapKeyCreate",
                () -> {
                    for (MapOrder order : MapOrder.values()) {
                        same(
                                CTX.mapKeyCreate(Value.get("k"), order),
                                root.mapKeyCreate("k", MapOperation.Order.valueOf(order.name())));
                    }
                });
        Set<String> official = new TreeSet<>();
        for (Method method : CTX.class.getDeclaredMethods()) {
            if (method.getReturnType() == CTX.class && Modifier.isPublic(method.getModifiers())) {
                official.add(method.getName());
            }
        }
        assertEquals(official, steps.keySet());
        steps.values().forEach(Runnable::run);
    }

    private static void same(CTX theirs, CollectionPath ours) {
        assertEquals(
                Bytes.hex(CTX.toBytes(new CTX[] {theirs})),
                Bytes.hex(ours.packed()),
                ours::toString);
    }

    /** Bytes are compared by {@link dev.aerospikearrow.expression.ExpressionTest}. */
    @Test
    void everyExpressionOfTheOfficialClientIsHere() {
        Set<String> ours = new TreeSet<>();
        for (Method method : Expressions.class.getMethods()) {
            ours.add(method.getName());
        }
        Set<String> missing = new TreeSet<>();
        for (Method method : Exp.class.getDeclaredMethods()) {
            String name = method.getName();
            if (Modifier.isPublic(method.getModifiers())
                    && Modifier.isStatic(method.getModifiers())
                    && !OTHER_EXPRESSIONS.containsKey(name)
                    && !ours.contains(EXPRESSION_NAMES.getOrDefault(name, name))) {
                missing.add(name);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void flagsHaveTheBitsOfTheOfficialClient() throws ReflectiveOperationException {
        flags(ListWriteFlags.class, name -> ListOperation.Flag.valueOf(name).code());
        flags(ListSortFlags.class, name -> ListOperation.SortFlag.valueOf(name).code());
        flags(MapWriteFlags.class, name -> MapOperation.Flag.valueOf(name).code());
        flags(BitWriteFlags.class, name -> BitOperation.Flag.bits(BitOperation.Flag.valueOf(name)));
        flags(BitResizeFlags.class, name -> BitOperation.ResizeFlag.valueOf(name).code());
        flags(HLLWriteFlags.class, name -> HllOperation.Flag.bits(HllOperation.Flag.valueOf(name)));
        for (BitOverflowAction action : BitOverflowAction.values()) {
            assertEquals(action.flags, BitOperation.Overflow.valueOf(action.name()).code());
        }
        flags(ListReturnType.class, OfficialClientCallsTest::returnType);
        flags(MapReturnType.class, OfficialClientCallsTest::returnType);
    }

    private static int returnType(String name) {
        if (name.equals("INVERTED")) {
            return ReturnType.NONE.inverted().code();
        }
        return RETURN_TYPES.stream()
                .filter(type -> type.toString().equals(name))
                .findFirst()
                .orElseThrow()
                .code();
    }

    private static void flags(Class<?> official, Function<String, Integer> ours)
            throws ReflectiveOperationException {
        for (Field field : official.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && !field.getName().equals("DEFAULT")) {
                assertEquals(field.getInt(null), ours.apply(field.getName()), field::toString);
            }
        }
    }
}
