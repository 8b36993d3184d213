package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.ScanCursors;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import dev.aerospikearrow.testkit.TestCluster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans and queries of a cluster as record batches. */
class ScanIT extends StreamTest {
    private static final Field LIST_OF_NUMBERS =
            new Field(
                    "list",
                    FieldType.nullable(ArrowType.List.INSTANCE),
                    List.of(Field.nullable("item", new ArrowType.Int(64, true))));

    ScanIT(TestCluster cluster) {
        super(cluster);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 100_000})
    void everyRecordComesOnceWhateverTheSizeOfRecordBatches(int rowsPerRecordBatch)
            throws Exception {
        int count = rowsPerRecordBatch == 1 ? 300 : 3_000;
        String set = numbers(count);
        List<RecordBatchReader.Progress> told = new ArrayList<>();
        StreamOptions options = options(rowsPerRecordBatch).progressListener(told::add).build();
        try (ScanReader reader =
                columns.scan(QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options)) {
            List<Long> found = new ArrayList<>();
            int recordBatches = 0;
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                recordBatches++;
                boolean last = recordBatches * (long) rowsPerRecordBatch >= count;
                assertEquals(last ? count - found.size() : rowsPerRecordBatch, root.getRowCount());
                VarCharVector texts = (VarCharVector) root.getVector("text");
                for (int row = 0; row < root.getRowCount(); row++) {
                    assertEquals(
                            "number " + loaded(reader).get(row), texts.getObject(row).toString());
                    if (rowsPerRecordBatch > 1_000) {
                        break;
                    }
                }
                assertEquals(0, texts.getNullCount());
                found.addAll(loaded(reader));
            }
            assertNumbersUpTo(count, found);
            assertEquals(recordBatches, told.size());
            assertEquals(count, reader.progress().rows());
            assertEquals(4_096, reader.progress().partitionsDone());
            assertEquals(4_096, reader.progress().partitionCount());
            assertTrue(reader.progress().bytes() > count * 16L, reader.progress().toString());
            assertTrue(reader.bytesRead() > count * 50L);
            assertTrue(reader.cursors().isComplete());
            assertEquals(0, reader.getVectorSchemaRoot().getRowCount());
            assertFalse(reader.loadNextBatch());
        }
    }

    @Test
    void anEmptySetHasTheSchemaAndNoRecordBatch() {
        QuerySpec nothing = QuerySpec.of(SetName.of(namespace, cluster.uniqueSet()));
        try (ScanReader reader = columns.scan(nothing, NUMBERS, options(10).build())) {
            assertEquals(NUMBERS, reader.getVectorSchemaRoot().getSchema());
            assertFalse(reader.loadNextBatch());
        }
    }

    @Test
    void aRecordWithNoneOfTheBinsIsARowOfNulls() {
        String set = numbers(5);
        maps.put(Key.of(namespace, set, "other"), Bin.of("something", 1));
        try (ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options(100).build())) {
            assertTrue(reader.loadNextBatch());
            assertEquals(6, reader.getVectorSchemaRoot().getRowCount());
            assertEquals(1, reader.getVectorSchemaRoot().getVector("number").getNullCount());
            assertEquals(1, reader.getVectorSchemaRoot().getVector("text").getNullCount());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void metadataColumnsAreFilledWithAndWithoutBins(boolean withBins) throws Exception {
        String set = numbers(50);
        maps.with(WritePolicy.builder().timeToLive(TimeToLive.NEVER).build())
                .put(Key.of(namespace, set, 7), Bin.of("number", 7));
        List<Field> fields = new ArrayList<>();
        fields.add(Field.nullable("__key", new ArrowType.Int(64, true)));
        fields.add(Field.nullable("__digest", new ArrowType.FixedSizeBinary(20)));
        fields.add(Field.nullable("__generation", new ArrowType.Int(16, false)));
        fields.add(Field.nullable("__ttl", new ArrowType.Int(64, true)));
        fields.add(Field.nullable("__result_code", new ArrowType.Int(32, true)));
        if (withBins) {
            fields.add(NUMBER);
        }
        try (ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)),
                        new Schema(fields),
                        options(100).build())) {
            assertTrue(reader.loadNextBatch());
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            BigIntVector keys = (BigIntVector) root.getVector("__key");
            Set<Long> seen = new HashSet<>();
            for (int row = 0; row < root.getRowCount(); row++) {
                long key = keys.get(row);
                seen.add(key);
                assertArrayEquals(
                        Key.of(namespace, set, key).digest(),
                        ((FixedSizeBinaryVector) root.getVector("__digest")).get(row));
                assertEquals(
                        key == 7 ? 2 : 1, ((UInt2Vector) root.getVector("__generation")).get(row));
                if (key == 7) {
                    assertTrue(root.getVector("__ttl").isNull(row));
                }
                if (withBins) {
                    assertEquals(key, ((BigIntVector) root.getVector("number")).get(row));
                }
            }
            assertEquals(50, seen.size());
            assertEquals(0, root.getVector("__result_code").getNullCount());
        }
    }

    @Test
    void aStoredKeyOfAnotherTypeFailsLikeABin() {
        String set = cluster.uniqueSet();
        numbers(maps, namespace, set, 1);
        Schema schema = new Schema(List.of(Field.nullable("__key", ArrowType.Utf8.INSTANCE)));
        try (ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), schema, options(10).build())) {
            TypeMismatchException thrown =
                    assertThrows(TypeMismatchException.class, reader::loadNextBatch);
            assertTrue(thrown.getMessage().contains("INTEGER 0"), thrown.getMessage());
            assertThrows(IllegalStateException.class, reader::loadNextBatch);
        }
    }

    @ParameterizedTest
    @CsvSource({"NULL, null, 1, 0", "COERCE, 0, 0, 1"})
    void aStoredKeyOfAnotherTypeHasTheColumnsPolicyAndIsCounted(
            OnMismatch policy, String shown, long nullCount, long coercedCount) {
        String set = cluster.uniqueSet();
        numbers(maps, namespace, set, 1);
        Field key =
                new Field(
                        "__key",
                        new FieldType(
                                true,
                                ArrowType.Utf8.INSTANCE,
                                null,
                                Map.of(FieldMetadata.ON_MISMATCH, policy.name())),
                        List.of());
        try (ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)),
                        new Schema(List.of(key)),
                        options(10).build())) {
            assertTrue(reader.loadNextBatch());
            Object read = reader.getVectorSchemaRoot().getVector("__key").getObject(0);
            assertEquals(shown, String.valueOf(read));
            MismatchReport report = reader.mismatches().get(0);
            assertEquals(nullCount, report.nullCount());
            assertEquals(coercedCount, report.coercedCount());
            assertEquals("INTEGER 0", report.first().orElseThrow().found());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "list"})
    void aValueThatDoesNotFitFailsTheScanAndIsBeforeNoCursor(String bin) {
        String set = numbers(500);
        maps.put(
                Key.of(namespace, set, 3),
                bin.equals("list") ? Bin.of("list", List.of(1, "two")) : Bin.of("number", "three"));
        Schema schema = new Schema(List.of(NUMBER, LIST_OF_NUMBERS));
        try (ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), schema, options(10).build())) {
            List<Long> found = new ArrayList<>();
            TypeMismatchException thrown =
                    assertThrows(
                            TypeMismatchException.class,
                            () -> {
                                while (reader.loadNextBatch()) {
                                    found.addAll(loaded(reader));
                                }
                            });
            assertTrue(
                    thrown.getMessage().contains(Key.of(namespace, set, 3).toString().split(" ")[0])
                            || thrown.getMessage().contains("digest "),
                    thrown.getMessage());
            maps.put(Key.of(namespace, set, 3), Bin.of("number", 3), Bin.of("list", List.of(1)));
            QuerySpec remaining =
                    QuerySpec.of(SetName.of(namespace, set)).resumedFrom(reader.cursors());
            try (ScanReader second = columns.scan(remaining, schema, options(10).build())) {
                found.addAll(rest(second));
            }
            assertNumbersUpTo(500, found);
        }
    }

    @Test
    void listsAreFilledInPartialRecordBatchesToo() {
        String set = cluster.uniqueSet();
        for (int i = 0; i < 25; i++) {
            maps.put(Key.of(namespace, set, i), Bin.of("list", List.of(i, i + 1)));
        }
        Schema schema = new Schema(List.of(LIST_OF_NUMBERS));
        int rows = 0;
        try (ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), schema, options(10).build())) {
            while (reader.loadNextBatch()) {
                ListVector lists = (ListVector) reader.getVectorSchemaRoot().getVector("list");
                for (int row = 0; row < lists.getValueCount(); row++, rows++) {
                    List<?> list = lists.getObject(row);
                    assertEquals((Long) list.get(0) + 1, list.get(1));
                }
            }
        }
        assertEquals(25, rows);
    }

    @Test
    void storedCursorsGoOnWithExactlyTheRest() {
        int count = 2_000;
        String set = numbers(count);
        List<Long> found = new ArrayList<>();
        QuerySpec spec = QuerySpec.of(SetName.of(namespace, set));
        String stored = ScanCursors.of(SetName.of(namespace, set), spec.cursors()).toText();
        int scans = 0;
        while (!ScanCursors.fromText(stored).isComplete()) {
            scans++;
            QuerySpec remaining = spec.resumedFrom(ScanCursors.fromText(stored));
            try (ScanReader reader = columns.scan(remaining, NUMBERS, options(97).build())) {
                for (int i = 0; i < 5 && reader.loadNextBatch(); i++) {
                    found.addAll(loaded(reader));
                }
                stored = reader.cursors().toText();
            }
        }
        assertNumbersUpTo(count, found);
        assertTrue(scans > 4, "in " + scans + " scans");
    }

    @Test
    void cursorsCanBeTakenAfterTheReaderIsClosed() {
        int count = 500;
        String set = numbers(count);
        ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options(100).build());
        reader.loadNextBatch();
        List<Long> found = new ArrayList<>(loaded(reader));
        reader.close();
        reader.close();
        assertThrows(IllegalStateException.class, reader::loadNextBatch);
        QuerySpec remaining =
                QuerySpec.of(SetName.of(namespace, set)).resumedFrom(reader.cursors());
        try (ScanReader second = columns.scan(remaining, NUMBERS, options(100).build())) {
            found.addAll(rest(second));
        }
        assertNumbersUpTo(count, found);
    }

    @Test
    void partsOfASplitScanReadEverythingOnceAtTheSameTime() throws Exception {
        int count = 2_000;
        String set = numbers(count);
        List<CompletableFuture<List<Long>>> parts = new ArrayList<>();
        for (QuerySpec part : QuerySpec.of(SetName.of(namespace, set)).split(7)) {
            parts.add(
                    CompletableFuture.supplyAsync(
                            () -> {
                                try (ScanReader reader =
                                        columns.scan(part, NUMBERS, options(50).build())) {
                                    return rest(reader);
                                }
                            }));
        }
        List<Long> found = new ArrayList<>();
        for (CompletableFuture<List<Long>> part : parts) {
            found.addAll(part.get(1, TimeUnit.MINUTES));
        }
        assertNumbersUpTo(count, found);
    }

    @Test
    void filterAndLimitAreKept() {
        String set = numbers(400);
        QuerySpec small =
                QuerySpec.of(SetName.of(namespace, set))
                        .withFilter(
                                Expressions.less(
                                        Expressions.intBin("number"), Expressions.literal(100)));
        try (ScanReader reader = columns.scan(small, NUMBERS, options(30).build())) {
            assertNumbersUpTo(100, rest(reader));
        }
        List<Long> found;
        ScanCursors cursors;
        try (ScanReader reader =
                columns.scan(small.withMaxRecords(64), NUMBERS, options(30).build())) {
            found = new ArrayList<>(rest(reader));
            assertEquals(64, found.size());
            cursors = reader.cursors();
        }
        try (ScanReader reader =
                columns.scan(small.resumedFrom(cursors), NUMBERS, options(30).build())) {
            found.addAll(rest(reader));
        }
        assertNumbersUpTo(100, found);
    }

    @Test
    void aQueryReadsAnIndexRangeAndGoesOnAfterItsCursors() {
        String set = numbers(1_000);
        String index = "i" + set;
        maps.createIndex(
                IndexDefinition.of(
                        SetName.of(namespace, set), index, "number", IndexDefinition.Type.NUMERIC),
                Duration.ofSeconds(20));
        try {
            QuerySpec spec = QuerySpec.of(SetName.of(namespace, set));
            IndexRange range = IndexRange.between("number", 0, 699);
            List<Long> found = new ArrayList<>();
            ScanCursors cursors;
            try (ScanReader reader =
                    columns.scan(spec.withIndexRange(range), NUMBERS, options(100).build())) {
                for (int i = 0; i < 3; i++) {
                    assertTrue(reader.loadNextBatch());
                    found.addAll(loaded(reader));
                }
                cursors = ScanCursors.fromBytes(reader.cursors().toBytes());
            }
            try (ScanReader reader =
                    columns.scan(
                            spec.resumedFrom(cursors).withIndexRange(range),
                            NUMBERS,
                            options(100).build())) {
                found.addAll(rest(reader));
            }
            assertNumbersUpTo(700, found);
        } finally {
            maps.dropIndex(namespace, index, Duration.ofSeconds(20));
        }
    }

    @Test
    void aQueryReadsPlacesAndWhatExpressionsGive() {
        SetName set = SetName.of(namespace, numbers(500));
        for (int i = 0; i < 500; i++) {
            maps.put(set.key(i), Bin.of("at", GeoJson.point(i * 0.1, 45)));
        }
        Expression twice =
                Expressions.multiply(Expressions.intBin("number"), Expressions.literal(2));
        String places = "g" + set.name();
        String computed = "e" + set.name();
        Duration limit = Duration.ofSeconds(20);
        maps.createIndex(IndexDefinition.of(set, places, "at", IndexDefinition.Type.GEO), limit);
        maps.createIndex(
                IndexDefinition.of(set, computed, twice, IndexDefinition.Type.NUMERIC), limit);
        try {
            QuerySpec spec = QuerySpec.of(set);
            List<Field> fields = new ArrayList<>(NUMBERS.getFields());
            fields.add(Field.nullable("at", ArrowType.Utf8.INSTANCE));
            // 0.1 degrees of longitude are 7.9 km there.
            GeoJson circle = GeoJson.circle(0, 45, 100_000);
            for (IndexRange range :
                    List.of(
                            IndexRange.geo("at", circle),
                            IndexRange.ofIndex(places).geo(circle),
                            IndexRange.of(twice).between(0, 25),
                            IndexRange.ofIndex(computed).between(0, 25))) {
                try (ScanReader reader =
                        columns.scan(
                                spec.withIndexRange(range),
                                new Schema(fields),
                                options(100).build())) {
                    assertTrue(reader.loadNextBatch());
                    VectorSchemaRoot root = reader.getVectorSchemaRoot();
                    assertEquals(13, root.getRowCount());
                    assertEquals(
                            GeoJson.point(loaded(reader).get(0) * 0.1, 45).json(),
                            root.getVector("at").getObject(0).toString());
                    assertNumbersUpTo(13, loaded(reader));
                }
            }
        } finally {
            maps.dropIndex(namespace, places, limit);
            maps.dropIndex(namespace, computed, limit);
        }
    }

    private int connections() {
        return ClientAccess.executorOf(maps).cluster().nodes().stream()
                .map(Node::endpoint)
                .mapToInt(endpoint -> endpoint.connections())
                .sum();
    }

    @Test
    void closingInTheMiddleReleasesMemoryAndConnections() {
        // More than the buffers of the sockets hold, so that nodes are stopped in the middle.
        String set = numbers(100_000);
        int before = 0;
        for (int round = 0; round < 20; round++) {
            try (ScanReader reader =
                    columns.scan(
                            QuerySpec.of(SetName.of(namespace, set)),
                            NUMBERS,
                            options(100).build())) {
                assertTrue(reader.loadNextBatch());
                assertTrue(allocator.getAllocatedMemory() > 0);
            }
            assertEquals(0, allocator.getAllocatedMemory());
            before = round == 4 ? connections() : before;
        }
        // A node that was done before the close keeps one connection, which is used again; a leak
        // would show as one for each round.
        int most = before + ClientAccess.executorOf(maps).cluster().nodes().size();
        assertTrue(connections() <= most, connections() + " connections, expected " + most);
    }

    @Test
    void aSlowCallerHoldsNoMoreThanAFrame() {
        String set = numbers(100_000);
        try (ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)),
                        NUMBERS,
                        options(1_000).build())) {
            long most = 0;
            int rows = 0;
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
                most = Math.max(most, allocator.getAllocatedMemory());
            }
            assertEquals(100_000, rows);
            // A frame of 1 MiB has some 9,000 of these records, of about 60 bytes each.
            assertTrue(most < 2 << 20, most + " bytes");
        }
    }

    @Test
    void closingFromAnotherThreadEndsALoadThatWaits() throws Exception {
        try (EmbeddedCluster own = EmbeddedCluster.builder().nodes(1).start();
                AerospikeClient client = connect(own.hosts());
                ColumnarClient slow = ColumnarClient.over(client)) {
            numbers(client, "test", "s", 10);
            own.node(0).setFaults(FaultPlan.none().delay(Duration.ofMinutes(10)));
            ScanReader reader =
                    slow.scan(QuerySpec.of(SetName.of("test", "s")), NUMBERS, options(10).build());
            CompletableFuture<Boolean> loading =
                    CompletableFuture.supplyAsync(reader::loadNextBatch);
            reader.close();
            ExecutionException thrown =
                    assertThrows(ExecutionException.class, () -> loading.get(1, TimeUnit.MINUTES));
            // The load had begun to wait, or it had not begun.
            assertTrue(
                    thrown.getCause() instanceof CancellationException
                            || thrown.getCause() instanceof IllegalStateException,
                    thrown.toString());
            assertEquals(0, allocator.getAllocatedMemory());
        }
    }

    @Test
    void everyRecordComesOnceWhileNodesStopAndJoin() {
        try (EmbeddedCluster own = EmbeddedCluster.builder().nodes(3).replicationFactor(2).start();
                AerospikeClient client = connect(own.hosts());
                ColumnarClient client2 = ColumnarClient.over(client)) {
            int count = 60_000;
            numbers(client, "test", "s", count);
            List<Long> found = new ArrayList<>();
            try (ScanReader reader =
                    client2.scan(
                            QuerySpec.of(SetName.of("test", "s")),
                            NUMBERS,
                            options(1_000).build())) {
                int recordBatches = 0;
                while (reader.loadNextBatch()) {
                    found.addAll(loaded(reader));
                    recordBatches++;
                    if (recordBatches == 5) {
                        own.node(1).stop();
                    } else if (recordBatches == 20) {
                        own.addNode();
                    } else if (recordBatches == 30) {
                        own.node(2).stop();
                    }
                }
            }
            assertNumbersUpTo(count, found);
        }
    }

    @Test
    void theStreamFormatHoldsWhatWasRead() throws Exception {
        String set = numbers(1_000);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ScanReader reader =
                        columns.scan(
                                QuerySpec.of(SetName.of(namespace, set)),
                                NUMBERS,
                                options(300).build());
                ArrowStreamWriter writer =
                        new ArrowStreamWriter(
                                reader.getVectorSchemaRoot(), reader, Channels.newChannel(file))) {
            while (reader.loadNextBatch()) {
                writer.writeBatch();
            }
            writer.end();
        }
        List<Long> found = new ArrayList<>();
        try (ArrowStreamReader reader =
                new ArrowStreamReader(new ByteArrayInputStream(file.toByteArray()), allocator)) {
            while (reader.loadNextBatch()) {
                BigIntVector numbers =
                        (BigIntVector) reader.getVectorSchemaRoot().getVector("number");
                for (int row = 0; row < numbers.getValueCount(); row++) {
                    found.add(numbers.get(row));
                }
            }
        }
        assertNumbersUpTo(1_000, found);
    }

    @Test
    void cursorsOfAnotherSetAreRefused() {
        ScanCursors cursors =
                ScanCursors.of(
                        SetName.of(namespace, "a"),
                        QuerySpec.of(SetName.of(namespace, "a")).cursors());
        IllegalArgumentException thrown =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> QuerySpec.of(SetName.of(namespace, "b")).resumedFrom(cursors));
        assertTrue(thrown.getMessage().contains(namespace + ".a"), thrown.getMessage());
        assertNull(thrown.getCause());
    }
}
