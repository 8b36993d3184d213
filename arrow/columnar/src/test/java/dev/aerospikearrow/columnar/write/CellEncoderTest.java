package dev.aerospikearrow.columnar.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each type's operation, byte for byte: {@code u32 length | op 02 | particle type | flags | name
 * length | name | value}. The value under test lies in row 1, between others.
 */
class CellEncoderTest {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeftInTheAllocator() {
        allocator.close();
    }

    /** Fills rows 0 to 2 of a vector, encodes row 1 as bin "b", and closes the vector. */
    private <V extends FieldVector> String cell(
            V vector, @Nullable ColumnEncoding encoding, Consumer<V> fill) {
        try (vector) {
            vector.allocateNew();
            fill.accept(vector);
            vector.setValueCount(3);
            WireBuffer buffer = new WireBuffer(4);
            ValueEncoder values =
                    new EncoderFactory(
                                    RowTarget.of(buffer),
                                    new DictionaryProvider.MapDictionaryProvider())
                            .create(vector, Optional.ofNullable(encoding));
            int operations = new CellEncoder("field", "b", values, OnNull.DELETE, buffer).write(1);
            assertEquals(1, operations);
            return Bytes.hex(buffer.toByteArray());
        }
    }

    private <V extends FieldVector> String cell(V vector, Consumer<V> fill) {
        return cell(vector, null, fill);
    }

