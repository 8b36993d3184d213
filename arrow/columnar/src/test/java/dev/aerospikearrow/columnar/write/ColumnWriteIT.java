package dev.aerospikearrow.columnar.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.ColumnTest;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.IncompleteWriteException;
import dev.aerospikearrow.columnar.InvalidRowException;
import dev.aerospikearrow.columnar.OnInvalidRow;
import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a write of columns does to records, seen by the map API. */
@ExtendWith(TestClusterExtension.class)
class ColumnWriteIT extends ColumnTest {
    private final TestCluster cluster;
    private final String set;
    private final AerospikeClient maps;
    private final ColumnarClient columns;
    private final List<FieldVector> vectors = new ArrayList<>();

    ColumnWriteIT(TestCluster cluster) {
        this.cluster = cluster;
        set = cluster.uniqueSet();
        maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(maps);
    }

    @AfterEach
    void close() {
        vectors.forEach(FieldVector::close);
        columns.close();
        maps.close();
    }

    private BigIntVector integers(String name, Long... values) {
        BigIntVector vector = new BigIntVector(name, allocator);
        vectors.add(vector);
        vector.allocateNew(values.length);
        for (int row = 0; row < values.length; row++) {
            if (values[row] != null) {
                vector.set(row, values[row]);
            }
        }
        vector.setValueCount(values.length);
        return vector;
    }

    private VarCharVector texts(String name, String... values) {
        VarCharVector vector = new VarCharVector(name, allocator);
        vectors.add(vector);
        vector.allocateNew();
        for (int row = 0; row < values.length; row++) {
            if (values[row] != null) {
                vector.setSafe(row, values[row].getBytes(StandardCharsets.UTF_8));
            }
        }
        vector.setValueCount(values.length);
        return vector;
    }

    private static VectorSchemaRoot root(FieldVector... columns) {
        VectorSchemaRoot root = VectorSchemaRoot.of(columns);
        root.setRowCount(columns[0].getValueCount());
        return root;
    }

    private ColumnarWriteOptions.Builder options() {
        return ColumnarWriteOptions.keyedBy("id").set(SetName.of(cluster.namespace(), set));
    }

    private Key key(long id) {
        return Key.of(cluster.namespace(), set, id);
    }

    private Map<String, Object> bins(long id) {
        return maps.get(key(id)).orElseThrow().bins();
    }

    @Test
    void unsignedNumbersInListsKeepTheirValue() {
        ArrowType unsigned = new ArrowType.Int(64, false);
        ListVector list =
                (ListVector)
                        field("l", ArrowType.List.INSTANCE, field("item", unsigned))
                                .createVector(allocator);
        vectors.add(list);
        UInt8Vector elements = (UInt8Vector) list.getDataVector();
        list.startNewValue(0);
        elements.setSafe(0, -1);
        elements.setSafe(1, 7);
        list.endValue(0, 2);
        list.setValueCount(1);
        columns.batchWrite(root(integers("id", 1L), list), options().build()).requireAllWritten();
        BigInteger max = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        assertEquals(List.of(max, 7L), bins(1).get("l"));
    }

    @Test
    void textsThatAreNoUtf8AreRefused() {
        VarCharVector names = texts("name", "a", "b");
        names.setSafe(1, new byte[] {(byte) 0xFF});
        InvalidRowException e =
                assertThrows(
                        InvalidRowException.class,
                        () ->
                                columns.batchWrite(
                                        root(integers("id", 1L, 2L), names), options().build()));
        assertTrue(
                e.getMessage().contains("field name holds a text whose bytes are no UTF-8"),
                e.getMessage());
        assertEquals(1, e.row());
    }

    @Test
    void userKeysThatAreKeptOutOfMessagesAreDigests() {
        VarCharVector names = texts("name", "a");
        names.setSafe(0, new byte[] {(byte) 0xFF});
        VectorSchemaRoot root = root(texts("id", "ada@example.org"), names);
        MessageValues.hide();
        try {
            InvalidRowException e =
                    assertThrows(
                            InvalidRowException.class,
                            () -> columns.batchWrite(root, options().build()));
            assertTrue(e.getMessage().contains(set + " digest "), e.getMessage());
            assertFalse(e.getMessage().contains("ada@"), e.getMessage());
        } finally {
            MessageValues.show();
        }
    }

