package dev.aerospikearrow.server.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.ResultCode;
import com.aerospike.client.Value;
import com.aerospike.client.cdt.ListReturnType;
import com.aerospike.client.cdt.MapReturnType;
import com.aerospike.client.command.ParticleType;
import com.aerospike.client.exp.Exp;
import com.aerospike.client.exp.ExpOperation;
import com.aerospike.client.exp.ExpReadFlags;
import com.aerospike.client.exp.ExpWriteFlags;
import com.aerospike.client.exp.Expression;
import com.aerospike.client.exp.ListExp;
import com.aerospike.client.exp.MapExp;
import com.aerospike.client.policy.ScanPolicy;
import com.aerospike.client.policy.WritePolicy;
import com.aerospike.client.query.RegexFlag;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.official.OfficialClients;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters and expression operations as the official client builds them. */
class OfficialClientExpressionTest {
    private static final String NAMESPACE = "test";
    private static final String SET = "filtered";
    private static final int RECORDS = 60;

    private static EmbeddedCluster cluster;
    private static AerospikeClient client;

    @BeforeAll
    static void fillAServer() {
        cluster = EmbeddedCluster.builder().nodes(1).namespaces(NAMESPACE).start();
        client = OfficialClients.connect(cluster);
        for (int i = 0; i < RECORDS; i++) {
            WritePolicy policy = new WritePolicy();
            policy.sendKey = i % 2 == 0;
            policy.expiration = i % 3 == 0 ? 1000 : -1;
            client.put(policy, key(i), bins(i));
        }
    }

    private static Key key(int i) {
        return new Key(NAMESPACE, SET, i);
    }

    private static Bin[] bins(int i) {
        Bin[] all = {
            new Bin("i", i),
            new Bin("f", i / 4.0),
            new Bin("s", "name-" + i),
            new Bin("b", i % 4 == 1),
            new Bin("x", new byte[] {(byte) i}),
            new Bin("l", List.of(i % 5, i % 3, "e")),
            new Bin("m", Map.of("k", i % 7, "n", "v")),
            new Bin("rare", i)
        };
        return i % 10 == 0 ? all : java.util.Arrays.copyOf(all, all.length - 1);
    }

    @AfterAll
    static void stop() {
        client.close();
        cluster.close();
    }

    private static Arguments row(String name, Exp filter, IntPredicate wanted) {
        return Arguments.of(name, filter, wanted);
    }