    private static Field field(String name, ArrowType type, Field... children) {
        return new Field(name, FieldType.nullable(type), List.of(children));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final String INTEGER = "0000000d" + "02" + "01" + "00" + "01" + "62";
    private static final String DOUBLE = "0000000d" + "02" + "02" + "00" + "01" + "62";

    @Test
    void integersOfAnyWidthAreEightBytes() {
        String minusTwo = INTEGER + "fffffffffffffffe";
        assertEquals(minusTwo, cell(new TinyIntVector("v", allocator), v -> v.setSafe(1, -2)));
        assertEquals(minusTwo, cell(new SmallIntVector("v", allocator), v -> v.setSafe(1, -2)));
        assertEquals(minusTwo, cell(new IntVector("v", allocator), v -> v.setSafe(1, -2)));
        assertEquals(minusTwo, cell(new BigIntVector("v", allocator), v -> v.setSafe(1, -2)));
        assertEquals(
                INTEGER + "00000000000000fe",
                cell(new UInt1Vector("v", allocator), v -> v.setSafe(1, -2)));
        assertEquals(
                INTEGER + "000000000000fffe",
                cell(new UInt2Vector("v", allocator), v -> v.setSafe(1, 0xFFFE)));
        assertEquals(
                INTEGER + "00000000fffffffe",
                cell(new UInt4Vector("v", allocator), v -> v.setSafe(1, -2)));
    }

    @Test
    void timesAreIntegersOfTheirUnit() {
        assertEquals(
                INTEGER + "000000000000000b",
                cell(new DateDayVector("v", allocator), v -> v.setSafe(1, 11)));
        assertEquals(
                INTEGER + "000000000000000c",
                cell(new TimeMicroVector("v", allocator), v -> v.setSafe(1, 12)));
        assertEquals(
                INTEGER + "000000000000000d",
                cell(new TimeStampMilliTZVector("v", allocator, "UTC"), v -> v.setSafe(1, 13)));
        assertEquals(
                INTEGER + "000000000000000e",
                cell(
                        new DurationVector(
                                field("v", new ArrowType.Duration(TimeUnit.SECOND)), allocator),
                        v -> v.setSafe(1, 14)));
    }

    @Test
    void floatingPointNumbersAreDoubles() {
        String oneAndAHalf = DOUBLE + "3ff8000000000000";
        assertEquals(oneAndAHalf, cell(new Float8Vector("v", allocator), v -> v.setSafe(1, 1.5)));
        assertEquals(oneAndAHalf, cell(new Float4Vector("v", allocator), v -> v.setSafe(1, 1.5f)));
        assertEquals(
                oneAndAHalf,
                cell(new Float2Vector("v", allocator), v -> v.setSafe(1, Float16.toFloat16(1.5f))));
    }

    @Test
    void booleansAreOneByte() {
        assertEquals(
                "00000006" + "02" + "11" + "00" + "01" + "62" + "01",
                cell(new BitVector("v", allocator), v -> v.setSafe(1, 1)));
    }

    @Test
    void textsAreStrings() {
        String text = "00000007" + "02" + "03" + "00" + "01" + "62" + "6869";
        assertEquals(text, cell(new VarCharVector("v", allocator), v -> v.setSafe(1, utf8("hi"))));
        assertEquals(
                text, cell(new LargeVarCharVector("v", allocator), v -> v.setSafe(1, utf8("hi"))));
        assertEquals(
                text, cell(new ViewVarCharVector("v", allocator), v -> v.setSafe(1, utf8("hi"))));
        assertEquals(
                "00000015" + "02" + "03" + "00" + "01" + "62" + "78".repeat(16),
                cell(
                        new ViewVarCharVector("v", allocator),
                        v -> {
                            v.setSafe(0, utf8("another long one in the same buffer"));
                            v.setSafe(1, utf8("x".repeat(16)));
                        }));
        assertEquals(
                "0000000a"
                        + "02"
                        + "17"
                        + "00"
                        + "01"
                        + "62" // GEOJSON
                        + "00"
                        + "0000" // no flags, no cells
                        + "7b7d",
                cell(
                        new VarCharVector("v", allocator),
                        ColumnEncoding.GEOJSON,
                        v -> v.setSafe(1, utf8("{}"))));
    }

    @Test
    void bytesAreBlobsOrSketches() {
        byte[] bytes = {1, 2};
        assertEquals(
                "00000007" + "02" + "04" + "00" + "01" + "62" + "0102",
                cell(new VarBinaryVector("v", allocator), v -> v.setSafe(1, bytes)));
        assertEquals(
                "00000007" + "02" + "04" + "00" + "01" + "62" + "0102",
                cell(new FixedSizeBinaryVector("v", allocator, 2), v -> v.setSafe(1, bytes)));
        assertEquals(
                "00000007" + "02" + "12" + "00" + "01" + "62" + "0102",
                cell(
                        new VarBinaryVector("v", allocator),
                        ColumnEncoding.HLL,
                        v -> v.setSafe(1, bytes)));
    }

    @Test
    void decimalsAreTheIntegersThatTheyEqualOrText() {
        assertEquals(
                INTEGER + "0000000000000005",
                cell(
                        new DecimalVector("v", allocator, 10, 2),
                        v -> v.setSafe(1, new BigDecimal("5.00"))));
        assertEquals(
                INTEGER + "ffffffffffffffff",
                cell(
                        new DecimalVector("v", allocator, 38, 0),
                        v -> v.setSafe(1, new BigDecimal("-1"))));
        assertEquals(
                "00000009" + "02" + "03" + "00" + "01" + "62" + "352e3235",
                cell(
                        new DecimalVector("v", allocator, 10, 2),
                        ColumnEncoding.TEXT,
                        v -> v.setSafe(1, new BigDecimal("5.25"))));
        UnwritableException e =
                assertThrows(
                        UnwritableException.class,
                        () ->
                                cell(
                                        new DecimalVector("v", allocator, 38, 0),
                                        v -> v.setSafe(1, new BigDecimal("9223372036854775808"))));
        assertTrue(e.reason().startsWith("is 9223372036854775808, which is no integer"));
    }

    @Test
    void valuesThatAreKeptOutOfMessagesAreNotTold() {
        BigDecimal large = new BigDecimal("9223372036854775808");
        MessageValues.hide();
        try {
            UnwritableException decimal =
                    assertThrows(
                            UnwritableException.class,
                            () ->
                                    cell(
                                            new DecimalVector("v", allocator, 38, 0),
                                            v -> v.setSafe(1, large)));
            assertTrue(decimal.reason().startsWith("is a number, which is"), decimal.reason());
            UnwritableException integer =
                    assertThrows(
                            UnwritableException.class,
                            () -> cell(new UInt8Vector("v", allocator), v -> v.setSafe(1, -1)));
            assertTrue(integer.reason().startsWith("is an integer, larger"), integer.reason());
        } finally {
            MessageValues.show();
        }
    }

    @Test
    void listsAreMessagePackWithIntegersInTheirSmallestForm() {
        FieldVector vector =
                field("v", ArrowType.List.INSTANCE, field("e", new ArrowType.Int(64, true)))
                        .createVector(allocator);
        assertEquals(
                "0000000a"
                        + "02"
                        + "14"
                        + "00"
                        + "01"
                        + "62"
                        + "93" // three elements
                        + "01" // 1
                        + "c0" // null
                        + "cc80", // 128
                cell(
                        (ListVector) vector,
                        list -> {
                            BigIntVector elements = (BigIntVector) list.getDataVector();
                            list.startNewValue(0);
                            elements.setSafe(0, 99);
                            list.endValue(0, 1);
                            list.startNewValue(1);
                            elements.setSafe(1, 1);
                            elements.setNull(2);
                            elements.setSafe(3, 128);
                            list.endValue(1, 3);
                            elements.setValueCount(4);
                        }));
    }

    private FixedSizeListVector pair(Map<String, String> metadata) {
        Field element = field("e", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
        return (FixedSizeListVector)
                new Field(
                                "v",
                                new FieldType(true, new ArrowType.FixedSizeList(2), null, metadata),
                                List.of(element))
                        .createVector(allocator);
    }

    private static void fillPair(FixedSizeListVector list) {
        Float4Vector elements = (Float4Vector) list.getDataVector();
        for (int i = 0; i < 6; i++) {
            elements.setSafe(i, i == 2 ? 1f : i == 3 ? 2f : 99f);
        }
        list.setNotNull(0);
        list.setNotNull(1);
    }

    @Test
    void fixedSizeListsAreListsOrPackedInEitherOrder() {
        assertEquals(
                "00000010"
                        + "02"
                        + "14"
                        + "00"
                        + "01"
                        + "62"
                        + "92" // two elements
                        + "ca3f800000"
                        + "ca40000000", // floats
                cell(pair(Map.of()), CellEncoderTest::fillPair));
        assertEquals(
                "0000000d" + "02" + "04" + "00" + "01" + "62" + "0000803f" + "00000040",
                cell(pair(Map.of()), ColumnEncoding.PACKED, CellEncoderTest::fillPair));
        assertEquals(
                "0000000d" + "02" + "04" + "00" + "01" + "62" + "3f800000" + "40000000",
                cell(
                        pair(
                                Map.of(
                                        FieldMetadata.ENCODING, "packed",
                                        FieldMetadata.BYTE_ORDER, "big")),
                        CellEncoderTest::fillPair));
        assertThrows(
                UnwritableException.class,
                () ->
                        cell(
                                pair(Map.of()),
                                ColumnEncoding.PACKED,
                                list -> {
                                    fillPair(list);
                                    list.getDataVector().setNull(3);
                                }));
    }

    @Test
    void mapsHaveTheirEntriesAndStructsTheirFieldsThatAreNotNull() {
        Field key = new Field("k", FieldType.notNullable(ArrowType.Utf8.INSTANCE), List.of());
        Field entries =
                new Field(
                        "entries",
                        FieldType.notNullable(ArrowType.Struct.INSTANCE),
                        List.of(key, field("x", ArrowType.Bool.INSTANCE)));
        MapVector map =
                (MapVector) field("v", new ArrowType.Map(false), entries).createVector(allocator);
        assertEquals(
                "0000000e"
                        + "02"
                        + "13"
                        + "00"
                        + "01"
                        + "62"
                        + "82" // two entries
                        + "a20361" // "a", with its particle type
                        + "c3" // true
                        + "a20362" // "b"
                        + "c0", // null
                cell(
                        map,
                        vector -> {
                            StructVector struct = (StructVector) vector.getDataVector();
                            VarCharVector keys = (VarCharVector) struct.getChild("k");
                            BitVector values = (BitVector) struct.getChild("x");
                            vector.startNewValue(1);
                            struct.setIndexDefined(0);
                            struct.setIndexDefined(1);
                            keys.setSafe(0, utf8("a"));
                            keys.setSafe(1, utf8("b"));
                            values.setSafe(0, 1);
                            values.setNull(1);
                            vector.endValue(1, 2);
                            struct.setValueCount(2);
                        }));
        StructVector struct =
                (StructVector)
                        field(
                                        "v",
                                        ArrowType.Struct.INSTANCE,
                                        field("n", new ArrowType.Int(8, true)),
                                        field("gone", ArrowType.Utf8.INSTANCE))
                                .createVector(allocator);
        assertEquals(
                "0000000a"
                        + "02"
                        + "13"
                        + "00"
                        + "01"
                        + "62"
                        + "81" // one entry
                        + "a2036e" // "n"
                        + "ff", // -1
                cell(
                        struct,
                        vector -> {
                            vector.setIndexDefined(1);
                            ((TinyIntVector) vector.getChild("n")).setSafe(1, -1);
                        }));
    }

    @Test
    void nullsDeleteTheirBin() {
        String deletion = "00000005" + "02" + "00" + "00" + "01" + "62";
        assertEquals(deletion, cell(new BigIntVector("v", allocator), v -> v.setSafe(0, 1)));
        assertEquals(deletion, cell(new NullVector("v"), v -> {}));
    }

    @Test
    void typesThatNoBinHoldsAreRefusedWithTheirField() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                cell(
                                        field("span", new ArrowType.Interval(IntervalUnit.DAY_TIME))
                                                .createVector(allocator),
                                        v -> {}));
        assertTrue(
                e.getMessage().startsWith("Field span is Interval and cannot be written"),
                e.getMessage());
    }