    @Test
    void nullsLeaveTheirBinsOrDeleteThem() {
        maps.put(key(1), Bin.of("a", 10), Bin.of("b", "old"));
        maps.put(key(2), Bin.of("a", 20), Bin.of("b", "old"));
        VectorSchemaRoot root =
                root(integers("id", 1L, 2L), integers("a", 11L, null), texts("b", null, "new"));

        columns.batchWrite(root, options().build()).requireAllWritten();
        assertEquals(Map.of("a", 11L, "b", "old"), bins(1));
        assertEquals(Map.of("a", 20L, "b", "new"), bins(2));

        columns.batchWrite(root, options().onNull(OnNull.DELETE).build()).requireAllWritten();
        assertEquals(Map.of("a", 11L), bins(1));
        assertEquals(Map.of("b", "new"), bins(2));
    }

    @Test
    void rowsWhoseBinsAreAllNullAreNotSentUnlessNullsDelete() {
        maps.put(key(1), Bin.of("a", 10));
        VectorSchemaRoot root = root(integers("id", 1L, 2L), integers("a", null, 2L));

        WriteResult result = columns.batchWrite(root, options().build());
        assertEquals(WriteResult.NOTHING_TO_WRITE, result.resultCode(0));
        assertEquals(0, result.resultCode(1));
        assertEquals(Map.of("a", 10L), bins(1));

        columns.batchWrite(root, options().onNull(OnNull.DELETE).build()).requireAllWritten();
        assertTrue(maps.get(key(1)).isEmpty());
    }

    @Test
    void modesCreateUpdateAndReplace() {
        maps.put(key(1), Bin.of("a", 1), Bin.of("other", 1));
        VectorSchemaRoot root =
                root(integers("id", 1L, 2L), integers("a", 7L, 7L), integers("n", null, null));

        WriteResult created =
                columns.batchWrite(
                        root, options().mode(WriteMode.CREATE).onNull(OnNull.DELETE).build());
        assertEquals(5, created.resultCode(0));
        assertEquals(0, created.resultCode(1));
        assertEquals(Map.of("a", 1L, "other", 1L), bins(1));

        maps.delete(key(2));
        WriteResult updated = columns.batchWrite(root, options().mode(WriteMode.UPDATE).build());
        assertEquals(0, updated.resultCode(0));
        assertEquals(2, updated.resultCode(1));
        assertEquals(Map.of("a", 7L, "other", 1L), bins(1));

        WriteResult replaced =
                columns.batchWrite(
                        root, options().mode(WriteMode.REPLACE).onNull(OnNull.DELETE).build());
        assertEquals(0, replaced.resultCode(0));
        assertEquals(2, replaced.resultCode(1));
        assertEquals(Map.of("a", 7L), bins(1));

        columns.batchWrite(root, options().mode(WriteMode.UPSERT_REPLACE).build())
                .requireAllWritten();
        assertEquals(Map.of("a", 7L), bins(2));
    }

    @Test
    void generationsAreCheckedRowByRow() {
        maps.put(key(1), Bin.of("a", 1));
        maps.put(key(2), Bin.of("a", 1));
        maps.put(key(3), Bin.of("a", 1));
        VectorSchemaRoot root =
                root(
                        integers("id", 1L, 2L, 3L),
                        integers("gen", 1L, 9L, null),
                        integers("a", 5L, 5L, 5L));

        WriteResult result = columns.batchWrite(root, options().generationColumn("gen").build());

        assertEquals(0, result.resultCode(0));
        assertEquals(3, result.resultCode(1));
        assertEquals(0, result.resultCode(2));
        assertEquals(Map.of("a", 5L), bins(1));
        assertEquals(Map.of("a", 1L), bins(2));
        assertEquals(1, result.count(3));
        String text = result.toString();
        assertTrue(
                text.contains("1 x 3 GENERATION")
                        && text.contains("first row 1")
                        && text.contains(set + " 2"),
                text);
        assertThrows(AerospikeException.class, result::requireAllWritten);
    }

