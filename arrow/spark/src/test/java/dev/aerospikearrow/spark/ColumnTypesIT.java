package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrow types that Spark's own adapter refuses, widened or converted. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class ColumnTypesIT {
    private final TestCluster cluster;
    private final SparkSession spark;

    ColumnTypesIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
    }

    private static ArrowType unsigned(int bits) {
        return new ArrowType.Int(bits, false);
    }

    private static Field scalar(ArrowType type) {
        return Field.nullable("v", type);
    }

    private static Field list(ArrowType type, ArrowType element) {
        return new Field("v", FieldType.nullable(type), List.of(Field.nullable("e", element)));
    }

    static List<Arguments> types() {
        ArrowType half = new ArrowType.FloatingPoint(FloatingPointPrecision.HALF);
        ArrowType single = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
        byte[] packed =
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(1.5f)
                        .putFloat(-2)
                        .array();
        Field struct =
                new Field(
                        "v",
                        FieldType.nullable(ArrowType.Struct.INSTANCE),
                        List.of(
                                Field.nullable("a", unsigned(8)),
                                new Field(
                                        "b",
                                        FieldType.nullable(new ArrowType.FixedSizeList(2)),
                                        List.of(Field.nullable("e", half)))));
        Field dictionary =
                new Field(
                        "v",
                        new FieldType(
                                true,
                                ArrowType.Utf8.INSTANCE,
                                new DictionaryEncoding(1, false, new ArrowType.Int(8, true))),
                        List.of());
        return List.of(
                Arguments.of(scalar(unsigned(8)), 255L, "smallint", "255"),
                Arguments.of(scalar(unsigned(16)), 65_535L, "int", "65535"),
                Arguments.of(scalar(unsigned(32)), 4_294_967_295L, "bigint", "4294967295"),
                Arguments.of(
                        scalar(unsigned(64)),
                        Long.MAX_VALUE,
                        "decimal(20,0)",
                        "9223372036854775807"),
                Arguments.of(scalar(half), 1.5, "float", "1.5"),
                Arguments.of(scalar(new ArrowType.Utf8View()), "view", "string", "view"),
                Arguments.of(
                        scalar(new ArrowType.FixedSizeBinary(2)),
                        new byte[] {1, 2},
                        "binary",
                        "X'0102'"),
                Arguments.of(scalar(new ArrowType.BinaryView()), new byte[] {3}, "binary", "X'03'"),
                Arguments.of(scalar(new ArrowType.LargeUtf8()), "large", "string", "large"),
                Arguments.of(
                        scalar(new ArrowType.Date(DateUnit.MILLISECOND)),
                        86_400_000L,
                        "date",
                        "1970-01-02"),
                Arguments.of(
                        scalar(new ArrowType.Timestamp(TimeUnit.SECOND, "UTC")),
                        978_307_200L,
                        "timestamp",
                        "2001-01-01 00:00:00"),
                Arguments.of(
                        scalar(new ArrowType.Timestamp(TimeUnit.MILLISECOND, null)),
                        978_307_200_123L,
                        "timestamp_ntz",
                        "2001-01-01 00:00:00.123"),
                Arguments.of(
                        scalar(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC")),
                        -1_000L,
                        "timestamp",
                        "1969-12-31 23:59:59.999999"),
                Arguments.of(
                        scalar(new ArrowType.Duration(TimeUnit.MILLISECOND)),
                        1_500L,
                        "interval day to second",
                        "INTERVAL '0 00:00:01.5' DAY TO SECOND"),
                Arguments.of(
                        scalar(new ArrowType.Time(TimeUnit.SECOND, 32)),
                        3_600L,
                        "time(6)",
                        "01:00:00"),
                Arguments.of(
                        scalar(new ArrowType.Decimal(38, 2, 256)), 5L, "decimal(38,2)", "5.00"),
                Arguments.of(
                        list(new ArrowType.FixedSizeList(2), single),
                        packed,
                        "array<float>",
                        "[1.5, -2.0]"),
                Arguments.of(
                        list(new ArrowType.LargeList(), unsigned(16)),
                        List.of(1, 65_535),
                        "array<int>",
                        "[1, 65535]"),
                Arguments.of(
                        struct,
                        Map.of("a", 200, "b", List.of(1.5, 2.5)),
                        "struct<a:smallint,b:array<float>>",
                        "{200, [1.5, 2.5]}"),
                Arguments.of(dictionary, "few", "string", "few"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aValueComesThroughAsATypeThatSparkHas(
            Field field, Object value, String sparkType, String text) {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("k", 1), Bin.of("v", value));
            set.put(2, Bin.of("k", 2));
            Schema schema =
                    new Schema(List.of(Field.nullable("k", new ArrowType.Int(32, true)), field));

            Dataset<Row> rows =
                    set.read(spark).option("aerospike.schema.arrow", schema.toJson()).load();

            assertEquals(sparkType, rows.schema().apply("v").dataType().simpleString());
            String shown =
                    sparkType.equals("binary")
                            ? "concat(\"X'\", hex(v), \"'\")"
                            : "CAST(v AS STRING)";
            assertEquals(text, rows.where("k = 1").selectExpr(shown).first().getString(0));
            assertEquals(1, rows.where("v IS NULL").count());
            assertEquals(
                    1, rows.where("v IS NOT NULL").selectExpr("v AS w").collectAsList().size());
        }
        assertEquals(0, TaskMemory.allocatedBytes());
    }

    static List<Arguments> misfits() {
        Field list =
                new Field(
                        "v",
                        FieldType.nullable(ArrowType.List.INSTANCE),
                        List.of(
                                Field.nullable(
                                        "e", new ArrowType.Timestamp(TimeUnit.MILLISECOND, null))));
        long micros = Long.MAX_VALUE / 1_000;
        return List.of(
                Arguments.of(
                        scalar(new ArrowType.Timestamp(TimeUnit.SECOND, "UTC")),
                        Long.MAX_VALUE / 1_000_000,
                        Long.MAX_VALUE / 1_000_000 + 1),
                Arguments.of(
                        scalar(new ArrowType.Timestamp(TimeUnit.SECOND, null)),
                        Long.MIN_VALUE / 1_000_000,
                        Long.MIN_VALUE),
                Arguments.of(
                        scalar(new ArrowType.Timestamp(TimeUnit.MILLISECOND, null)),
                        micros,
                        micros + 1),
                Arguments.of(
                        scalar(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC")),
                        5_000L,
                        5_001L),
                Arguments.of(scalar(new ArrowType.Duration(TimeUnit.SECOND)), -5L, Long.MIN_VALUE),
                Arguments.of(scalar(new ArrowType.Duration(TimeUnit.NANOSECOND)), -5_000L, -1L),
                Arguments.of(
                        scalar(new ArrowType.Date(DateUnit.MILLISECOND)),
                        86_400_000L * Integer.MAX_VALUE,
                        86_400_000L * (Integer.MAX_VALUE + 1L)),
                Arguments.of(
                        scalar(new ArrowType.Date(DateUnit.MILLISECOND)), 86_400_000L, 86_400_001L),
                Arguments.of(list, List.of(1L), List.of(1L, micros + 1)));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatSparkCannotShowHasTheColumnsPolicy(Field field, Object fits, Object misfit) {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("v", fits));
            String schema = new Schema(List.of(field)).toJson();
            Dataset<Row> rows =
                    set.read(spark).option("aerospike.schema.arrow", schema).load().select("v");
            assertFalse(rows.selectExpr("CAST(v AS STRING)").first().isNullAt(0));

            set.put(1, Bin.of("v", misfit));

            String failure = causes(assertThrows(Exception.class, rows::collectAsList));
            assertTrue(failure.contains("Bin \"v\" holds"), failure);
            assertTrue(failure.contains("digest"), failure);
            Row nulled =
                    set.read(spark)
                            .option("aerospike.schema.arrow", schema)
                            .option("aerospike.onMismatch", "null")
                            .load()
                            .selectExpr("CAST(v AS STRING)")
                            .first();
            assertTrue(
                    nulled.isNullAt(0) || nulled.getString(0).contains("null"), nulled.toString());
        }
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMESTAMP", "TIMESTAMP_NTZ", "INTERVAL DAY TO SECOND", "DATE"})
    void theEndsOfWhatSparkCountsAreShown(String type) {
        boolean days = type.equals("DATE");
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("v", days ? Integer.MIN_VALUE : Long.MIN_VALUE));
            set.put(2, Bin.of("v", days ? Integer.MAX_VALUE : Long.MAX_VALUE));
            Dataset<Row> rows = set.read(spark).schema("v " + type).load();

            // The old classes of java.sql have no room for the ends.
            spark.conf().set("spark.sql.datetime.java8API.enabled", true);
            assertEquals(2, rows.selectExpr("CAST(v AS STRING)").collectAsList().size());
            assertEquals(2, rows.collectAsList().size());
        } finally {
            spark.conf().unset("spark.sql.datetime.java8API.enabled");
        }
    }

    @Test
    void ofAStructOnlyTheFieldsThatAreUsedAreRead() {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("m", Map.of("a", 1, "b", "x")));
            Dataset<Row> rows = set.read(spark).schema("m STRUCT<a: INT, b: STRING>").load();

            assertEquals("[x]", rows.select("m.b").first().toString());
            assertEquals("[{1, x}]", rows.selectExpr("CAST(m AS STRING)").first().toString());
        }
    }
}
