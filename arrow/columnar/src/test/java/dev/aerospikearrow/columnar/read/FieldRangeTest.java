package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TypeMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;

/** Fields that say in their metadata which whole numbers fit. */
class FieldRangeTest extends DecodingTest {
    private static final ArrowType MICROS = new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
    private static final Map<String, String> TENS =
            Map.of(
                    FieldMetadata.MIN,
                    "-20",
                    FieldMetadata.MAX,
                    "1000",
                    FieldMetadata.MULTIPLE_OF,
                    "10");

    private static Field withMetadata(ArrowType type, Map<String, String> metadata) {
        return new Field("x", new FieldType(true, type, null, metadata), List.of());
    }

    private static BatchReply reply(Object... values) {
        BatchReply reply = new BatchReply();
        for (int i = 0; i < values.length; i++) {
            reply.found(i, Map.of("x", values[i]));
        }
        return reply;
    }

    private List<Object> read(Field field, OnMismatch policy, Object... values) {
        try (ColumnarBatch batch =
                read(keys(values.length), schema(field), onMismatch(policy), reply(values))) {
            assertEquals(
                    values.length,
                    batch.mismatches().get(0).nullCount()
                            + batch.vector("x").getValueCount()
                            - batch.vector("x").getNullCount());
            List<Object> read = new ArrayList<>();
            for (int row = 0; row < values.length; row++) {
                read.add(String.valueOf(batch.vector("x").getObject(row)));
            }
            return read;
        }
    }

    @Test
    void whatIsOutsideBecomesNullAndIsCounted() {
        for (ArrowType type :
                List.of(INT64, new ArrowType.Int(16, true), new ArrowType.Int(32, true))) {
            assertEquals(
                    List.of("-20", "null", "0", "null", "1000", "null"),
                    read(
                            withMetadata(type, TENS),
                            OnMismatch.NULL,
                            -20L,
                            -30L,
                            0L,
                            5L,
                            1000L,
                            1010L));
        }
        assertEquals(
                List.of("1970-01-01T00:00:00.000010", "null"),
                read(withMetadata(MICROS, TENS), OnMismatch.NULL, 10L, 11L));
    }

    @Test
    void smallestAndLargestAloneAreTakenInBlocks() {
        Map<String, String> bounds = Map.of(FieldMetadata.MIN, "1", FieldMetadata.MAX, "2");
        assertEquals(
                List.of("null", "1", "2", "null"),
                read(withMetadata(INT64, bounds), OnMismatch.NULL, 0L, 1L, 2L, 3L));
    }

    @Test
    void numberInATextIsHeldToTheRangeToo() {
        assertEquals(
                List.of("10", "null"),
                read(withMetadata(INT64, TENS), OnMismatch.COERCE, "10", "1010"));
    }

    @Test
    void failureNamesKeyBinAndRange() {
        TypeMismatchException e =
                assertThrows(
                        TypeMismatchException.class,
                        () -> read(withMetadata(MICROS, TENS), OnMismatch.FAIL, 10L, 1010L));
        assertTrue(
                e.getMessage()
                        .startsWith("Bin \"x\" holds INTEGER 1010 at row 1 (key test.things 1, "),
                e.getMessage());
        assertTrue(
                e.getMessage()
                        .contains(
                                "Timestamp(microsecond) from -20 to 1000 in multiples of 10: the"
                                        + " value is out of range."),
                e.getMessage());
    }

    @Test
    void elementsOfAListAreHeldToTheirsOwn() {
        Field list = field("x", ArrowType.List.INSTANCE, withMetadata(INT64, TENS));
        ReadOptions lenient = onMismatch(OnMismatch.NULL);
        try (ColumnarBatch batch =
                read(keys(1), schema(list), lenient, reply(List.of(10L, 7L, 2000L)))) {
            assertEquals("[10,null,null]", String.valueOf(batch.vector("x").getObject(0)));
            assertEquals(2, batch.mismatches().get(0).nullCount());
        }
    }

    @Test
    void rangeIsNeverWiderThanTheType() {
        assertEquals(
                List.of("127", "null"),
                read(
                        withMetadata(new ArrowType.Int(8, true), Map.of(FieldMetadata.MAX, "1000")),
                        OnMismatch.NULL,
                        127L,
                        128L));
        assertEquals(
                List.of("1970-01-03T00:00", "null"),
                read(
                        withMetadata(
                                new ArrowType.Date(DateUnit.MILLISECOND),
                                Map.of(FieldMetadata.MULTIPLE_OF, "172800000")),
                        OnMismatch.NULL,
                        172_800_000L,
                        86_400_000L));
    }

    @Test
    void metadataThatIsNoRangeIsRefused() {
        assertRefused(INT64, Map.of(FieldMetadata.MIN, "x"), "aerospike.min = \"x\"");
        assertRefused(
                INT64, Map.of(FieldMetadata.MIN, "2", FieldMetadata.MAX, "1"), "takes no value");
        assertRefused(INT64, Map.of(FieldMetadata.MULTIPLE_OF, "0"), "multiples of 0");
        assertRefused(UTF8, Map.of(FieldMetadata.MAX, "1"), "which is for whole numbers");
        Field encoded =
                new Field(
                        "x",
                        new FieldType(
                                true,
                                UTF8,
                                new DictionaryEncoding(1, false, new ArrowType.Int(8, true)),
                                Map.of(FieldMetadata.MAX, "1")),
                        List.of());
        assertThrows(
                IllegalArgumentException.class, () -> ReadOptions.DEFAULT.check(schema(encoded)));
    }

    private static void assertRefused(ArrowType type, Map<String, String> metadata, String part) {
        Field field = withMetadata(type, metadata);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ReadOptions.DEFAULT.check(schema(field)));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
