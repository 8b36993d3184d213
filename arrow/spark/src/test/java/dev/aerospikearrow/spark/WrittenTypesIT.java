package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.schema.StoredType;
import dev.aerospikearrow.spark.write.SetWriteBuilder;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.GeographyType;
import org.apache.spark.sql.types.GeometryType;
import org.apache.spark.sql.types.PythonUserDefinedType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every type of Spark on its way into a bin: kept exactly, or refused before a row is written. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class WrittenTypesIT {
    private static final long DAY = 20_000;
    private static final long MICROS = DAY * 86_400_000_000L + 1;

    /** A value in SQL, and what its bin holds. */
    private record Sample(String sql, Object stored) {}

    private static final Map<StoredType, List<Sample>> KEPT = new EnumMap<>(StoredType.class);

    static {
        keep(StoredType.BOOLEAN, "true", true);
        keep(StoredType.TINYINT, "-128Y", -128L);
        keep(StoredType.SMALLINT, "-32768S", -32_768L);
        keep(StoredType.INT, "-2147483648", (long) Integer.MIN_VALUE);
        keep(StoredType.BIGINT, "9223372036854775807L", Long.MAX_VALUE);
        keep(StoredType.FLOAT, "CAST('1.1' AS FLOAT)", (double) 1.1f);
        keep(StoredType.DOUBLE, "1.1D", 1.1);
        keep(StoredType.DECIMAL, "CAST(12 AS DECIMAL(38, 0))", 12L);
        keep(StoredType.STRING, "'a\u00e9'", "a\u00e9");
        keep(StoredType.STRING, "'b' COLLATE UTF8_LCASE", "b");
        keep(StoredType.BINARY, "X'00FF'", new byte[] {0, -1});
        keep(StoredType.DATE, "date_from_unix_date(20000)", DAY);
        keep(StoredType.TIME, "TIME '00:00:01.000001'", 1_000_001_000L);
        keep(StoredType.TIMESTAMP, "timestamp_micros(" + MICROS + ")", MICROS);
        keep(
                StoredType.TIMESTAMP_NTZ,
                "CAST(timestamp_micros(" + MICROS + ") AS TIMESTAMP_NTZ)",
                MICROS);
        keep(
                StoredType.INTERVAL_DAY_TIME,
                "INTERVAL '1 0:0:0.000001' DAY TO SECOND",
                86_400_000_001L);
        keep(StoredType.INTERVAL_YEAR_MONTH, "INTERVAL '-1-2' YEAR TO MONTH", -14L);
        keep(StoredType.ARRAY, "array(1, NULL, 3)", Arrays.asList(1L, null, 3L));
        keep(
                StoredType.ARRAY,
                "array(named_struct('d', DATE '1970-01-02', 'i', INTERVAL '3' MONTH))",
                List.of(Map.of("d", 1L, "i", 3L)));
        keep(StoredType.MAP, "map('k', 1.5D)", Map.of("k", 1.5));
        keep(
                StoredType.STRUCT,
                "named_struct('p', 1, 'q', array('z'))",
                Map.of("p", 1L, "q", List.of("z")));
    }

    private static final Map<StoredType, DataType> REFUSED =
            Map.of(
                    StoredType.INTERVAL,
                    DataTypes.CalendarIntervalType,
                    StoredType.VOID,
                    DataTypes.NullType,
                    StoredType.VARIANT,
                    DataTypes.VariantType,
                    StoredType.GEOMETRY,
                    GeometryType.apply(4326),
                    StoredType.GEOGRAPHY,
                    GeographyType.apply(4326),
                    StoredType.USER_DEFINED,
                    new PythonUserDefinedType(DataTypes.StringType, "a.B", "none"));

    private final TestCluster cluster;
    private final SparkSession spark;

    WrittenTypesIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
    }

    private static void keep(StoredType type, String sql, Object stored) {
        KEPT.computeIfAbsent(type, it -> new ArrayList<>()).add(new Sample(sql, stored));
    }

    @AfterEach
    void nothingIsHeld() {
        assertEquals(0, TaskMemory.allocatedBytes());
        assertEquals(0, TaskMemory.allocatorCount());
    }

    @Test
    void everyTypeIsTriedHere() {
        Set<StoredType> tried = EnumSet.copyOf(KEPT.keySet());
        tried.addAll(REFUSED.keySet());

        assertEquals(EnumSet.allOf(StoredType.class), tried);
        KEPT.keySet().forEach(type -> assertTrue(type.isKept(), type.sparkName()));
    }

    @Test
    void whatIsKeptComesBackAsItWas() {
        List<Sample> samples = KEPT.values().stream().flatMap(List::stream).toList();
        StringBuilder columns = new StringBuilder("id");
        for (int i = 0; i < samples.size(); i++) {
            columns.append(", IF(id = 1, NULL, ")
                    .append(samples.get(i).sql())
                    .append(") AS c")
                    .append(i);
        }
        Dataset<Row> rows = spark.sql("SELECT " + columns + ", 'x' AS last FROM range(2)");
        try (TestSet set = new TestSet(cluster)) {
            save(set, rows, Map.of());

            Map<String, Object> stored = set.client().get(set.key(0)).orElseThrow().bins();
            for (int i = 0; i < samples.size(); i++) {
                Object value = stored.get("c" + i);
                if (samples.get(i).stored() instanceof byte[] bytes) {
                    assertArrayEquals(bytes, (byte[]) value);
                } else {
                    assertEquals(samples.get(i).stored(), value, samples.get(i).sql());
                }
            }
            assertEquals(
                    Map.of("id", 1L, "last", "x"),
                    set.client().get(set.key(1)).orElseThrow().bins());
            Dataset<Row> read = set.read(spark).schema(rows.schema()).load();
            assertEquals(texts(rows), texts(read));
            assertEquals(rows.schema().asNullable(), read.schema());
        }
    }

    private static List<String> texts(Dataset<Row> rows) {
        String[] columns =
                Arrays.stream(rows.columns())
                        .map(
                                name ->
                                        rows.schema()
                                                        .apply(name)
                                                        .dataType()
                                                        .equals(DataTypes.BinaryType)
                                                ? "hex(" + name + ")"
                                                : "CAST(" + name + " AS STRING)")
                        .toArray(String[]::new);
        return rows.orderBy("id").selectExpr(columns).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    private void save(TestSet set, Dataset<Row> rows, Map<String, String> options) {
        rows.write()
                .format("aerospike")
                .options(set.options())
                .options(options)
                .option("aerospike.updateByKey", "id")
                .mode("append")
                .save();
    }

    @Test
    void whatIsNotKeptIsRefusedBeforeARowIsWritten() {
        try (TestSet set = new TestSet(cluster)) {
            Map<String, String> options = new HashMap<>(set.options());
            options.put("aerospike.updateByKey", "id");
            REFUSED.forEach(
                    (type, dataType) -> {
                        StructType columns =
                                new StructType().add("id", "bigint").add("v", dataType);
                        SetWriteBuilder write =
                                new SetWriteBuilder(
                                        ConnectorOptions.of(options, Map.of()), columns);

                        String message =
                                assertThrows(IllegalArgumentException.class, write::build)
                                        .getMessage();

                        assertTrue(message.contains("which no bin holds. " + type.text()), message);
                    });
        }
    }

    @Test
    void aDecimalWithDigitsAfterThePointIsWrittenAsAnOptionSays() {
        Dataset<Row> rows =
                spark.sql(
                        "SELECT 1L AS id, 2.50BD AS v, array(1.5BD) AS a, named_struct('d', 3.0BD) AS s");
        try (TestSet set = new TestSet(cluster)) {
            String refusal =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> save(set, rows.select("id", "a"), Map.of()))
                            .getMessage();
            assertTrue(refusal.contains("Column a.element is decimal(2,1)"), refusal);
            assertTrue(refusal.contains("aerospike.write.decimals to text"), refusal);
            Exception fraction =
                    assertThrows(
                            Exception.class,
                            () -> save(set, rows, Map.of("aerospike.write.decimals", "integer")));
            assertTrue(causes(fraction).contains("field v is 2.50"), causes(fraction));

            save(set, rows.select("id", "s"), Map.of("aerospike.write.decimals", "integer"));
            assertEquals(
                    Map.of("id", 1L, "s", Map.of("d", 3L)),
                    set.client().get(set.key(1)).orElseThrow().bins());
            save(set, rows, Map.of("aerospike.write.decimals", "text"));

            assertEquals(
                    Map.of("id", 1L, "v", "2.50", "a", List.of("1.5"), "s", Map.of("d", "3.0")),
                    set.client().get(set.key(1)).orElseThrow().bins());
            assertEquals(
                    rows.collectAsList().toString(),
                    set.read(spark)
                            .option("aerospike.onMismatch", "coerce")
                            .schema(rows.schema())
                            .load()
                            .collectAsList()
                            .toString());
        }
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
