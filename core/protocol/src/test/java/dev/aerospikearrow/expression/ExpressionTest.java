package dev.aerospikearrow.expression;

import static dev.aerospikearrow.expression.Expressions.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.Value;
import com.aerospike.client.cdt.CTX;
import com.aerospike.client.exp.Exp;
import com.aerospike.client.exp.ListExp;
import com.aerospike.client.exp.MapExp;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ours and the official client's expressions are the same bytes. */
class ExpressionTest {
    private final Map<String, Exp> official = new LinkedHashMap<>();
    private final Map<String, Expression> ours = new LinkedHashMap<>();

    private void same(Expression expression, Exp theirs) {
        assertNull(ours.put(expression.toString(), expression), "tested twice: " + expression);
        official.put(expression.toString(), theirs);
    }

    @TestFactory
    Stream<DynamicTest> everyFactoryPacksAsTheOfficialClientDoes() {
        literals();
        recordAndBins();
        comparisonsAndLogic();
        numbers();
        choices();
        collections();
        return ours.keySet().stream()
                .map(
                        text ->
                                DynamicTest.dynamicTest(
                                        text,
                                        () ->
                                                assertEquals(
                                                        Bytes.hex(
                                                                Exp.build(official.get(text))
                                                                        .getBytes()),
                                                        Bytes.hex(ours.get(text).packed()))));
    }

    private void literals() {
        for (long number :
                new long[] {
                    0,
                    1,
                    -1,
                    -32,
                    -33,
                    127,
                    128,
                    255,
                    256,
                    65535,
                    65536,
                    4294967295L,
                    4294967296L,
                    -128,
                    -129,
                    -32768,
                    -32769,
                    Integer.MIN_VALUE,
                    Integer.MIN_VALUE - 1L,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE
                }) {
            same(literal(number), Exp.val(number));
        }
        same(literal(1.5), Exp.val(1.5));
        same(literal(Double.NEGATIVE_INFINITY), Exp.val(Double.NEGATIVE_INFINITY));
        same(literal(true), Exp.val(true));
        same(literal(false), Exp.val(false));
        same(literal(""), Exp.val(""));
        same(literal("é✓".repeat(100)), Exp.val("é✓".repeat(100)));
        same(literal(new byte[] {1, 2}), Exp.val(new byte[] {1, 2}));
        same(literal(new GeoJson("{}")), Exp.geo("{}"));
        List<?> list = List.of("a", 1, List.of(2L, 2.5));
        same(literal(list), Exp.val(list));
        Map<?, ?> sorted = new TreeMap<>(Map.of("b", 1, "a", List.of("x")));
        same(literal(sorted), Exp.val(sorted));
        Map<?, ?> unsorted = Map.of("k", Map.of(1, "v"));
        same(literal(unsorted), Exp.val(unsorted));
        same(nil(), Exp.nil());
        same(infinity(), Exp.inf());
        same(wildcard(), Exp.wildcard());
        same(unknown(), Exp.unknown());
    }

    private void recordAndBins() {
        same(intBin("i"), Exp.intBin("i"));
        same(floatBin("f"), Exp.floatBin("f"));
        same(stringBin("s"), Exp.stringBin("s"));
        same(boolBin("b"), Exp.boolBin("b"));
        same(blobBin("x"), Exp.blobBin("x"));
        same(listBin("l"), Exp.listBin("l"));
        same(mapBin("m"), Exp.mapBin("m"));
        same(geoBin("g"), Exp.geoBin("g"));
        same(hllBin("h"), Exp.hllBin("h"));
        same(binExists("i"), Exp.binExists("i"));
        same(binType("fifteen_bytes_n"), Exp.binType("fifteen_bytes_n"));
        same(setName(), Exp.setName());
        same(key(Expression.Type.INT), Exp.key(Exp.Type.INT));
        same(key(Expression.Type.STRING), Exp.key(Exp.Type.STRING));
        same(key(Expression.Type.BLOB), Exp.key(Exp.Type.BLOB));
        same(keyExists(), Exp.keyExists());
        same(ttlSeconds(), Exp.ttl());
        same(voidTimeNanos(), Exp.voidTime());
        same(lastUpdateNanos(), Exp.lastUpdate());
        same(sinceUpdateMillis(), Exp.sinceUpdate());
        same(recordSizeBytes(), Exp.recordSize());
        same(isTombstone(), Exp.isTombstone());
        same(digestModulo(3), Exp.digestModulo(3));
    }

