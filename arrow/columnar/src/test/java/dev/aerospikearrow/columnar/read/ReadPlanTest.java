package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class ReadPlanTest extends DecodingTest {
    private static Field withMetadata(String name, ArrowType type, Map<String, String> metadata) {
        return new Field(name, new FieldType(true, type, null, metadata), List.of());
    }

    private static String refusal(Field... fields) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ReadOptions.DEFAULT.check(schema(fields)));
        return String.valueOf(e.getMessage());
    }

    @Test
    void aFieldIsFilledFromTheBinOfItsNameUnlessItsMetadataNamesAnother() {
        Schema schema =
                schema(
                        field("price", INT64),
                        withMetadata("town", UTF8, Map.of(FieldMetadata.BIN, "city")),
                        withMetadata("__odd", UTF8, Map.of(FieldMetadata.BIN, "__odd")));
        assertEquals(
                List.of("price", "city", "__odd"),
                ReadPlan.of(schema, ReadOptions.DEFAULT).bins().stream()
                        .map(bin -> bin.source().text())
                        .toList());
    }

    @Test
    void policiesComeFromCodeThenMetadataThenTheDefault() {
        Map<String, String> coerce = Map.of(FieldMetadata.ON_MISMATCH, "coerce");
        Schema schema =
                schema(
                        field("a", INT64),
                        withMetadata("b", INT64, coerce),
                        withMetadata("c", INT64, coerce));
        ReadOptions options =
                ReadOptions.builder()
                        .onMismatch(OnMismatch.NULL)
                        .onMismatch("c", OnMismatch.FAIL)
                        .build();
        assertEquals(
                List.of(OnMismatch.NULL, OnMismatch.COERCE, OnMismatch.FAIL),
                ReadPlan.of(schema, options).bins().stream()
                        .map(ReadPlan.BinField::onMismatch)
                        .toList());
    }

    @Test
    void anUnsupportedTypeIsNamedWithItsFieldAndTheAllowedTypes() {
        String message =
                refusal(
                        field(
                                "list",
                                ArrowType.List.INSTANCE,
                                field("item", new ArrowType.Union(UnionMode.Dense, new int[0]))));
        assertEquals(
                "Field list.item is Union: no value of a bin becomes this type. Allowed are Int8"
                        + " to Int64, UInt8 to UInt64, Float16, Float32, Float64, Bool,"
                        + " Decimal128, Decimal256, Date, Time, Timestamp, Duration, Utf8,"
                        + " LargeUtf8, Utf8View, Binary, LargeBinary, BinaryView,"
                        + " FixedSizeBinary, List, LargeList, FixedSizeList, Map, Struct.",
                message);
    }

    @Test
    void twoFieldsOfOneBinAreRefused() {
        assertEquals(
                "Fields price and cost are both filled from bin \"price\". Keep one of them.",
                refusal(
                        field("price", INT64),
                        withMetadata("cost", INT64, Map.of(FieldMetadata.BIN, "price"))));
    }

    @Test
    void aBinNameOfSixteenBytesIsRefused() {
        assertEquals(
                "Field sixteen_bytes_ab is filled from bin \"sixteen_bytes_ab\", a name of 16"
                        + " bytes. Bin names have at most 15 bytes of UTF-8 and no zero byte; give"
                        + " the field metadata aerospike.bin if its bin has another name.",
                refusal(field("sixteen_bytes_ab", INT64)));
        ReadOptions.DEFAULT.check(schema(field("fifteen_bytes_n", INT64)));
    }

    @Test
    void aFieldThatIsNotNullableIsRefused() {
        assertEquals(
                "Field price is declared not nullable, but records and bins may be missing."
                        + " Declare it nullable.",
                refusal(new Field("price", FieldType.notNullable(INT64), List.of())));
    }

    @Test
    void anUnknownReservedNameIsRefused() {
        assertEquals(
                "Field __gen is not known; names that start with __ are reserved for __key,"
                        + " __digest, __generation, __ttl, __expiry, __result_code. For a bin of"
                        + " that name give the field metadata aerospike.bin.",
                refusal(field("__gen", INT64)));
    }

    @Test
    void aMetadataColumnOfAnotherTypeIsRefused() {
        assertEquals(
                "Field __generation is Int8. Allowed are UInt16, UInt32, UInt64, Int32 or Int64.",
                refusal(field("__generation", new ArrowType.Int(8, true))));
        assertEquals(
                "Field __expiry is Float64. Allowed are Timestamp, Int64 or UInt64.",
                refusal(
                        field(
                                "__expiry",
                                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE))));
    }

    @Test
    void pathsAndDictionariesAndUnknownPoliciesAndByteOrdersAreRefused() {
        assertEquals(
                "Field trips has metadata aerospike.bin and aerospike.path. Keep one of them; a"
                        + " path starts with its bin.",
                refusal(
                        withMetadata(
                                "trips",
                                INT64,
                                Map.of(FieldMetadata.PATH, "a.b", FieldMetadata.BIN, "a"))));
        assertEquals(
                "Field trips: The path \"a.\" cannot be read: the name of a key is expected, and is"
                        + " empty, before character 3. Write it as bin.key, bin{12}, bin{0x0aff}"
                        + " or bin[0].",
                refusal(withMetadata("trips", INT64, Map.of(FieldMetadata.PATH, "a."))));
        assertEquals(
                "Field a has metadata aerospike.on-mismatch = \"ignore\". Allowed are fail, null"
                        + " and coerce.",
                refusal(withMetadata("a", INT64, Map.of(FieldMetadata.ON_MISMATCH, "ignore"))));
        assertEquals(
                "Field a has metadata aerospike.byte-order = \"middle\". Allowed are little and"
                        + " big.",
                refusal(withMetadata("a", INT64, Map.of("aerospike.byte-order", "middle"))));
    }

    private static Field encoded(String name, ArrowType type, DictionaryEncoding encoding) {
        return new Field(name, new FieldType(true, type, encoding), List.of());
    }

    @Test
    void dictionariesThatCannotBeBuiltAreRefused() {
        DictionaryEncoding plain = new DictionaryEncoding(1, false, null);
        assertEquals(
                "Field word is Dictionary<Int32, Binary>: a dictionary is of Utf8 with indices of"
                        + " Int8, Int16 or Int32",
                refusal(encoded("word", ArrowType.Binary.INSTANCE, plain)).split("\\.")[0]);
        for (ArrowType.Int wrong :
                List.of(new ArrowType.Int(64, true), new ArrowType.Int(8, false))) {
            Field field = encoded("word", UTF8, new DictionaryEncoding(1, false, wrong));
            assertTrue(refusal(field).contains("with indices of Int8"), refusal(field));
        }
        Field ordered = encoded("word", UTF8, new DictionaryEncoding(1, true, null));
        assertTrue(refusal(ordered).contains("cannot be declared ordered"), refusal(ordered));
        Field nested = field("list", ArrowType.List.INSTANCE, encoded("item", UTF8, plain));
        assertTrue(refusal(nested).contains("only whole fields"), refusal(nested));
        Field key = encoded("__key", UTF8, plain);
        assertTrue(refusal(key).contains("only fields that bins fill"), refusal(key));
        Field[] shared = {encoded("a", UTF8, plain), encoded("b", UTF8, plain)};
        assertEquals(
                "Fields a and b both have dictionary 1. Give each a number of its own.",
                refusal(shared));
    }

    @Test
    void aPolicyForAFieldThatNoBinFillsIsRefused() {
        ReadOptions options = ReadOptions.builder().onMismatch("__key", OnMismatch.NULL).build();
        Schema schema = schema(field("a", INT64), field("__key", INT64));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> options.check(schema));
        assertEquals("No bin fills a field __key. Fields that bins fill: a.", e.getMessage());
    }
}
