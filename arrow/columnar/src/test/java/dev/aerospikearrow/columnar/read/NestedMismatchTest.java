package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.Mismatch;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.TypeMismatchException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where values inside lists, maps and structs are said to be, and what they are said to be. */
class NestedMismatchTest extends DecodingTest {
    private MismatchReport report(OnMismatch policy, String type, Object value) {
        Field field = new ExampleText(type).field("bin");
        BatchReply reply = new BatchReply().found(0, Map.of("bin", value));
        try (ColumnarBatch batch = read(keys(1), schema(field), onMismatch(policy), reply)) {
            return batch.mismatches().get(0);
        }
    }

    private static String first(MismatchReport report) {
        Mismatch first = report.first().orElseThrow();
        return first.path() + " " + first.found() + " as " + first.wanted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "List<Int64>; [\"1\", \"2\"]; [0] STRING \"1\" as Int64",
                "List<Int64>; [7, \"2\"]; [1] STRING \"2\" as Int64",
                "LargeList<Utf8>; [7]; [0] INTEGER 7 as Utf8",
                "FixedSizeList<Int64>(2); [1, \"2\"]; [1] STRING \"2\" as Int64",
                "List<List<Int64>>; [[1], [2, \"3\"]]; [1][1] STRING \"3\" as Int64",
                "Struct<a: Int64>; {\"a\": \"3\"}; .a STRING \"3\" as Int64",
                "Struct<a: List<Bool>>; {\"a\": [true, 2]}; .a[1] INTEGER 2 as Bool",
                "Map<Utf8, Int64>; {\"a\": 1, \"b\": 2.0}; [entry 1].value DOUBLE 2.0 as Int64",
                "Map<Int64, Int64>; {\"1\": 1}; [entry 0].key STRING \"1\" as Int64",
                "List<Utf8>; [9223372036854775808]; [0] INTEGER 9223372036854775808 as Utf8"
            })
    void aConvertedValueIsNamedWithItsPlace(String type, String value, String expected) {
        Object bin = new ExampleText(value).value();
        assertEquals(
                expected,
                first(
                        report(
                                OnMismatch.COERCE,
                                type,
                                bin instanceof Map<?, ?> map ? new TreeMap<>(map) : bin)));
    }

    @Test
    void whatIsConvertedAndWhatBecomesNullIsCountedOnce() {
        MismatchReport report =
                report(OnMismatch.COERCE, "List<Int64>", Arrays.asList("1", "x", null, 3L, "4"));
        assertEquals(2, report.coercedCount());
        assertEquals(1, report.nullCount());
        assertEquals("[0] STRING \"1\" as Int64", first(report));
        assertEquals(
                "[1] STRING \"x\" as Int64",
                first(report(OnMismatch.NULL, "List<Int64>", List.of(1L, "x", "y"))));
    }

    @Test
    void aFailureNamesTheValueInsideAndItsPlace() {
        TypeMismatchException e =
                assertThrows(
                        TypeMismatchException.class,
                        () ->
                                report(
                                        OnMismatch.FAIL,
                                        "List<Int64>",
                                        List.of(
                                                1L,
                                                BigInteger.TWO.pow(64).subtract(BigInteger.ONE))));
        assertEquals("[1]", e.mismatch().path());
        assertEquals("INTEGER 18446744073709551615", e.mismatch().found());
        assertEquals("is out of range", e.mismatch().reason());
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("Map it as UInt64 or Decimal128(20, 0)"), message);
    }
}