    @Test
    void timesToLiveComeFromAColumnOrTheOptions() {
        VectorSchemaRoot root =
                root(
                        integers("id", 1L, 2L, 3L),
                        integers("ttl", 1000L, null, -1L),
                        integers("a", 5L, 5L, 5L));
        WriteResult result =
                columns.batchWrite(
                        root, options().ttlColumn("ttl").timeToLive(TimeToLive.NEVER).build());
        if (result.count(22) > 0) {
            // A namespace that expires nothing takes no time to live.
            assertEquals(22, result.resultCode(0));
        } else {
            assertTrue(maps.get(key(1)).orElseThrow().timeToLive().isPresent());
        }
        assertEquals(0, result.resultCode(1));
        assertEquals(0, result.resultCode(2));
        assertEquals(Map.of("a", 5L), bins(2));
        assertTrue(maps.get(key(2)).orElseThrow().timeToLive().isEmpty());
        assertTrue(maps.get(key(3)).orElseThrow().timeToLive().isEmpty());
    }

    @Test
    void setsComeFromAColumn() {
        VectorSchemaRoot root =
                root(
                        integers("id", 1L, 2L, 3L, 4L),
                        texts("place", "x" + set, "y" + set, null, "x" + set),
                        integers("a", 1L, 2L, 3L, 4L));
        columns.batchWrite(root, options().setColumn("place").build()).requireAllWritten();
        assertEquals(1L, get("x" + set, 1).get("a"));
        assertEquals(2L, get("y" + set, 2).get("a"));
        assertEquals(3L, get(set, 3).get("a"));
        assertEquals(4L, get("x" + set, 4).get("a"));
    }

    private Map<String, Object> get(String setName, long id) {
        return maps.get(Key.of(cluster.namespace(), setName, id)).orElseThrow().bins();
    }

    @Test
    void digestsThatWereReadAreKeys() {
        maps.put(key(1), Bin.of("a", 1));
        maps.put(key(2), Bin.of("a", 2));
        Schema schema =
                schema(
                        field("__digest", new ArrowType.FixedSizeBinary(20)),
                        field("__generation", new ArrowType.Int(32, true)),
                        field("a", INT64));
        ReadOptions reading = ReadOptions.builder().allocator(allocator).build();
        BatchKeys keys = BatchKeys.of(SetName.of(cluster.namespace(), set), new long[] {1, 2});
        try (ColumnarBatch batch = columns.batchRead(keys, schema, reading)) {
            ((BigIntVector) batch.vector("a")).set(1, 22);
            columns.batchWrite(
                            batch.root(),
                            ColumnarWriteOptions.keyedByDigest("__digest")
                                    .set(SetName.of(cluster.namespace(), set))
                                    .generationColumn("__generation")
                                    .build())
                    .requireAllWritten();
        }
        assertEquals(Map.of("a", 22L), bins(2));
        assertEquals(2, maps.get(key(1)).orElseThrow().generation());
    }

    @Test
    void digestsOfAnotherLengthAreRefusedWithTheirRow() {
        FixedSizeBinaryVector digests = new FixedSizeBinaryVector("id", allocator, 5);
        vectors.add(digests);
        digests.allocateNew(1);
        digests.set(0, new byte[5]);
        digests.setValueCount(1);
        InvalidRowException e =
                assertThrows(
                        InvalidRowException.class,
                        () ->
                                columns.batchWrite(
                                        root(digests, integers("a", 1L)),
                                        ColumnarWriteOptions.keyedByDigest("id")
                                                .set(SetName.of(cluster.namespace(), ""))
                                                .build()));
        assertTrue(e.getMessage().contains("has 5 bytes; a digest has 20"), e.getMessage());
    }

    @Test
    void rowsWithoutANamespaceOfTheirOwnGoIntoThatOfTheSet() {
        columns.batchWrite(
                        root(
                                integers("id", 1L, 2L),
                                texts("place", cluster.namespace(), null),
                                integers("a", 10L, 20L)),
                        options().namespaceColumn("place").build())
                .requireAllWritten();
        assertEquals(Map.of("a", 10L), bins(1));
        assertEquals(Map.of("a", 20L), bins(2));
    }

    @Test
    void userKeysAreStoredOnRequest() {
        columns.batchWrite(
                        root(integers("id", 42L), integers("a", 1L)),
                        options().sendKey(SendKey.WITH_USER_KEY).build())
                .requireAllWritten();
        try (RecordStream records = maps.scan(SetName.of(cluster.namespace(), set))) {
            List<Object> stored = new ArrayList<>();
            records.forEach(record -> stored.add(record.key().userKey().orElseThrow().value()));
            assertEquals(List.of(42L), stored);
        }
    }