    private void comparisonsAndLogic() {
        Expression a = intBin("a");
        Exp theirA = Exp.intBin("a");
        same(equal(a, literal(7)), Exp.eq(theirA, Exp.val(7)));
        same(notEqual(a, literal(7)), Exp.ne(theirA, Exp.val(7)));
        same(greater(a, literal(7)), Exp.gt(theirA, Exp.val(7)));
        same(greaterOrEqual(a, literal(7)), Exp.ge(theirA, Exp.val(7)));
        same(less(a, literal(7)), Exp.lt(theirA, Exp.val(7)));
        same(lessOrEqual(a, literal(7)), Exp.le(theirA, Exp.val(7)));
        same(regex("^a.*z$", stringBin("s")), Exp.regexCompare("^a.*z$", 0, Exp.stringBin("s")));
        same(
                regex(
                        "é",
                        stringBin("s"),
                        RegexFlag.EXTENDED,
                        RegexFlag.IGNORE_CASE,
                        RegexFlag.NO_SUBEXPRESSIONS,
                        RegexFlag.NEWLINE),
                Exp.regexCompare("é", 15, Exp.stringBin("s")));
        same(
                geoCompare(geoBin("g"), literal(new GeoJson("{}"))),
                Exp.geoCompare(Exp.geoBin("g"), Exp.geo("{}")));
        Expression x = boolBin("x");
        Expression y = greater(a, literal(1));
        Exp theirX = Exp.boolBin("x");
        Exp theirY = Exp.gt(theirA, Exp.val(1));
        same(and(x, y), Exp.and(theirX, theirY));
        same(and(x, y, not(x)), Exp.and(theirX, theirY, Exp.not(theirX)));
        same(or(x, y, x, y), Exp.or(theirX, theirY, theirX, theirY));
        same(exclusive(x, y), Exp.exclusive(theirX, theirY));
        Expression[] many = Stream.generate(() -> x).limit(20).toArray(Expression[]::new);
        Exp[] theirMany = Stream.generate(() -> theirX).limit(22).toArray(Exp[]::new);
        same(or(x, x, many), Exp.or(theirMany));
    }

    private void numbers() {
        Expression i = intBin("i");
        Expression f = floatBin("f");
        Exp theirI = Exp.intBin("i");
        Exp theirF = Exp.floatBin("f");
        same(add(i, literal(1), literal(2)), Exp.add(theirI, Exp.val(1), Exp.val(2)));
        same(subtract(i, literal(1)), Exp.sub(theirI, Exp.val(1)));
        same(negate(i), Exp.sub(theirI));
        same(multiply(i, i), Exp.mul(theirI, theirI));
        same(divide(f, literal(2.0)), Exp.div(theirF, Exp.val(2.0)));
        same(reciprocal(f), Exp.div(theirF));
        same(power(f, f), Exp.pow(theirF, theirF));
        same(logarithm(f, literal(2.0)), Exp.log(theirF, Exp.val(2.0)));
        same(modulo(i, literal(5)), Exp.mod(theirI, Exp.val(5)));
        same(absolute(i), Exp.abs(theirI));
        same(floor(f), Exp.floor(theirF));
        same(ceiling(f), Exp.ceil(theirF));
        same(toInt(f), Exp.toInt(theirF));
        same(toFloat(i), Exp.toFloat(theirI));
        same(min(i, i), Exp.min(theirI, theirI));
        same(max(i, i, i), Exp.max(theirI, theirI, theirI));
        same(bitAnd(i, literal(255)), Exp.intAnd(theirI, Exp.val(255)));
        same(bitOr(i, i), Exp.intOr(theirI, theirI));
        same(bitXor(i, i), Exp.intXor(theirI, theirI));
        same(bitNot(i), Exp.intNot(theirI));
        same(shiftLeft(i, literal(1)), Exp.lshift(theirI, Exp.val(1)));
        same(shiftRightLogical(i, literal(1)), Exp.rshift(theirI, Exp.val(1)));
        same(shiftRightArithmetic(i, literal(1)), Exp.arshift(theirI, Exp.val(1)));
        same(bitCount(i), Exp.count(theirI));
        same(scanBitsFromLeft(i, literal(true)), Exp.lscan(theirI, Exp.val(true)));
        same(scanBitsFromRight(i, literal(false)), Exp.rscan(theirI, Exp.val(false)));
    }

    private void choices() {
        same(
                when(boolBin("a"), literal(1)).when(boolBin("b"), literal(2)).otherwise(literal(3)),
                Exp.cond(Exp.boolBin("a"), Exp.val(1), Exp.boolBin("b"), Exp.val(2), Exp.val(3)));
        same(
                let("x", intBin("i"))
                        .and("_y2", add(variable("x"), literal(1)))
                        .in(less(variable("x"), variable("_y2"))),
                Exp.let(
                        Exp.def("x", Exp.intBin("i")),
                        Exp.def("_y2", Exp.add(Exp.var("x"), Exp.val(1))),
                        Exp.lt(Exp.var("x"), Exp.var("_y2"))));
    }