    @Test
    void mapsWhoseKeysAreOfATypeThatNoKeyHasAreRefused() {
        for (ArrowType type :
                List.of(
                        new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                        ArrowType.Bool.INSTANCE,
                        ArrowType.List.INSTANCE)) {
            List<Field> inside =
                    type.isComplex() ? List.of(field("x", ArrowType.Utf8.INSTANCE)) : List.of();
            IllegalArgumentException e = refusalOfKeys(FieldType.notNullable(type), inside);
            assertTrue(e.getMessage().startsWith("Field prices is Map<"), e.getMessage());
            assertTrue(
                    e.getMessage().contains("keys of a map in a bin are integers, texts or bytes"),
                    e.getMessage());
        }
    }

    @Test
    void keysOfAMapWhoseDictionaryIsMissingAreRefusedWithItsNumber() {
        DictionaryEncoding encoding = new DictionaryEncoding(7, false, null);
        IllegalArgumentException e =
                refusalOfKeys(
                        new FieldType(false, new ArrowType.Int(32, true), encoding), List.of());
        assertTrue(
                e.getMessage().startsWith("Field k is encoded with dictionary 7, which is not"),
                e.getMessage());
    }

    private IllegalArgumentException refusalOfKeys(FieldType keys, List<Field> inside) {
        Field entries =
                new Field(
                        "entries",
                        FieldType.notNullable(ArrowType.Struct.INSTANCE),
                        List.of(new Field("k", keys, inside), field("x", ArrowType.Bool.INSTANCE)));
        return assertThrows(
                IllegalArgumentException.class,
                () ->
                        cell(
                                field("prices", new ArrowType.Map(false), entries)
                                        .createVector(allocator),
                                vector -> {}));
    }
}