    static Stream<Arguments> filters() {
        Exp i = Exp.intBin("i");
        Exp f = Exp.floatBin("f");
        Exp list = Exp.listBin("l");
        Exp map = Exp.mapBin("m");
        return Stream.of(
                row("equal", Exp.eq(i, Exp.val(7)), n -> n == 7),
                row("not equal", Exp.ne(i, Exp.val(7)), n -> n != 7),
                row("greater", Exp.gt(i, Exp.val(50)), n -> n > 50),
                row("greater or equal", Exp.ge(f, Exp.val(10.0)), n -> n >= 40),
                row(
                        "less",
                        Exp.lt(Exp.stringBin("s"), Exp.val("name-2")),
                        n -> ("name-" + n).compareTo("name-2") < 0),
                row("blob", Exp.le(Exp.blobBin("x"), Exp.val(new byte[] {9})), n -> n <= 9),
                row("bool", Exp.boolBin("b"), n -> n % 4 == 1),
                row(
                        "and",
                        Exp.and(Exp.gt(i, Exp.val(3)), Exp.lt(i, Exp.val(6))),
                        n -> n == 4 || n == 5),
                row(
                        "or",
                        Exp.or(Exp.eq(i, Exp.val(1)), Exp.eq(i, Exp.val(2))),
                        n -> n == 1 || n == 2),
                row("not", Exp.not(Exp.boolBin("b")), n -> n % 4 != 1),
                row(
                        "exclusive",
                        Exp.exclusive(Exp.boolBin("b"), Exp.lt(i, Exp.val(10))),
                        n -> n % 4 == 1 != n < 10),
                row("missing bin", Exp.eq(Exp.intBin("none"), Exp.val(1)), n -> false),
                row(
                        "not of a missing bin",
                        Exp.not(Exp.eq(Exp.intBin("none"), Exp.val(1))),
                        n -> false),
                row("a rare bin", Exp.ge(Exp.intBin("rare"), Exp.val(0)), n -> n % 10 == 0),
                row("bin exists", Exp.binExists("rare"), n -> n % 10 == 0),
                row("bin type", Exp.eq(Exp.binType("l"), Exp.val(ParticleType.LIST)), n -> true),
                row("add", Exp.eq(Exp.add(i, Exp.val(1), Exp.val(2)), Exp.val(10)), n -> n == 7),
                row("subtract", Exp.eq(Exp.sub(i, Exp.val(5)), Exp.val(-1)), n -> n == 4),
                row("multiply", Exp.eq(Exp.mul(i, i), Exp.val(49)), n -> n == 7),
                row("divide", Exp.eq(Exp.div(i, Exp.val(10)), Exp.val(3)), n -> n / 10 == 3),
                row("divide by zero", Exp.eq(Exp.div(i, Exp.val(0)), Exp.val(3)), n -> false),
                row("modulo", Exp.eq(Exp.mod(i, Exp.val(8)), Exp.val(3)), n -> n % 8 == 3),
                row("power", Exp.eq(Exp.pow(f, Exp.val(2.0)), Exp.val(4.0)), n -> n == 8),
                row(
                        "absolute",
                        Exp.eq(Exp.abs(Exp.sub(i, Exp.val(30))), Exp.val(4)),
                        n -> Math.abs(n - 30) == 4),
                row("floor", Exp.eq(Exp.floor(f), Exp.val(3.0)), n -> n / 4 == 3),
                row("ceiling", Exp.eq(Exp.ceil(f), Exp.val(3.0)), n -> (n + 3) / 4 == 3),
                row("to int", Exp.eq(Exp.toInt(f), Exp.val(2)), n -> n / 4 == 2),
                row("to float", Exp.eq(Exp.toFloat(i), Exp.val(2.0)), n -> n == 2),
                row("bit and", Exp.eq(Exp.intAnd(i, Exp.val(6)), Exp.val(6)), n -> (n & 6) == 6),
                row("bit or", Exp.eq(Exp.intOr(i, Exp.val(1)), Exp.val(9)), n -> (n | 1) == 9),
                row("bit xor", Exp.eq(Exp.intXor(i, Exp.val(5)), Exp.val(1)), n -> (n ^ 5) == 1),
                row("bit not", Exp.eq(Exp.intNot(i), Exp.val(-5)), n -> n == 4),
                row("shift left", Exp.eq(Exp.lshift(i, Exp.val(2)), Exp.val(20)), n -> n == 5),
                row("shift right", Exp.eq(Exp.rshift(i, Exp.val(3)), Exp.val(2)), n -> n >> 3 == 2),
                row("bit count", Exp.eq(Exp.count(i), Exp.val(3)), n -> Integer.bitCount(n) == 3),
                row("scan", Exp.eq(Exp.lscan(i, Exp.val(true)), Exp.val(60)), n -> n >> 3 == 1),
                row("minimum", Exp.eq(Exp.min(i, Exp.val(5)), Exp.val(5)), n -> n >= 5),
                row("maximum", Exp.eq(Exp.max(i, Exp.val(5)), Exp.val(5)), n -> n <= 5),
                row(
                        "regex",
                        Exp.regexCompare(
                                "^NAME-[12]$",
                                RegexFlag.EXTENDED | RegexFlag.ICASE,
                                Exp.stringBin("s")),
                        n -> n == 1 || n == 2),
                row("set name", Exp.eq(Exp.setName(), Exp.val(SET)), n -> true),
                row("key exists", Exp.keyExists(), n -> n % 2 == 0),
                row("key", Exp.lt(Exp.key(Exp.Type.INT), Exp.val(10)), n -> n < 10 && n % 2 == 0),
                row("ttl", Exp.gt(Exp.ttl(), Exp.val(0)), n -> n % 3 == 0),
                row("void time", Exp.eq(Exp.voidTime(), Exp.val(-1)), n -> n % 3 != 0),
                row("since update", Exp.ge(Exp.sinceUpdate(), Exp.val(0)), n -> true),
                row("tombstone", Exp.isTombstone(), n -> false),
                row(
                        "cond",
                        Exp.cond(
                                Exp.lt(i, Exp.val(5)),
                                Exp.val(true),
                                Exp.gt(i, Exp.val(55)),
                                Exp.val(true),
                                Exp.val(false)),
                        n -> n < 5 || n > 55),
                row(
                        "let",
                        Exp.let(
                                Exp.def("twice", Exp.mul(i, Exp.val(2))),
                                Exp.eq(Exp.var("twice"), Exp.val(20))),
                        n -> n == 10),
                row("list size", Exp.eq(ListExp.size(list), Exp.val(3)), n -> true),
                row(
                        "list element",
                        Exp.eq(
                                ListExp.getByIndex(
                                        ListReturnType.VALUE, Exp.Type.INT, Exp.val(0), list),
                                Exp.val(4)),
                        n -> n % 5 == 4),
                row(
                        "list contains",
                        ListExp.getByValue(ListReturnType.EXISTS, Exp.val(2), list),
                        n -> n % 5 == 2 || n % 3 == 2),
                row(
                        "list rank",
                        Exp.eq(
                                ListExp.getByRank(
                                        ListReturnType.VALUE, Exp.Type.INT, Exp.val(0), list),
                                Exp.val(0)),
                        n -> n % 5 == 0 || n % 3 == 0),
                row(
                        "appended list",
                        Exp.eq(
                                ListExp.size(
                                        ListExp.append(
                                                com.aerospike.client.cdt.ListPolicy.Default,
                                                i,
                                                list)),
                                Exp.val(4)),
                        n -> true),
                row(
                        "map value",
                        Exp.eq(
                                MapExp.getByKey(
                                        MapReturnType.VALUE, Exp.Type.INT, Exp.val("k"), map),
                                Exp.val(3)),
                        n -> n % 7 == 3),
                row(
                        "missing map key",
                        Exp.eq(
                                MapExp.getByKey(
                                        MapReturnType.VALUE, Exp.Type.INT, Exp.val("none"), map),
                                Exp.val(3)),
                        n -> false),
                row(
                        "map range",
                        Exp.eq(
                                MapExp.getByKeyRange(
                                        MapReturnType.COUNT, Exp.val("l"), Exp.val("z"), map),
                                Exp.val(1)),
                        n -> true));
    }