    /** Every method of lists and maps is compared by the test of calls; here are intervals. */
    private void collections() {
        Exp list = Exp.listBin("l");
        ListExpression ours = ListExpression.of(listBin("l"));
        same(
                ours.getByValueInterval(null, literal(5), ReturnType.VALUE),
                ListExp.getByValueRange(7, null, Exp.val(5), list));
        same(
                ours.getByValueInterval(literal(1), null, ReturnType.COUNT),
                ListExp.getByValueRange(5, Exp.val(1), null, list));
        same(
                ours.getByValueInterval(nil(), infinity(), ReturnType.COUNT),
                ListExp.getByValueRange(5, Exp.nil(), Exp.inf(), list));
        same(
                ours.getByValue(literal(List.of(1, 2)), ReturnType.COUNT),
                ListExp.getByValue(5, Exp.val(List.of(1, 2)), list));
        same(
                MapExpression.of(listBin("l"), CollectionPath.root().listRank(1).mapValue(5))
                        .getByKey(wildcard(), ReturnType.VALUE, Expression.Type.STRING),
                MapExp.getByKey(
                        7,
                        Exp.Type.STRING,
                        Exp.wildcard(),
                        list,
                        CTX.listRank(1),
                        CTX.mapValue(Value.get(5))));
    }

    @Test
    void theTypeOfOneElementMustBeSaid() {
        ListExpression list = ListExpression.of(listBin("l"));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> list.getByIndex(literal(0), ReturnType.VALUE));
        assertEquals(
                "listGetByIndex answers an element, whose type must be said: add an Expression.Type"
                        + " to its arguments.",
                e.getMessage());
        assertEquals(
                list.getByIndex(literal(0), ReturnType.RANK, Expression.Type.INT),
                list.getByIndex(literal(0), ReturnType.RANK));
    }

    /**
     * What the official client 9.2 has no factory for, after the form in
     * docs/docs/internals/wire.md.
     */
    @Test
    void membershipAndKeysOfMapsHaveTheFormOfTheServer() {
        assertEquals(
                "9309" + "935102a169" + "927e920102",
                Bytes.hex(inList(intBin("i"), literal(List.of(1, 2))).packed()));
        assertEquals("9265" + "935105a16d", Bytes.hex(mapKeys(mapBin("m")).packed()));
        assertEquals("9266" + "935105a16d", Bytes.hex(mapValues(mapBin("m")).packed()));
    }

    @Test
    void recordedFiltersAreMadeByteForByte() {
        assertFilter("batch-read-filter", greaterOrEqual(intBin("humidity"), literal(45)));
        assertFilter("scan-filter", less(intBin("i"), literal(10)));
        assertFilter("error-filtered-out", greater(intBin("int"), literal(100)));
    }

    private static void assertFilter(String recording, Expression filter) {
        String request = Bytes.hex(Recording.load(recording).exchange(0).request());
        String packed = Bytes.hex(filter.packed());
        String field = String.format("%08x2b", 1 + packed.length() / 2) + packed;
        assertTrue(request.contains(field), recording + " lacks " + field);
    }

    @Test
    void theTextReadsAsTheSource() {
        assertEquals(
                "and(greaterOrEqual(intBin(\"humidity\"), 45),"
                        + " regex(\"^s\", stringBin(\"name\"), [EXTENDED]))",
                and(
                                greaterOrEqual(intBin("humidity"), literal(45)),
                                regex("^s", stringBin("name"), RegexFlag.EXTENDED))
                        .toString());
    }

    @Test
    void expressionsTravelAsBase64() {
        Expression expression = less(intBin("i"), literal(10));
        Expression again = Expression.fromBase64(expression.toBase64());
        assertEquals(expression, again);
        assertEquals(expression.hashCode(), again.hashCode());
        assertEquals(
                Exp.build(Exp.lt(Exp.intBin("i"), Exp.val(10))).getBase64(), expression.toBase64());
    }

    @Test
    void packedBytesAreCopied() {
        Expression expression = less(intBin("i"), literal(10));
        expression.packed()[0] = 0;
        assertEquals("9305935102a1690a", Bytes.hex(expression.packed()));
    }

    @Test
    void whatCannotBeAnExpressionIsRefusedBeforeItIsSent() {
        assertThrows(IllegalArgumentException.class, () -> intBin("sixteen_bytes_na"));
        assertThrows(IllegalArgumentException.class, () -> variable("1x"));
        assertThrows(IllegalArgumentException.class, () -> let("", literal(1)));
        assertThrows(IllegalArgumentException.class, () -> key(Expression.Type.FLOAT));
        assertThrows(IllegalArgumentException.class, () -> digestModulo(0));
        assertThrows(IllegalArgumentException.class, () -> Expression.fromBase64("lw=="));
        assertThrows(IllegalArgumentException.class, () -> Expression.fromBase64("%"));
        assertThrows(
                IllegalArgumentException.class, () -> Expression.ofPacked(new byte[] {0x01, 0x02}));
        assertThrows(IllegalArgumentException.class, () -> Expression.ofPacked(new byte[0]));
    }
}
