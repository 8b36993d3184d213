package dev.aerospikearrow.cli.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.TypeNames;
import java.util.Map;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeNotationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Int8",
                "Int64",
                "UInt16",
                "Float16",
                "Float64",
                "Bool",
                "Utf8",
                "LargeUtf8",
                "Utf8View",
                "Binary",
                "LargeBinary",
                "BinaryView",
                "FixedSizeBinary(20)",
                "Decimal128(9, 2)",
                "Decimal256(40, 3)",
                "Date(day)",
                "Date(millisecond)",
                "Time32(second)",
                "Time64(nanosecond)",
                "Timestamp(microsecond)",
                "Timestamp(millisecond, UTC)",
                "Timestamp(second, Europe/Zurich)",
                "Duration(millisecond)",
                "List<Int64>",
                "LargeList<Utf8>",
                "FixedSizeList<Float32>(8)",
                "Map<Utf8, List<Int64>>",
                "Struct<a: Int64, b: Struct<c: Map<Int64, Bool>, d: Date(day)>>",
            })
    void everyNameThatIsPrintedIsReadBack(String type) {
        assertEquals(type, TypeNames.of(TypeNotation.field("x", type, Map.of())));
    }

    @Test
    void casesAndSpacesDoNotMatter() {
        assertEquals(
                "Struct<a: List<Utf8>, b: Decimal128(9, 2)>",
                TypeNames.of(
                        TypeNotation.field(
                                "x", " struct< a :list<UTF8> ,b: decimal128( 9,2 ) >", Map.of())));
    }

    @Test
    void aTimestampWithoutUnitCountsMicrosecondsInUtc() {
        assertEquals(
                new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
                TypeNotation.field("x", "timestamp", Map.of()).getType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "integer",
                "Int65",
                "List",
                "List<Int64",
                "List<Int64>>",
                "Map<Utf8>",
                "Struct<a>",
                "Struct<>",
                "FixedSizeBinary",
                "FixedSizeBinary(x)",
                "Decimal128(9)",
                "Timestamp(hour)",
                "FixedSizeList<Int8>"
            })
    void whatIsNoTypeIsRefusedWithTheTypesThatThereAre(String type) {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TypeNotation.field("x", type, Map.of()));
        assertTrue(refusal.getMessage().contains("There are "), refusal.getMessage());
    }
}