    private static Set<Integer> matching(Exp filter) {
        ScanPolicy policy = new ScanPolicy();
        policy.filterExp = Exp.build(filter);
        Set<Integer> found = new ConcurrentSkipListSet<>();
        client.scanAll(policy, NAMESPACE, SET, (key, record) -> found.add(record.getInt("i")));
        return found;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filters")
    void aFilterLetsThroughWhatItIsTrueFor(String name, Exp filter, IntPredicate wanted) {
        assertEquals(
                IntStream.range(0, RECORDS)
                        .filter(wanted)
                        .boxed()
                        .collect(Collectors.toCollection(TreeSet::new)),
                matching(filter));
    }

    @Test
    void aDigestModuloSplitsASet() {
        int sum = 0;
        for (int part = 0; part < 3; part++) {
            sum += matching(Exp.eq(Exp.digestModulo(3), Exp.val(part))).size();
        }
        assertEquals(RECORDS, sum);
    }

    @Test
    void anIllTypedFilterIsRefused() {
        for (Exp filter :
                List.of(
                        Exp.eq(Exp.intBin("i"), Exp.val("text")),
                        Exp.intBin("i"),
                        Exp.and(Exp.boolBin("b"), Exp.val(1)),
                        Exp.eq(Exp.add(Exp.intBin("i"), Exp.val(1.0)), Exp.val(1)),
                        Exp.eq(Exp.var("undefined"), Exp.val(1)))) {
            AerospikeException failure =
                    assertThrows(AerospikeException.class, () -> matching(filter));
            assertEquals(ResultCode.PARAMETER_ERROR, failure.getResultCode());
        }
    }

    @Test
    void expressionOperationsReadAndWriteBins() {
        Key key = new Key(NAMESPACE, "written", 1);
        client.put(null, key, new Bin("n", 20));
        Expression next = Exp.build(Exp.add(Exp.intBin("n"), Exp.val(1)));
        com.aerospike.client.Record record =
                client.operate(
                        null,
                        key,
                        ExpOperation.write("n", next, ExpWriteFlags.DEFAULT),
                        ExpOperation.read("computed", next, ExpReadFlags.DEFAULT));
        assertEquals(22, record.getLong("computed"));
        assertEquals(21, client.get(null, key).getLong("n"));
    }

    private static void assertFails(int code, Key key, com.aerospike.client.Operation operation) {
        AerospikeException failure =
                assertThrows(AerospikeException.class, () -> client.operate(null, key, operation));
        assertEquals(code, failure.getResultCode());
    }

    @Test
    void expressionOperationsHeedTheirFlags() {
        Key key = new Key(NAMESPACE, "written", 2);
        client.put(null, key, new Bin("n", 1), new Bin("t", "text"));
        Expression one = Exp.build(Exp.val(1));
        Expression unknown = Exp.build(Exp.add(Exp.intBin("t"), Exp.val(1)));
        Expression nothing = Exp.build(Exp.nil());
        assertFails(
                ResultCode.BIN_EXISTS_ERROR,
                key,
                ExpOperation.write("n", one, ExpWriteFlags.CREATE_ONLY));
        assertFails(
                ResultCode.BIN_NOT_FOUND,
                key,
                ExpOperation.write("new", one, ExpWriteFlags.UPDATE_ONLY));
        assertFails(
                ResultCode.OP_NOT_APPLICABLE,
                key,
                ExpOperation.read("result", unknown, ExpReadFlags.DEFAULT));
        assertFails(
                ResultCode.OP_NOT_APPLICABLE,
                key,
                ExpOperation.write("n", nothing, ExpWriteFlags.DEFAULT));
        client.operate(null, key, ExpOperation.write("n", unknown, ExpWriteFlags.EVAL_NO_FAIL));
        client.operate(null, key, ExpOperation.write("n", nothing, ExpWriteFlags.ALLOW_DELETE));
        assertEquals(Set.of("t"), client.get(null, key).bins.keySet());
        assertEquals(Value.get("text"), Value.get(client.get(null, key).getString("t")));
    }
}