    @Test
    void nullKeysFailTheCallOrAreCounted() {
        VectorSchemaRoot root = root(integers("id", 1L, null), integers("a", 1L, 2L));
        InvalidRowException e =
                assertThrows(
                        InvalidRowException.class,
                        () -> columns.batchWrite(root, options().build()));
        assertEquals(1, e.row());
        assertEquals("id", e.fieldName());
        assertTrue(maps.get(key(1)).isEmpty(), "nothing was sent");

        WriteResult result =
                columns.batchWrite(root, options().onInvalidRow(OnInvalidRow.SKIP).build());
        assertEquals(WriteResult.NULL_KEY, result.resultCode(1));
        assertEquals(1, result.count(WriteResult.NULL_KEY));
        assertEquals(1, result.writtenCount());
        assertEquals(Map.of("a", 1L), bins(1));
    }

    @Test
    void valuesWithoutPlaceOnTheWireNameRowKeyAndField() {
        UInt8Vector large = new UInt8Vector("big", allocator);
        vectors.add(large);
        large.allocateNew(3);
        large.set(0, 1);
        large.set(1, -1);
        large.set(2, 3);
        large.setValueCount(3);
        VectorSchemaRoot root = root(integers("id", 1L, 2L, 3L), large);
        InvalidRowException e =
                assertThrows(
                        InvalidRowException.class,
                        () -> columns.batchWrite(root, options().build()));
        assertEquals(
                "Row 1 (key "
                        + cluster.namespace()
                        + "."
                        + set
                        + " 2) cannot be written: field big is 18446744073709551615, larger than"
                        + " 9223372036854775807, the largest integer of a bin. With"
                        + " OnInvalidRow.SKIP the other rows are written.",
                e.getMessage());
        WriteResult result =
                columns.batchWrite(root, options().onInvalidRow(OnInvalidRow.SKIP).build());
        assertEquals(WriteResult.INVALID, result.resultCode(1));
        assertTrue(
                result.toString()
                        .contains(
                                "1 x invalid, first row 1 (key "
                                        + cluster.namespace()
                                        + "."
                                        + set
                                        + " 2): field big is 18446744073709551615, larger than"
                                        + " 9223372036854775807, the largest integer of a bin"),
                result.toString());
        assertEquals(Map.of("big", 3L), bins(3));
    }

    @Test
    void eachRowThatCannotBeWrittenSaysWhy() {
        DecimalVector prices = new DecimalVector("price", allocator, 20, 2);
        vectors.add(prices);
        prices.allocateNew(4);
        prices.set(0, new BigDecimal("1.00"));
        prices.set(1, new BigDecimal("1.50"));
        prices.set(3, new BigDecimal("2.25"));
        prices.setValueCount(4);
        WriteResult result =
                columns.batchWrite(
                        root(integers("id", 1L, 2L, 3L, 4L), prices),
                        options().onInvalidRow(OnInvalidRow.SKIP).build());
        String second = result.problem(1).orElseThrow();
        assertTrue(second.startsWith("field price is 1.50, which is no integer"), second);
        assertTrue(second.contains("ColumnEncoding.TEXT"), second);
        String fourth = result.problem(3).orElseThrow();
        assertTrue(fourth.startsWith("field price is 2.25, which is no integer"), fourth);
        assertEquals(Optional.empty(), result.problem(0));
        assertEquals(Optional.empty(), result.problem(2));
    }

    @Test
    void codesAreAColumn() {
        WriteResult result =
                columns.batchWrite(
                        root(integers("id", 1L, null), integers("a", 1L, 2L)),
                        options().onInvalidRow(OnInvalidRow.SKIP).build());
        try (SmallIntVector codes = result.resultCodes(allocator)) {
            assertEquals(2, codes.getValueCount());
            assertEquals(0, codes.get(0));
            assertEquals(WriteResult.NULL_KEY, codes.get(1));
            assertEquals("__result_code", codes.getName());
        }
    }

