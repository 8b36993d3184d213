package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.TlsSettings;
import dev.aerospikearrow.columnar.read.ColumnPropertyTest;
import dev.aerospikearrow.columnar.read.RandomColumns;
import dev.aerospikearrow.columnar.read.RandomColumns.Misfits;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.AssertionUtil;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns from a cluster, beside what the map API reads there. */
@ExtendWith(TestClusterExtension.class)
class ColumnarClientIT extends ColumnTest {
    private static final int SEEDS = Integer.getInteger("columns.cluster.seeds", 60);

    private final TestCluster cluster;
    private final AerospikeClient maps;
    private final ColumnarClient columns;
    private final ReadOptions options;

    ColumnarClientIT(TestCluster cluster) {
        this.cluster = cluster;
        ClientConfig.Builder config = ClientConfig.builder(String.join(",", cluster.hosts()));
        cluster.authority()
                .ifPresent(
                        file ->
                                config.tls(TlsSettings.builder().trustCertificates(file).build())
                                        .connectTimeout(Duration.ofSeconds(10)));
        maps = AerospikeClient.connect(config.build());
        columns = ColumnarClient.over(maps);
        options = ReadOptions.builder().allocator(allocator).build();
    }

    @AfterEach
    void closeClients() {
        columns.close();
        maps.close();
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, SEEDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void columnsEqualWhatTheMapApiReturnsForTheSameKeys(int seed) throws Exception {
        Random random = new Random(seed);
        OnMismatch policy = OnMismatch.values()[seed % OnMismatch.values().length];
        RandomColumns randomColumns =
                new RandomColumns(random, seed % 4 == 0 ? Misfits.NONE : Misfits.STORABLE);
        Schema schema = randomColumns.schema();
        String set = cluster.uniqueSet();
        int rowCount = random.nextInt(50);
        List<Key> keys = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            Key key = Key.of(cluster.namespace(), set, row);
            keys.add(key);
            Map<String, Object> bins = randomColumns.bins(schema);
            if (!bins.isEmpty() && random.nextInt(10) > 0) {
                maps.put(key, bins);
            }
        }
        List<@Nullable Map<String, Object>> records = new ArrayList<>();
        for (BatchRow row : maps.batchRead(keys)) {
            records.add(row.record().map(found -> found.bins()).orElse(null));
        }
        ReadOptions withPolicy =
                ReadOptions.builder().allocator(allocator).onMismatch(policy).build();
        BatchKeys batchKeys = BatchKeys.of(keys);
        ColumnPropertyTest.check(
                schema, policy, records, () -> columns.batchRead(batchKeys, schema, withPolicy));
        ColumnPropertyTest.check(
                schema, policy, records, () -> readAsync(batchKeys, schema, withPolicy));
    }

