package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RowKeysTest extends DecodingTest {
    private static void assertDigests(RowKeys keys, Key... expected) {
        assertEquals(expected.length, keys.keyCount());
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i].digest(), keys.digests().copy(i));
        }
    }

    private static Key key(long number) {
        return Key.of("test", "things", number);
    }

    private static Key key(String text) {
        return Key.of("test", "things", text);
    }

    @Test
    void integersAndTextsHaveTheDigestsOfTheirKeys() {
        assertDigests(
                RowKeys.of(SetName.of("test", "things"), new long[] {7, -1}), key(7), key(-1));
        assertDigests(
                RowKeys.of(SetName.of("test", "things"), List.of("", "ü")), key(""), key("ü"));
        assertDigests(RowKeys.of(SetName.of("test", "things"), List.of("a")), key("a"));
    }

    @Test
    void vectorsOfAllKindsOfKeysHaveTheDigestsOfTheirKeys() {
        try (SmallIntVector shorts = new SmallIntVector("k", allocator);
                UInt1Vector bytes = new UInt1Vector("k", allocator);
                VarCharVector texts = new VarCharVector("k", allocator);
                LargeVarCharVector largeTexts = new LargeVarCharVector("k", allocator);
                ViewVarCharVector views = new ViewVarCharVector("k", allocator);
                VarBinaryVector blobs = new VarBinaryVector("k", allocator)) {
            shorts.setSafe(0, -3);
            shorts.setValueCount(1);
            assertDigests(RowKeys.of(SetName.of("test", "things"), shorts), key(-3));
            bytes.setSafe(0, 200);
            bytes.setValueCount(1);
            assertDigests(RowKeys.of(SetName.of("test", "things"), bytes), key(200));
            byte[] text = "a text of more than twelve bytes".getBytes(StandardCharsets.UTF_8);
            Key textKey = key("a text of more than twelve bytes");
            texts.setSafe(0, text);
            texts.setSafe(1, new byte[0]);
            texts.setValueCount(2);
            assertDigests(RowKeys.of(SetName.of("test", "things"), texts), textKey, key(""));
            largeTexts.setSafe(0, text);
            largeTexts.setValueCount(1);
            assertDigests(RowKeys.of(SetName.of("test", "things"), largeTexts), textKey);
            views.setSafe(0, text);
            views.setSafe(1, new byte[] {'a'});
            views.setValueCount(2);
            assertDigests(RowKeys.of(SetName.of("test", "things"), views), textKey, key("a"));
            blobs.setSafe(0, text);
            blobs.setValueCount(1);
            assertDigests(
                    RowKeys.of(SetName.of("test", "things"), blobs),
                    Key.of("test", "things", text));
        }
    }

    @Test
    void aNullInAVectorIsARowOfNullsThatIsNotSent() {
        RowKeys keys;
        try (VarCharVector vector = new VarCharVector("k", allocator)) {
            vector.setSafe(1, new byte[] {'a'});
            vector.setSafe(3, new byte[] {'b'});
            vector.setValueCount(5);
            keys = RowKeys.of(SetName.of("test", "things"), vector);
        }
        assertDigests(keys, key("a"), key("b"));
        Schema schema =
                schema(
                        field("__key", UTF8),
                        field("count", INT64),
                        field("__result_code", new ArrowType.Int(32, true)));
        BatchReply reply = new BatchReply().found(1, Map.of("count", 2L)).failed(0, 2);
        try (ColumnarBatch batch = read(keys, schema, reply)) {
            assertEquals("[null, a, null, b, null]", values(batch, "__key").toString());
            assertEquals("[null, null, null, 2, null]", values(batch, "count").toString());
            assertEquals("[-2, 2, -2, 0, -2]", values(batch, "__result_code").toString());
            assertEquals(ColumnarBatch.NULL_KEY, batch.resultCode(4));
            assertEquals(new ColumnarBatch.RowCounts(1, 1, 0, 0, 3), batch.counts());
            assertEquals(Optional.of(3), batch.rowOf("b"));
            assertEquals(
                    "ColumnarBatch of 5 rows x 3 columns: 1 found, 1 missing, 3 null keys",
                    batch.toString());
        }
    }

    /** Values a, b and null, and the indices 1, 0, null, 1, 2 of the given type. */
    private void withEncodedKeys(
            ArrowType.Int indexType,
            Consumer<Dictionary> texts,
            BiConsumer<BaseIntVector, MapDictionaryProvider> test) {
        DictionaryEncoding encoding = new DictionaryEncoding(7, false, indexType);
        try (VarCharVector values = new VarCharVector("values", allocator);
                FieldVector indices =
                        new Field("k", new FieldType(true, indexType, encoding), null)
                                .createVector(allocator)) {
            values.setSafe(0, new byte[] {'a'});
            values.setSafe(1, new byte[] {'b'});
            values.setValueCount(3);
            indices.allocateNew();
            BaseIntVector numbers = (BaseIntVector) indices;
            numbers.setWithPossibleTruncate(0, 1);
            numbers.setWithPossibleTruncate(1, 0);
            numbers.setWithPossibleTruncate(3, 1);
            numbers.setWithPossibleTruncate(4, 2);
            indices.setValueCount(5);
            Dictionary dictionary = new Dictionary(values, encoding);
            texts.accept(dictionary);
            test.accept(numbers, new MapDictionaryProvider(dictionary));
        }
    }

    @Test
    void indicesOfADictionaryAreTheKeysThatTheyStandFor() {
        for (boolean signed : new boolean[] {true, false}) {
            for (int bits : new int[] {8, 16, 32, 64}) {
                withEncodedKeys(
                        new ArrowType.Int(bits, signed),
                        dictionary -> {},
                        (indices, dictionaries) -> {
                            RowKeys keys =
                                    RowKeys.of(SetName.of("test", "things"), indices, dictionaries);
                            assertDigests(keys, key("b"), key("a"), key("b"));
                            assertEquals(5, keys.rowCount());
                            assertEquals(3, keys.row(2));
                            assertEquals("null key", keys.describe(4));
                            assertTrue(
                                    keys.describe(3).startsWith("key test.things \"b\", digest "),
                                    keys.describe(3));
                        });
            }
        }
    }

    @Test
    void encodedKeysAreAColumnOfTheResult() {
        withEncodedKeys(
                new ArrowType.Int(8, true),
                dictionary -> {},
                (indices, dictionaries) -> {
                    RowKeys keys = RowKeys.of(SetName.of("test", "things"), indices, dictionaries);
                    BatchReply reply = new BatchReply();
                    for (int i = 0; i < 3; i++) {
                        reply.found(i, Map.of("count", (long) i));
                    }
                    Schema schema = schema(field("__key", UTF8), field("count", INT64));
                    try (ColumnarBatch batch = read(keys, schema, reply)) {
                        assertEquals("[b, a, null, b, null]", values(batch, "__key").toString());
                        assertEquals(Optional.of(0), batch.rowOf("b"));
                    }
                });
    }

    @Test
    void indicesWithoutTheirDictionaryAreRefused() {
        withEncodedKeys(
                new ArrowType.Int(8, true),
                dictionary -> {},
                (indices, dictionaries) -> {
                    assertEquals(
                            "Field k holds indices into dictionary"
                                    + " 7, not keys. Pass the provider of the dictionary, too:"
                                    + " BatchKeys.of(set, keys, dictionaries).",
                            refusal(() -> RowKeys.of(SetName.of("test", "things"), indices)));
                    MapDictionaryProvider none = new MapDictionaryProvider();
                    assertTrue(
                            refusal(() -> RowKeys.of(SetName.of("test", "things"), indices, none))
                                    .contains("which the provider does not have"));
                });
    }

    @Test
    void anIndexPastItsDictionaryIsRefused() {
        withEncodedKeys(
                new ArrowType.Int(8, false),
                dictionary -> dictionary.getVector().setValueCount(2),
                (indices, dictionaries) -> {
                    assertEquals(
                            "Field k has index 2 at row 4, but" + " its dictionary has 2 values.",
                            refusal(
                                    () ->
                                            RowKeys.of(
                                                    SetName.of("test", "things"),
                                                    indices,
                                                    dictionaries)));
                });
    }

    private static String refusal(Executable refused) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, refused).getMessage());
    }

    @Test
    void textKeysThatAreNoUtf8AreRefused() {
        String half = "x\uD83D";
        assertTrue(
                refusal(() -> RowKeys.of(SetName.of("test", "things"), List.of("a", half)))
                        .contains("half a surrogate pair"));
        try (VarCharVector texts = new VarCharVector("k", allocator)) {
            texts.setSafe(1, new byte[] {'a', (byte) 0xFF});
            texts.setValueCount(2);
            assertEquals(
                    "Field k holds bytes at row 1 that are no UTF-8, and a text key is. Use a"
                            + " Binary vector if the keys are blobs.",
                    refusal(() -> RowKeys.of(SetName.of("test", "things"), texts)));
        }
    }

    @Test
    void aVectorOfAnotherTypeIsRefused() {
        try (Float8Vector vector = new Float8Vector("k", allocator)) {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> RowKeys.of(SetName.of("test", "things"), vector));
            assertTrue(String.valueOf(e.getMessage()).contains("of type Float64"));
        }
    }

    @Test
    void anUnsignedNumberThatIsNoKeyIsRefused() {
        try (UInt8Vector vector = new UInt8Vector("k", allocator)) {
            vector.setSafe(0, -1);
            vector.setValueCount(1);
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> RowKeys.of(SetName.of("test", "things"), vector));
            assertEquals(
                    "Key 18446744073709551615 at row 0 is larger than an integer key can be,"
                            + " 9223372036854775807.",
                    e.getMessage());
        }
    }

    @Test
    @SuppressWarnings("NullAway") // null is what is tested
    void aNullKeyInAListIsRefused() {
        NullPointerException e =
                assertThrows(
                        NullPointerException.class, () -> RowKeys.of(Arrays.asList(key(1), null)));
        assertEquals("key 1 of 2 is null", e.getMessage());
    }

    @Test
    void noKeysGiveAnEmptyBatchOfTheSchema() {
        Schema schema =
                schema(
                        field("count", INT64),
                        field("l", ArrowType.List.INSTANCE, field("i", UTF8)));
        for (RowKeys none :
                List.of(
                        RowKeys.of(List.of()),
                        RowKeys.of(SetName.of("test", "things"), new long[0]))) {
            try (ColumnarBatch batch = read(none, schema, new BatchReply())) {
                assertEquals(schema, batch.schema());
                assertEquals(0, batch.rowCount());
                assertEquals(0, batch.vector("l").getValueCount());
                assertEquals(Optional.empty(), batch.rowOf(1));
            }
        }
    }

    @Test
    void aUserKeyThatDoesNotFitItsColumnIsRefusedBeforeAnythingIsSent() {
        RowKeys keys = RowKeys.of(List.of(key(1), key("two")));
        Schema schema = schema(field("__key", INT64));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> read(keys, schema, new BatchReply()));
        assertTrue(
                String.valueOf(e.getMessage())
                        .startsWith(
                                "Field __key is Int64, but at row 1 (key test.things \"two\","
                                        + " digest "),
                e.getMessage());
    }

    @Test
    void aUserKeyThatDoesNotFitItsColumnHasTheColumnsPolicyAndIsCounted() {
        RowKeys keys = RowKeys.of(List.of(key(1), key("two")));
        Schema schema = schema(field("__key", INT64));
        BatchReply reply = new BatchReply().failed(0, 2).failed(1, 2);
        try (ColumnarBatch batch = read(keys, schema, onMismatch(OnMismatch.NULL), reply)) {
            assertEquals("[1, null]", values(batch, "__key").toString());
            assertEquals(1, batch.mismatches().get(0).nullCount());
        }
    }

    @Test
    void theFirstRowOfARepeatedKeyIsFound() {
        long[] numbers = new long[1000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i / 2;
        }
        BatchReply reply = new BatchReply();
        for (int i = 0; i < numbers.length; i++) {
            reply.failed(i, 2);
        }
        RowKeys keys = RowKeys.of(SetName.of("test", "things"), numbers);
        try (ColumnarBatch batch = read(keys, schema(field("count", INT64)), reply)) {
            for (int i = 0; i < 500; i++) {
                assertEquals(Optional.of(2 * i), batch.rowOf(i));
            }
            assertEquals(Optional.empty(), batch.rowOf(500));
            assertEquals(Optional.empty(), batch.rowOf(Key.of("other", "things", 1)));
        }
    }

    @Test
    void timeToLiveAndExpiryHaveTheDeclaredUnit() {
        Schema schema =
                schema(
                        field("__ttl", INT64),
                        field(
                                "__expiry",
                                new ArrowType.Timestamp(
                                        org.apache.arrow.vector.types.TimeUnit.MILLISECOND,
                                        "UTC")));
        long voidTime = NOW.getEpochSecond() - MessageDescriptor.VOID_TIME_EPOCH_SECONDS + 60;
        BatchReply reply =
                new BatchReply()
                        .found(0, 3, (int) voidTime, Map.of())
                        .found(1, 3, 0, Map.of())
                        .failed(2, 2);
        try (ColumnarBatch batch = read(keys(3), schema, reply)) {
            assertEquals("[60, null, null]", values(batch, "__ttl").toString());
            assertEquals(
                    NOW.plusSeconds(60).toString(),
                    TablePrinter.cell(batch.vector("__expiry"), batch.dictionaries(), 0));
        }
    }

    @Test
    void keysOfAVectorOutliveIt() {
        RowKeys keys;
        try (BigIntVector vector = new BigIntVector("k", allocator)) {
            vector.setSafe(0, 5);
            vector.setValueCount(1);
            keys = RowKeys.of(SetName.of("test", "things"), vector);
        }
        assertEquals("key test.things 5, digest " + keys.digests().hex(0), keys.describe(0));
    }
}
