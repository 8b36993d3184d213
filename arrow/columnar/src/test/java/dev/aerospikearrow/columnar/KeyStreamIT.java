package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import dev.aerospikearrow.testkit.TestCluster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Any number of keys as record batches. */
class KeyStreamIT extends StreamTest {
    KeyStreamIT(TestCluster cluster) {
        super(cluster);
    }

    /** Every tenth key has no record. */
    private static void assertRows(long firstKey, RecordBatchReader reader) {
        List<Long> found = loaded(reader);
        for (int row = 0; row < found.size(); row++) {
            long key = firstKey + row;
            assertEquals(key % 10 == 9 ? null : key, found.get(row));
        }
    }

    private String nineOfTenNumbers(int count) {
        String set = numbers(count);
        maps.batchDelete(
                LongStream.range(0, count)
                        .filter(key -> key % 10 == 9)
                        .mapToObj(key -> Key.of(namespace, set, key))
                        .toList());
        return set;
    }

    @Test
    void rowsComeInTheOrderOfTheKeysWhateverKindTheyAre() {
        int count = 5_000;
        String set = nineOfTenNumbers(count);
        List<KeyStream> forms =
                List.of(
                        KeyStream.ofIntegers(
                                SetName.of(namespace, set), LongStream.range(0, count).iterator()),
                        KeyStream.of(
                                LongStream.range(0, count)
                                        .mapToObj(key -> Key.of(namespace, set, key))
                                        .iterator()),
                        KeyStream.ofBatches(
                                IntStream.range(0, 6)
                                        .mapToObj(part -> batch(set, part * 1_000L, count))
                                        .iterator()));
        for (KeyStream keys : forms) {
            try (RecordBatchReader reader =
                    columns.batchReadStream(keys, NUMBERS, options(700).build())) {
                long next = 0;
                while (reader.loadNextBatch()) {
                    assertRows(next, reader);
                    next += reader.getVectorSchemaRoot().getRowCount();
                }
                assertEquals(count, next);
                assertEquals(count, reader.progress().rows());
                assertTrue(reader.bytesRead() > 0);
                assertEquals(0, reader.getVectorSchemaRoot().getRowCount());
                assertFalse(reader.loadNextBatch());
            }
        }
    }

    private BatchKeys batch(String set, long first, long limit) {
        return BatchKeys.of(
                SetName.of(namespace, set),
                LongStream.range(first, Math.min(limit, first + 1_000)).toArray());
    }

