package dev.aerospikearrow.columnar.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.columnar.read.BatchReply;
import dev.aerospikearrow.columnar.read.ColumnModel;
import dev.aerospikearrow.columnar.read.DecodingTest;
import dev.aerospikearrow.columnar.read.RandomColumns;
import dev.aerospikearrow.columnar.read.RandomColumns.Misfits;
import dev.aerospikearrow.columnar.read.VectorValues;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any columns that are written are read back as they were, and so by the map API. */
@ExtendWith(TestClusterExtension.class)
class WriteRoundTripIT extends DecodingTest {
    private static final int SEEDS = Integer.getInteger("columns.write.seeds", 100);
    private static final int ROWS_PER_REQUEST = 17;

    private final TestCluster cluster;
    private final AerospikeClient maps;
    private final ColumnarClient columns;

    WriteRoundTripIT(TestCluster cluster) {
        this.cluster = cluster;
        maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(maps);
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
    void whatIsWrittenIsReadBack(int seed) throws Exception {
        Random random = new Random(seed);
        RandomColumns randomColumns = new RandomColumns(random, Misfits.NONE);
        Schema schema = randomColumns.schema();
        int rowCount = random.nextInt(60);
        String set = cluster.uniqueSet();
        try (ColumnarBatch batch = randomBatch(randomColumns, schema, rowCount);
                FieldVector keys = keys(random, rowCount)) {
            BatchKeys batchKeys = BatchKeys.of(SetName.of(cluster.namespace(), set), keys);
            List<FieldVector> vectors = new ArrayList<>(batch.root().getFieldVectors());
            vectors.add(random.nextInt(vectors.size() + 1), keys);
            ColumnarWriteOptions options = options(random, batch.root(), set);
            VectorSchemaRoot root = VectorSchemaRoot.of(vectors.toArray(FieldVector[]::new));
            root.setRowCount(rowCount);
            WriteResult result = write(random, root, options);
            assertEquals(
                    rowCount,
                    result.writtenCount() + result.count(WriteResult.NOTHING_TO_WRITE),
                    result::toString);
            assertReadBack(batch, batchKeys);
            assertMapsAgree(batch, keys, set);
        }
    }

    /** Random values in vectors, which the reading side makes of a reply; nulls included. */
    private ColumnarBatch randomBatch(RandomColumns random, Schema schema, int rowCount) {
        BatchReply reply = new BatchReply();
        for (int row = 0; row < rowCount; row++) {
            reply.found(row, random.bins(schema));
        }
        return read(keys(rowCount), schema, onMismatch(OnMismatch.NULL), reply);
    }

    private FieldVector keys(Random random, int count) {
        FieldVector keys;
        switch (random.nextInt(5)) {
            case 0 -> keys = new BigIntVector("the key", allocator);
            case 1 -> keys = new UInt4Vector("the key", allocator);
            case 2 -> keys = new VarCharVector("the key", allocator);
            case 3 -> keys = new ViewVarCharVector("the key", allocator);
            default -> keys = new VarBinaryVector("the key", allocator);
        }
        keys.allocateNew();
        String prefix = random.nextBoolean() ? "" : "a prefix of some length ";
        for (int row = 0; row < count; row++) {
            byte[] bytes = (prefix + row).getBytes(StandardCharsets.UTF_8);
            if (keys instanceof BigIntVector integers) {
                integers.setSafe(row, -row);
            } else if (keys instanceof UInt4Vector integers) {
                integers.setSafe(row, -row);
            } else if (keys instanceof VarCharVector texts) {
                texts.setSafe(row, bytes);
            } else if (keys instanceof ViewVarCharVector texts) {
                texts.setSafe(row, bytes);
            } else {
                ((VarBinaryVector) keys).setSafe(row, bytes);
            }
        }
        keys.setValueCount(count);
        return keys;
    }

    private ColumnarWriteOptions options(Random random, VectorSchemaRoot root, String set) {
        ColumnarWriteOptions.Builder options =
                ColumnarWriteOptions.keyedBy("the key")
                        .set(SetName.of(cluster.namespace(), set))
                        .rowsPerRequest(ROWS_PER_REQUEST);
        if (random.nextBoolean()) {
            options.sendKey(SendKey.WITH_USER_KEY);
        }
        for (FieldVector vector : root.getFieldVectors()) {
            if (vector instanceof FixedSizeListVector list
                    && list.getDataVector().getField().getType() instanceof ArrowType.FloatingPoint
                    && !hasNullElements(list)) {
                options.encoding(vector.getName(), ColumnEncoding.PACKED);
            }
        }
        return options.build();
    }

    private static boolean hasNullElements(FixedSizeListVector list) {
        for (int row = 0; row < list.getValueCount(); row++) {
            for (int i = 0; i < list.getListSize() && !list.isNull(row); i++) {
                if (list.getDataVector().isNull(row * list.getListSize() + i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private WriteResult write(Random random, VectorSchemaRoot root, ColumnarWriteOptions options)
            throws Exception {
        return random.nextBoolean()
                ? columns.batchWrite(root, options)
                : columns.batchWriteAsync(root, options).get(1, TimeUnit.MINUTES);
    }

    private void assertReadBack(ColumnarBatch written, BatchKeys keys) {
        ReadOptions options = ReadOptions.builder().allocator(allocator).build();
        try (ColumnarBatch read = columns.batchRead(keys, written.schema(), options)) {
            for (FieldVector vector : written.root().getFieldVectors()) {
                for (int row = 0; row < written.rowCount(); row++) {
                    assertEquals(
                            value(vector, row),
                            value(read.vector(vector.getName()), row),
                            vector.getField() + " row " + row);
                }
            }
        }
    }

    private void assertMapsAgree(ColumnarBatch written, FieldVector keys, String set) {
        for (int row = 0; row < written.rowCount(); row++) {
            Optional<StoredRecord> record = maps.get(key(keys, row, set));
            Map<String, Object> bins = record.map(StoredRecord::bins).orElse(Map.of());
            for (Field field : written.schema().getFields()) {
                ColumnModel model = new ColumnModel(OnMismatch.NULL);
                assertEquals(
                        value(written.vector(field.getName()), row),
                        inAnyOrder(field, model.cell(field, bins.get(field.getName()))),
                        field + " row " + row);
                assertEquals(0, model.nullCount());
            }
        }
    }

    private static @Nullable Object value(FieldVector vector, int row) {
        return inAnyOrder(vector.getField(), VectorValues.at(vector, row));
    }

    /** The value with the entries of maps as sets: servers sort maps by key. */
    private static @Nullable Object inAnyOrder(Field field, @Nullable Object value) {
        List<Field> children = field.getChildren();
        if (value instanceof Map<?, ?> struct) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            for (Field child : children) {
                copy.put(child.getName(), inAnyOrder(child, struct.get(child.getName())));
            }
            return copy;
        }
        if (!(value instanceof List<?> list)) {
            return value;
        }
        if (field.getType() instanceof ArrowType.Map) {
            List<Field> entry = children.get(0).getChildren();
            Set<List<@Nullable Object>> entries = new HashSet<>();
            for (Object pair : list) {
                Object mapped = ((List<?>) pair).get(1);
                entries.add(
                        Arrays.asList(((List<?>) pair).get(0), inAnyOrder(entry.get(1), mapped)));
            }
            return entries;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(inAnyOrder(children.get(0), element)));
        return elements;
    }

    private Key key(FieldVector keys, int row, String set) {
        Object value = VectorValues.at(keys, row);
        if (value instanceof Long number) {
            return Key.of(cluster.namespace(), set, number);
        }
        return keys instanceof VarBinaryVector blobs
                ? Key.of(cluster.namespace(), set, blobs.get(row))
                : Key.of(cluster.namespace(), set, String.valueOf(value));
    }
}