    /** The async form, with its failure as the sync form throws it. */
    private ColumnarBatch readAsync(BatchKeys keys, Schema schema, ReadOptions withPolicy) {
        try {
            return columns.batchReadAsync(keys, schema, withPolicy).get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw assertInstanceOf(RuntimeException.class, e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void putNumbers(String set, int count) {
        for (int i = 0; i < count; i++) {
            maps.put(
                    Key.of(cluster.namespace(), set, i),
                    Bin.of("number", i),
                    Bin.of("text", "number " + i));
        }
    }

    private static final Schema NUMBERS = schema(field("number", INT64), field("text", UTF8));

    @Test
    void keysInEveryFormReadTheSameRecords() {
        String set = cluster.uniqueSet();
        putNumbers(set, 20);
        String namespace = cluster.namespace();
        long[] numbers = LongStream.range(0, 25).toArray();
        Key[] keys =
                LongStream.of(numbers)
                        .mapToObj(number -> Key.of(namespace, set, number))
                        .toArray(Key[]::new);
        List<BatchKeys> forms = new ArrayList<>();
        forms.add(BatchKeys.of(SetName.of(namespace, set), numbers));
        forms.add(BatchKeys.of(keys));
        forms.add(BatchKeys.of(SetName.of(namespace, set), DigestArray.of(keys)));
        try (BigIntVector vector = new BigIntVector("keys", allocator)) {
            vector.allocateNew(numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                vector.set(i, numbers[i]);
            }
            vector.setValueCount(numbers.length);
            forms.add(BatchKeys.of(SetName.of(namespace, set), vector));
        }
        for (BatchKeys form : forms) {
            try (ColumnarBatch batch = columns.batchRead(form, NUMBERS, options)) {
                assertEquals(new ColumnarBatch.RowCounts(20, 5, 0, 0, 0), batch.counts());
                for (int row = 0; row < 20; row++) {
                    assertEquals((long) row, batch.vector("number").getObject(row));
                    assertEquals("number " + row, batch.vector("text").getObject(row).toString());
                }
                assertEquals(2, batch.resultCode(24));
            }
        }
    }

    @Test
    void equalUserKeysInTwoSetsAreTwoRecordsAndARepeatedKeyIsTwoRows() {
        String one = cluster.uniqueSet();
        String other = cluster.uniqueSet();
        Key first = Key.of(cluster.namespace(), one, 1);
        Key second = Key.of(cluster.namespace(), other, 1);
        maps.put(first, Bin.of("number", 10));
        maps.put(second, Bin.of("number", 20));
        BatchKeys keys = BatchKeys.of(second, first, second);
        try (ColumnarBatch batch = columns.batchRead(keys, NUMBERS, options)) {
            assertEquals(nullable(20L, 10L, 20L), values(batch, "number"));
            assertEquals(Optional.of(0), batch.rowOf(second));
            assertEquals(Optional.of(1), batch.rowOf(first));
            assertThrows(IllegalStateException.class, () -> batch.rowOf(1));
        }
    }

    @Test
    void metadataColumnsTellKeyDigestGenerationAndResultCode() {
        String set = cluster.uniqueSet();
        Key key = Key.of(cluster.namespace(), set, "a");
        maps.put(key, Bin.of("number", 1));
        maps.put(key, Bin.of("number", 2));
        Schema schema =
                schema(
                        field("__key", UTF8),
                        field("__digest", new ArrowType.FixedSizeBinary(20)),
                        field("__generation", new ArrowType.Int(32, true)),
                        field("__ttl", INT64),
                        field("__result_code", new ArrowType.Int(16, true)));
        BatchKeys keys =
                BatchKeys.of(SetName.of(cluster.namespace(), set), new String[] {"a", "b"});
        try (ColumnarBatch batch = columns.batchRead(keys, schema, options)) {
            assertEquals("a", String.valueOf(batch.vector("__key").getObject(0)));
            assertEquals("b", String.valueOf(batch.vector("__key").getObject(1)));
            assertArrayEquals(key.digest(), (byte[]) batch.vector("__digest").getObject(0));
            assertEquals(nullable(2, null), values(batch, "__generation"));
            assertEquals(nullable((short) 0, (short) 2), values(batch, "__result_code"));
        }
    }

    @Test
    void closingAViewClosesNothing() {
        String set = cluster.uniqueSet();
        putNumbers(set, 3);
        BatchKeys keys = BatchKeys.of(SetName.of(cluster.namespace(), set), new long[] {0, 1, 2});
        ColumnarClient view = columns.with(BatchPolicy.builder().maxRetries(1).build());
        view.close();
        for (ColumnarClient each : List.of(columns, view)) {
            try (ColumnarBatch batch = each.batchRead(keys, NUMBERS, options)) {
                assertEquals(3, batch.counts().found());
            }
        }
    }

    @Test
    void recordsThatTheFilterLeavesOutAreCountedApart() {
        String set = cluster.uniqueSet();
        putNumbers(set, 10);
        BatchPolicy policy =
                BatchPolicy.builder()
                        .filter(
                                Expressions.greaterOrEqual(
                                        Expressions.intBin("number"), Expressions.literal(6)))
                        .build();
        BatchKeys keys =
                BatchKeys.of(
                        SetName.of(cluster.namespace(), set), LongStream.range(0, 11).toArray());
        try (ColumnarBatch batch = columns.with(policy).batchRead(keys, NUMBERS, options)) {
            assertEquals(new ColumnarBatch.RowCounts(4, 1, 6, 0, 0), batch.counts());
            assertEquals(27, batch.resultCode(0));
            assertTrue(batch.vector("number").isNull(0));
        }
    }

    @Test
    void aMisfitFailsTheCallAndLeavesTheClientUsable() {
        String set = cluster.uniqueSet();
        putNumbers(set, 100);
        Schema wrong = schema(field("text", INT64));
        BatchKeys keys =
                BatchKeys.of(
                        SetName.of(cluster.namespace(), set), LongStream.range(0, 100).toArray());
        assertThrows(
                TypeMismatchException.class, () -> columns.batchRead(keys, wrong, options).close());
        assertEquals(0, allocator.getAllocatedMemory());
        try (ColumnarBatch batch = columns.batchRead(keys, NUMBERS, options)) {
            assertEquals(100, batch.counts().found());
        }
    }

    @Test
    void anAllocatorWithoutRoomFailsTheCallAndHoldsNothing() {
        String set = cluster.uniqueSet();
        putNumbers(set, 200);
        BatchKeys keys =
                BatchKeys.of(
                        SetName.of(cluster.namespace(), set), LongStream.range(0, 200).toArray());
        for (int limit : new int[] {0, 512, 2048, 4096, 8192}) {
            try (RootAllocator small = new RootAllocator(limit)) {
                ReadOptions limited = ReadOptions.builder().allocator(small).build();
                assertThrows(
                        OutOfMemoryException.class,
                        () -> columns.batchRead(keys, NUMBERS, limited).close());
                assertEquals(0, small.getAllocatedMemory());
            }
        }
    }

    @Test
    void anUnknownNamespaceFailsTheCallAndHoldsNothing() {
        BatchKeys keys = BatchKeys.of(SetName.of("nowhere", ""), new long[] {1, 2});
        RuntimeException e =
                assertThrows(
                        RuntimeException.class,
                        () -> columns.batchRead(keys, NUMBERS, options).close());
        assertTrue(String.valueOf(e.getMessage()).contains("nowhere"), e.toString());
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void aClosedClientSaysSo() {
        ColumnarClient closed = ColumnarClient.over(maps);
        closed.close();
        BatchKeys keys = BatchKeys.of(SetName.of(cluster.namespace(), ""), new long[] {1});
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> closed.batchRead(keys, NUMBERS));
        assertTrue(String.valueOf(e.getMessage()).contains("closed"));
    }

    @Test
    void aClosedAllocatorIsRefusedBeforeAnythingIsSentWhereArrowTells() {
        assumeTrue(
                AssertionUtil.isAssertionsEnabled(),
                "Arrow only tells when the JVM runs with assertions");
        BufferAllocator closed = allocator.newChildAllocator("mine", 0, Long.MAX_VALUE);
        closed.close();
        ReadOptions wrong = ReadOptions.builder().allocator(closed).build();
        BatchKeys keys = BatchKeys.of(SetName.of(cluster.namespace(), ""), new long[] {1});
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class, () -> columns.batchRead(keys, NUMBERS, wrong));
        assertTrue(String.valueOf(e.getMessage()).contains("mine of the ReadOptions is closed"));
        assertThrows(
                IllegalStateException.class, () -> columns.batchReadAsync(keys, NUMBERS, wrong));
    }

    @Test
    void aClientThatIsClosedBeforeItsBatchesSaysHowMuchTheyHold() {
        BatchKeys keys = BatchKeys.of(SetName.of(cluster.namespace(), ""), new long[] {1});
        ColumnarClient hasty = ColumnarClient.over(maps);
        try (ColumnarBatch batch = hasty.batchRead(keys, NUMBERS)) {
            long heldBytes = batch.vector("number").getAllocator().getAllocatedMemory();
            IllegalStateException e = assertThrows(IllegalStateException.class, hasty::close);
            assertTrue(
                    String.valueOf(e.getMessage()).contains("hold " + heldBytes + " bytes"),
                    e.getMessage());
        }
    }

    @Test
    void aSchemaWithoutBinsReadsOnlyWhetherRecordsExist() {
        String set = cluster.uniqueSet();
        putNumbers(set, 3);
        BatchKeys keys =
                BatchKeys.of(
                        SetName.of(cluster.namespace(), set), LongStream.range(0, 4).toArray());
        try (ColumnarBatch batch = columns.batchRead(keys, new Schema(List.<Field>of()), options)) {
            assertEquals(4, batch.rowCount());
            assertEquals(new ColumnarBatch.RowCounts(3, 1, 0, 0, 0), batch.counts());
        }
    }
}