    @Test
    void keysCanBeAColumnOfAnotherStreamWithNulls() throws Exception {
        String set = nineOfTenNumbers(100);
        Schema schema = new Schema(List.of(Field.nullable("id", new ArrowType.Int(64, true))));
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
                ArrowStreamWriter writer =
                        new ArrowStreamWriter(root, null, Channels.newChannel(stored))) {
            BigIntVector ids = (BigIntVector) root.getVector("id");
            for (int part = 0; part < 3; part++) {
                ids.allocateNew(4);
                ids.set(0, part * 10L);
                ids.setNull(1);
                ids.set(2, part * 10L + 9);
                ids.set(3, part * 10L + 1);
                root.setRowCount(4);
                writer.writeBatch();
            }
            writer.end();
        }
        try (ArrowStreamReader source =
                        new ArrowStreamReader(
                                new ByteArrayInputStream(stored.toByteArray()), allocator);
                RecordBatchReader reader =
                        columns.batchReadStream(
                                KeyStream.ofColumn(SetName.of(namespace, set), source, "id"),
                                NUMBERS,
                                options(700).build())) {
            for (long part = 0; part < 3; part++) {
                assertTrue(reader.loadNextBatch());
                List<Long> expected = new ArrayList<>();
                expected.add(part * 10);
                expected.add(null);
                expected.add(null);
                expected.add(part * 10 + 1);
                assertEquals(expected, loaded(reader));
            }
            assertFalse(reader.loadNextBatch());
        }
    }

    @Test
    void keysCanBeADictionaryEncodedColumnOfAnotherStream() throws Exception {
        String set = nineOfTenNumbers(100);
        DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (BigIntVector values = new BigIntVector("values", allocator);
                TinyIntVector indices =
                        new TinyIntVector(
                                new Field(
                                        "id",
                                        new FieldType(true, encoding.getIndexType(), encoding),
                                        null),
                                allocator)) {
            values.setSafe(0, 41);
            values.setSafe(1, 42);
            values.setValueCount(2);
            indices.setSafe(0, 1);
            indices.setSafe(1, 0);
            indices.setSafe(3, 1);
            indices.setValueCount(4);
            VectorSchemaRoot root = VectorSchemaRoot.of(indices);
            try (ArrowStreamWriter writer =
                    new ArrowStreamWriter(
                            root,
                            new MapDictionaryProvider(new Dictionary(values, encoding)),
                            Channels.newChannel(stored))) {
                writer.writeBatch();
                writer.end();
            }
        }
        try (ArrowStreamReader source =
                        new ArrowStreamReader(
                                new ByteArrayInputStream(stored.toByteArray()), allocator);
                RecordBatchReader reader =
                        columns.batchReadStream(
                                KeyStream.ofColumn(SetName.of(namespace, set), source, "id"),
                                NUMBERS,
                                options(700).build())) {
            assertTrue(reader.loadNextBatch());
            assertEquals(Arrays.asList(42L, 41L, null, 42L), loaded(reader));
            assertFalse(reader.loadNextBatch());
        }
    }

    @Test
    void noKeysAreNoRecordBatches() {
        KeyStream none = KeyStream.of(List.<Key>of().iterator());
        try (RecordBatchReader reader =
                columns.batchReadStream(none, NUMBERS, options(10).build())) {
            assertEquals(NUMBERS, reader.getVectorSchemaRoot().getSchema());
            assertFalse(reader.loadNextBatch());
        }
    }

    @Test
    void vectorsOfAllKindsAreMovedIntoTheReadersRoot() {
        String set = cluster.uniqueSet();
        for (int i = 0; i < 30; i++) {
            maps.put(
                    Key.of(namespace, set, i),
                    Bin.of("list", List.of(i, i + 1)),
                    Bin.of("view", "a text that is longer than a view, " + i));
        }
        Schema schema =
                new Schema(
                        List.of(
                                new Field(
                                        "list",
                                        FieldType.nullable(ArrowType.List.INSTANCE),
                                        List.of(
                                                Field.nullable(
                                                        "item", new ArrowType.Int(32, true)))),
                                Field.nullable("view", ArrowType.Utf8View.INSTANCE)));
        KeyStream keys =
                KeyStream.ofIntegers(
                        SetName.of(namespace, set), LongStream.range(0, 30).iterator());
        try (RecordBatchReader reader = columns.batchReadStream(keys, schema, options(7).build())) {
            int key = 0;
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                for (int row = 0; row < root.getRowCount(); row++, key++) {
                    assertEquals(List.of(key, key + 1), root.getVector("list").getObject(row));
                    assertEquals(
                            "a text that is longer than a view, " + key,
                            root.getVector("view").getObject(row).toString());
                }
            }
            assertEquals(30, key);
        }
    }

    @Test
    void memoryStaysWithinTheLimitAndKeysAreTakenAsTheyAreNeeded() {
        String set = nineOfTenNumbers(2_000);
        long keyCount = 200_000;
        AtomicLong taken = new AtomicLong();
        KeyStream keys =
                KeyStream.ofIntegers(
                        SetName.of(namespace, set),
                        LongStream.range(0, keyCount)
                                .peek(key -> taken.incrementAndGet())
                                .map(key -> key % 2_000)
                                .iterator());
        long limit = 1 << 20;
        try (RecordBatchReader reader =
                columns.batchReadStream(
                        keys, NUMBERS, options(2_000).maxBytesInFlight(limit).build())) {
            long most = 0;
            long rows = 0;
            while (reader.loadNextBatch()) {
                assertRows(0, reader);
                rows += reader.getVectorSchemaRoot().getRowCount();
                most = Math.max(most, taken.get() - rows);
            }
            assertEquals(keyCount, rows);
            assertTrue(most <= 5 * 2_000, most + " keys ahead");
        }
        assertTrue(
                allocator.getPeakMemoryAllocation() <= limit,
                allocator.getPeakMemoryAllocation() + " bytes");
    }

    @Test
    void closingAtAnyTimeReleasesEverything() {
        String set = nineOfTenNumbers(2_000);
        for (int loads = 0; loads < 6; loads++) {
            KeyStream keys =
                    KeyStream.ofIntegers(
                            SetName.of(namespace, set),
                            LongStream.iterate(0, k -> (k + 1) % 2_000).iterator());
            try (RecordBatchReader reader =
                    columns.batchReadStream(keys, NUMBERS, options(1_000).build())) {
                for (int i = 0; i < loads; i++) {
                    assertTrue(reader.loadNextBatch());
                }
            }
            assertEquals(0, allocator.getAllocatedMemory());
        }
    }

    @Test
    void closingDoesNotWaitForNodesThatAreSilent() throws Exception {
        try (EmbeddedCluster own = EmbeddedCluster.builder().nodes(1).start();
                AerospikeClient client = connect(own.hosts());
                ColumnarClient slow = ColumnarClient.over(client)) {
            own.node(0).setFaults(FaultPlan.none().delay(Duration.ofMinutes(10)));
            RecordBatchReader reader =
                    slow.batchReadStream(
                            KeyStream.ofIntegers(
                                    SetName.of("test", "s"), LongStream.range(0, 99).iterator()),
                            NUMBERS,
                            options(10).build());
            CompletableFuture<Boolean> loading =
                    CompletableFuture.supplyAsync(reader::loadNextBatch);
            reader.close();
            ExecutionException thrown =
                    assertThrows(ExecutionException.class, () -> loading.get(1, TimeUnit.MINUTES));
            assertTrue(
                    thrown.getCause() instanceof CancellationException
                            || thrown.getCause() instanceof IllegalStateException,
                    thrown.toString());
            assertEquals(0, allocator.getAllocatedMemory());
        }
    }

    @Test
    void aValueThatDoesNotFitFailsTheStreamOrIsCounted() {
        String set = numbers(500);
        maps.put(Key.of(namespace, set, 300), Bin.of("number", "three hundred"));
        KeyStream keys =
                KeyStream.ofIntegers(
                        SetName.of(namespace, set), LongStream.range(0, 500).iterator());
        try (RecordBatchReader reader =
                columns.batchReadStream(keys, NUMBERS, options(100).build())) {
            TypeMismatchException thrown =
                    assertThrows(TypeMismatchException.class, () -> rest(reader));
            assertTrue(thrown.getMessage().contains("three hundred"), thrown.getMessage());
        }
        ReadOptions lenient =
                ReadOptions.builder().allocator(allocator).onMismatch(OnMismatch.NULL).build();
        KeyStream again =
                KeyStream.ofIntegers(
                        SetName.of(namespace, set), LongStream.range(0, 500).iterator());
        try (RecordBatchReader reader =
                columns.batchReadStream(
                        again, NUMBERS, options(100).readOptions(lenient).build())) {
            assertEquals(500, rest(reader).size());
            assertEquals(1, reader.mismatches().get(0).nullCount());
        }
    }

    @Test
    void nodesThatStopAndJoinLoseNoRow() {
        try (EmbeddedCluster own = EmbeddedCluster.builder().nodes(3).replicationFactor(2).start();
                AerospikeClient client = connect(own.hosts());
                ColumnarClient ownColumns = ColumnarClient.over(client)) {
            int count = 30_000;
            numbers(client, "test", "s", count);
            KeyStream keys =
                    KeyStream.ofIntegers(
                            SetName.of("test", "s"), LongStream.range(0, count).iterator());
            List<Long> found = new ArrayList<>();
            try (RecordBatchReader reader =
                    ownColumns.batchReadStream(keys, NUMBERS, options(500).build())) {
                for (int i = 0; reader.loadNextBatch(); i++) {
                    found.addAll(loaded(reader));
                    if (i == 5) {
                        own.node(1).stop();
                    } else if (i == 20) {
                        own.addNode();
                    } else if (i == 30) {
                        own.node(2).stop();
                    }
                }
            }
            assertEquals(LongStream.range(0, count).boxed().toList(), found);
        }
    }
}
