package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Columns of what lies inside maps and lists. */
@ExtendWith(TestClusterExtension.class)
class PathColumnsIT extends ColumnTest {
    private static final ArrowType FLOAT64 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

    private final String namespace;
    private final String set;
    private final AerospikeClient maps;
    private final ColumnarClient columns;
    private final ReadOptions options;

    PathColumnsIT(TestCluster cluster) {
        namespace = cluster.namespace();
        set = cluster.uniqueSet();
        maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(maps);
        options = ReadOptions.builder().allocator(allocator).build();
    }

    @AfterEach
    void closeClients() {
        columns.close();
        maps.close();
    }

    private static Field path(String name, ArrowType type, String path, Field... children) {
        return new Field(
                name,
                new FieldType(true, type, null, Map.of(FieldMetadata.PATH, path)),
                List.of(children));
    }

    private void put(int key, Bin... bins) {
        maps.put(Key.of(namespace, set, key), bins);
    }

    private static List<@Nullable Object> values(FieldVector vector) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < vector.getValueCount(); row++) {
            Object value = vector.getObject(row);
            values.add(value instanceof Number || value == null ? value : value.toString());
        }
        return values;
    }

    private ColumnarBatch read(Schema schema, int count) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = i;
        }
        return columns.batchRead(BatchKeys.of(SetName.of(namespace, set), keys), schema, options);
    }

    /** A driver as a feature store has it, and drivers whose map lacks more and more. */
    private void putDrivers() {
        put(
                0,
                Bin.of("name", "ann"),
                Bin.of(
                        "features",
                        Map.of(
                                "driver_stats",
                                Map.of("trips", 12, "rating", 4.5, "city", "Łódź"),
                                "last",
                                List.of(5, 6, 7))));
        put(1, Bin.of("name", "bob"), Bin.of("features", Map.of("driver_stats", Map.of())));
        put(2, Bin.of("name", "cid"), Bin.of("features", Map.of("other", 1)));
        put(3, Bin.of("name", "dan"), Bin.of("features", Map.of("driver_stats", "text")));
        put(4, Bin.of("name", "eve"), Bin.of("features", "no map at all"));
        put(5, Bin.of("name", "fay"));
        put(6, Bin.of("name", "gus"), Bin.of("features", List.of(1, 2)));
        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put("trips", null);
        put(7, Bin.of("name", "hal"), Bin.of("features", Map.of("driver_stats", nothing)));
    }

    private static final Schema DRIVERS =
            schema(
                    path("trips", INT64, "features.driver_stats.trips"),
                    field("name", UTF8),
                    path("rating", FLOAT64, "features.driver_stats.rating"),
                    path("city", UTF8, "features.driver_stats.city"),
                    path("latest", INT64, "features.last[-1]"),
                    path("fourth", INT64, "features.last[3]"));

    @Test
    void anIntegerAbove63BitsHasItsValueWhereTheTypeHasRoomForIt() {
        BigInteger max = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        put(0, Bin.of("m", Map.of("n", max, "l", List.of(1L, max))));
        assertEquals(
                Map.of("n", max, "l", List.of(1L, max)),
                maps.get(Key.of(namespace, set, 0)).orElseThrow().bins().get("m"));
        ArrowType unsigned = new ArrowType.Int(64, false);
        Schema schema =
                schema(
                        path("n", unsigned, "m.n"),
                        path("decimal", new ArrowType.Decimal(20, 0, 128), "m.l[1]"),
                        path("last", unsigned, "m.l[-1]"),
                        path("l", ArrowType.List.INSTANCE, "m.l", field("item", unsigned)));
        try (ColumnarBatch batch = read(schema, 1)) {
            assertEquals(
                    max.toString(), TablePrinter.cell(batch.vector("n"), batch.dictionaries(), 0));
            assertEquals(
                    max.toString(),
                    TablePrinter.cell(batch.vector("decimal"), batch.dictionaries(), 0));
            assertEquals(
                    max.toString(),
                    TablePrinter.cell(batch.vector("last"), batch.dictionaries(), 0));
            assertEquals(
                    "[1, " + max + "]",
                    TablePrinter.cell(batch.vector("l"), batch.dictionaries(), 0));
        }
        TypeMismatchException e =
                assertThrows(
                        TypeMismatchException.class,
                        () -> read(schema(path("n", INT64, "m.n")), 1).close());
        assertEquals("INTEGER " + max, e.mismatch().found());
        assertEquals("is out of range", e.mismatch().reason());
    }

    @Test
    void severalPathsOfABinAndWholeBinsComeInOneRequest() {
        putDrivers();
        try (ColumnarBatch batch = read(DRIVERS, 9)) {
            assertEquals(8, batch.counts().found());
            assertEquals(1, batch.counts().missing());
            List<@Nullable Object> trips = values(batch.vector("trips"));
            assertEquals(12L, trips.get(0));
            assertEquals(8, batch.vector("trips").getNullCount());
            assertEquals(4.5, values(batch.vector("rating")).get(0));
            assertEquals("Łódź", values(batch.vector("city")).get(0));
            assertEquals(7L, values(batch.vector("latest")).get(0));
            assertEquals(9, batch.vector("fourth").getNullCount());
            assertEquals(
                    "[ann, bob, cid, dan, eve, fay, gus, hal, null]",
                    values(batch.vector("name")).toString());
        }
    }

    @Test
    void aPathThatLeadsNowhereLosesNoRecordOfAScan() {
        putDrivers();
        StreamOptions stream = StreamOptions.builder().readOptions(options).build();
        try (ScanReader reader =
                columns.scan(QuerySpec.of(SetName.of(namespace, set)), DRIVERS, stream)) {
            assertTrue(reader.loadNextBatch());
            assertEquals(8, reader.getVectorSchemaRoot().getRowCount());
            assertEquals(7, reader.getVectorSchemaRoot().getVector("trips").getNullCount());
            assertEquals(0, reader.getVectorSchemaRoot().getVector("name").getNullCount());
        }
    }

    @Test
    void integerAndBlobKeysListElementsAndEscapedNamesAreSteps() {
        byte[] blobKey = {0x0a, (byte) 0xff};
        Map<Object, Object> features = new HashMap<>();
        features.put(12L, "under an integer");
        features.put(blobKey, "under a blob");
        features.put("a.b[0]", List.of(Map.of("x", 1), Map.of("x", 2)));
        put(0, Bin.of("f.1", features));
        Schema schema =
                schema(
                        path("integer", UTF8, "f\\.1{12}"),
                        path("blob", UTF8, "f\\.1{0x0aff}"),
                        path("missing", UTF8, "f\\.1{13}"),
                        path(
                                "escaped",
                                INT64,
                                ValuePath.bin("f.1").key("a.b[0]").index(1).key("x").toString()),
                        path("outside", INT64, "f\\.1.a\\.b\\[0][7].x"));
        try (ColumnarBatch batch = read(schema, 1)) {
            assertEquals("under an integer", batch.vector("integer").getObject(0).toString());
            assertEquals("under a blob", batch.vector("blob").getObject(0).toString());
            assertTrue(batch.vector("missing").isNull(0));
            assertEquals(2L, batch.vector("escaped").getObject(0));
            assertTrue(batch.vector("outside").isNull(0));
        }
    }

    @Test
    void indexesOutsideAListAreNullOnBothSides() {
        put(0, Bin.of("list", List.of(10, 11, 12)));
        List<Field> fields = new ArrayList<>();
        for (int index = -5; index < 5; index++) {
            fields.add(path("at" + index, INT64, "list[" + index + "]"));
        }
        try (ColumnarBatch batch = read(new Schema(fields), 1)) {
            List<@Nullable Object> found = new ArrayList<>();
            for (Field field : fields) {
                found.add(batch.vector(field.getName()).getObject(0));
            }
            assertEquals("[null, null, 10, 11, 12, 10, 11, 12, null, null]", found.toString());
        }
    }

    @Test
    void valuesOfAllKindsAreConvertedAsBinsAre() {
        put(
                0,
                Bin.of(
                        "m",
                        Map.of(
                                "list",
                                List.of(1, 2),
                                "struct",
                                Map.of("x", 1, "y", "z"),
                                "bool",
                                true,
                                "blob",
                                new byte[] {1, 2},
                                "number",
                                3)));
        Schema schema =
                schema(
                        path("list", ArrowType.List.INSTANCE, "m.list", field("item", INT64)),
                        path(
                                "struct",
                                ArrowType.Struct.INSTANCE,
                                "m.struct",
                                field("x", INT64),
                                field("y", UTF8)),
                        path("bool", ArrowType.Bool.INSTANCE, "m.bool"),
                        path("blob", ArrowType.Binary.INSTANCE, "m.blob"),
                        path("wide", FLOAT64, "m.number"));
        try (ColumnarBatch batch = read(schema, 1)) {
            assertEquals("[1,2]", batch.vector("list").getObject(0).toString());
            assertEquals("{\"x\":1,\"y\":\"z\"}", batch.vector("struct").getObject(0).toString());
            assertEquals(true, batch.vector("bool").getObject(0));
            assertEquals(2, ((byte[]) batch.vector("blob").getObject(0)).length);
            assertEquals(3.0, batch.vector("wide").getObject(0));
        }
    }

    @Test
    void aValueOfAnotherTypeFailsWithItsPath() {
        put(0, Bin.of("m", Map.of("a", Map.of("b", "text"))));
        TypeMismatchException thrown =
                assertThrows(
                        TypeMismatchException.class,
                        () -> read(schema(path("number", INT64, "m.a.b")), 1));
        assertTrue(
                thrown.getMessage().contains("Bin \"m.a.b\" holds STRING \"text\""),
                thrown.getMessage());
    }
}