    @Test
    void decimalsAndPackedNumbersAndGeoJsonHaveTheirEncodings() {
        DecimalVector decimals = new DecimalVector("price", allocator, 20, 2);
        vectors.add(decimals);
        decimals.allocateNew(1);
        decimals.set(0, new BigDecimal("12.25"));
        decimals.setValueCount(1);
        ArrowType float32 = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
        FixedSizeListVector list =
                (FixedSizeListVector)
                        field("vector", new ArrowType.FixedSizeList(2), field("item", float32))
                                .createVector(allocator);
        vectors.add(list);
        list.allocateNew();
        list.setNotNull(0);
        Float4Vector items = (Float4Vector) list.getDataVector();
        items.setSafe(0, 1f);
        items.setSafe(1, 2f);
        list.setValueCount(1);
        String point = "{\"type\":\"Point\",\"coordinates\":[1.5,2.5]}";
        VectorSchemaRoot root = root(integers("id", 1L), decimals, list, texts("geo", point));

        InvalidRowException e =
                assertThrows(
                        InvalidRowException.class,
                        () -> columns.batchWrite(root, options().build()));
        assertTrue(e.getMessage().contains("field price is 12.25"), e.getMessage());

        columns.batchWrite(
                        root,
                        options()
                                .encoding("price", ColumnEncoding.TEXT)
                                .encoding("vector", ColumnEncoding.PACKED)
                                .encoding("geo", ColumnEncoding.GEOJSON)
                                .build())
                .requireAllWritten();
        Map<String, Object> bins = bins(1);
        assertEquals("12.25", bins.get("price"));
        assertEquals("[0, 0, -128, 63, 0, 0, 0, 64]", Arrays.toString((byte[]) bins.get("vector")));
        assertEquals(new GeoJson(point), bins.get("geo"));
    }

    @Test
    void dictionariesAreLookedUp() {
        VarCharVector words = texts("words", "red", null, "blue");
        DictionaryEncoding encoding = new DictionaryEncoding(7, false, null);
        Dictionary dictionary = new Dictionary(words, encoding);
        BigIntVector indexes = integers("indexes", 2L, 0L, 1L, null);
        FieldVector colour =
                new Field("colour", new FieldType(true, INT64, encoding), List.of())
                        .createVector(allocator);
        vectors.add(colour);
        indexes.makeTransferPair(colour).transfer();
        VectorSchemaRoot root =
                root(integers("id", 0L, 1L, 2L, 3L), colour, integers("a", 0L, 1L, 2L, 3L));

        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> columns.batchWrite(root, options().build()));
        assertTrue(e.getMessage().contains("dictionary 7, which is not there"), e.getMessage());

        DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(dictionary);
        columns.batchWrite(root, options().dictionaries(provider).build()).requireAllWritten();
        assertEquals(Map.of("colour", "blue", "a", 0L), bins(0));
        assertEquals(Map.of("colour", "red", "a", 1L), bins(1));
        assertEquals(Map.of("a", 2L), bins(2));
        assertEquals(Map.of("a", 3L), bins(3));
    }

    @Test
    void streamsAreWrittenBatchByBatch() throws Exception {
        byte[] stream = stream(5);
        try (ArrowStreamReader reader =
                new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
            WriteResult result = columns.batchWrite(reader, options().build());
            assertEquals(50, result.rowCount());
            assertEquals(50, result.writtenCount());
        }
        assertEquals(Map.of("word", "even", "a", 48L), bins(48));
        assertEquals(Map.of("word", "odd", "a", 49L), bins(49));

        try (ArrowStreamReader reader =
                new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
            columns.batchWriteAsync(
                            reader,
                            options().mode(WriteMode.UPDATE).build(),
                            ForkJoinPool.commonPool())
                    .get(1, TimeUnit.MINUTES)
                    .requireAllWritten();
        }
        assertEquals(2, maps.get(key(49)).orElseThrow().generation());
    }

    @Test
    void aStreamThatBreaksSaysWhatWasWrittenBefore() throws Exception {
        byte[] stream = stream(5);
        byte[] half = Arrays.copyOf(stream, stream.length * 2 / 3);
        try (ArrowStreamReader reader =
                new ArrowStreamReader(new ByteArrayInputStream(half), allocator)) {
            IncompleteWriteException e =
                    assertThrows(
                            IncompleteWriteException.class,
                            () -> columns.batchWrite(reader, options().build()));
            assertTrue(e.result().writtenCount() >= 10, e.getMessage());
            assertEquals(e.result().rowCount(), e.result().writtenCount());
            assertFalse(e.inDoubt());
        }
    }

    /** Record batches of ten rows each; the words are encoded with a dictionary. */
    private byte[] stream(int batchCount) throws Exception {
        VarCharVector words = texts("words", "even", "odd");
        Dictionary dictionary = new Dictionary(words, new DictionaryEncoding(1, false, null));
        DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(dictionary);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Long[] ids = new Long[10];
        String[] wordOfRow = new String[10];
        for (int i = 0; i < 10; i++) {
            ids[i] = (long) i;
            wordOfRow[i] = i % 2 == 0 ? "even" : "odd";
        }
        BigIntVector id = integers("id", ids);
        BigIntVector a = integers("a", ids);
        FieldVector word =
                (FieldVector) DictionaryEncoder.encode(texts("word", wordOfRow), dictionary);
        vectors.add(word);
        VectorSchemaRoot root = root(id, a, word);
        try (ArrowStreamWriter writer = new ArrowStreamWriter(root, provider, bytes)) {
            for (int batch = 0; batch < batchCount; batch++) {
                for (int i = 0; i < 10; i++) {
                    id.set(i, batch * 10L + i);
                    a.set(i, batch * 10L + i);
                }
                writer.writeBatch();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void recordsThatAreTooLargeFailAloneOrBeforeAnythingIsSent() {
        VectorSchemaRoot root =
                root(integers("id", 1L, 2L), texts("a", "x".repeat(9 << 20), "small"));
        InvalidRowException e =
                assertThrows(
                        InvalidRowException.class,
                        () -> columns.batchWrite(root, options().build()));
        assertTrue(e.getMessage().contains("no server takes more than 8388608"), e.getMessage());
        WriteResult result =
                columns.batchWrite(root, options().onInvalidRow(OnInvalidRow.SKIP).build());
        assertEquals(WriteResult.INVALID, result.resultCode(0));
        assertEquals(0, result.resultCode(1));
    }

    @Test
    void noRowsAreWrittenWithoutACall() {
        WriteResult result =
                columns.batchWrite(root(integers("id"), integers("a")), options().build());
        assertEquals(0, result.rowCount());
        assertEquals(List.of(), result.counts());
    }

    @Test
    void binsAreSelectedExcludedAndRenamed() {
        FieldVector renamed =
                new Field(
                                "a field whose name is long",
                                new FieldType(
                                        true, INT64, null, Map.of(FieldMetadata.BIN, "short")),
                                List.of())
                        .createVector(allocator);
        vectors.add(renamed);
        integers("source", 5L).makeTransferPair(renamed).transfer();
        VectorSchemaRoot root =
                root(integers("id", 1L), renamed, integers("b", 2L), integers("c", 3L));
        columns.batchWrite(root, options().exclude("b").build()).requireAllWritten();
        assertEquals(Map.of("short", 5L, "c", 3L), bins(1));

        columns.batchWrite(root, options().bins("id", "b").mode(WriteMode.UPSERT_REPLACE).build())
                .requireAllWritten();
        assertEquals(Map.of("id", 1L, "b", 2L), bins(1));
    }

    @Test
    void schemasThatCannotBeWrittenAreRefusedBeforeAnythingIsSent() {
        VectorSchemaRoot root =
                root(integers("id", 1L), integers("a name of 16 bytes", 2L), integers("b", 3L));
        assertRefused(root, options(), "Field a name of 16 bytes: Bin name");
        assertRefused(root, options().exclude("nobody"), "There is no field nobody. Fields: id, ");
        assertRefused(
                root,
                options().exclude("a name of 16 bytes").encoding("b", ColumnEncoding.PACKED),
                "Field b is Int64 and cannot be written: ColumnEncoding.PACKED is for FixedSizeList");
        assertRefused(
                root,
                options().exclude("a name of 16 bytes", "b"),
                "The number of fields that are left to be written as bins is 0");
        assertRefused(root, options().setColumn("b"), "Field b is Int64, but names of namespaces");
        assertTrue(maps.get(key(1)).isEmpty());
    }

    private void assertRefused(
            VectorSchemaRoot root, ColumnarWriteOptions.Builder options, String reason) {
        if (reason.contains("names of namespaces")) {
            options.bins("id");
        }
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> columns.batchWrite(root, options.build()));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        List<ColumnarWriteOptions.Builder> wrong =
                List.of(
                        ColumnarWriteOptions.keyedBy("id"),
                        options().generationColumn("b").mode(WriteMode.CREATE),
                        ColumnarWriteOptions.keyedByDigest("id")
                                .set(SetName.of("test", ""))
                                .sendKey(SendKey.WITH_USER_KEY));
        String messages =
                wrong.stream()
                        .map(
                                builder ->
                                        assertThrows(IllegalArgumentException.class, builder::build)
                                                .getMessage())
                        .collect(Collectors.joining("\n"));
        assertEquals(3, messages.split("\n").length);
    }
}
