package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters on keys and digests read these records, and find what a scan would find. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyReadIT {
    private static final int RECORDS = 300;

    private final SparkSession spark;

    /** Integer keys that are stored, and a bin of the same value. */
    private final TestSet integers;

    /** Keys of all types that are stored; and one more of each that is not. */
    private final TestSet mixed;

    KeyReadIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        integers = new TestSet(cluster);
        mixed = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        AerospikeClient keeping = storing(integers);
        IntStream.range(0, RECORDS)
                .forEach(
                        i ->
                                keeping.put(
                                        integers.key(i),
                                        Bin.of("id", i),
                                        Bin.of("v", i % 10),
                                        Bin.of("name", "n" + i)));
        AerospikeClient all = storing(mixed);
        all.put(mixed.key(7), Bin.of("v", 1));
        all.put(mixed.key("7"), Bin.of("v", 2));
        all.put(blob(new byte[] {'7'}), Bin.of("v", 3));
        all.put(mixed.key("x"), Bin.of("v", 4));
        all.put(blob(new byte[] {(byte) 0xFF}), Bin.of("v", 5));
        all.put(mixed.key("07"), Bin.of("v", 6));
        mixed.client().put(mixed.key(8), Bin.of("v", 7));
        mixed.client().put(mixed.key("8"), Bin.of("v", 8));
    }

    private static AerospikeClient storing(TestSet set) {
        return set.client().with(WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build());
    }

    private Key blob(byte[] key) {
        return Key.of("test", mixed.name(), key);
    }

    @AfterAll
    void close() {
        integers.close();
        mixed.close();
    }

    @AfterEach
    void nothingIsHeld() {
        assertEquals(0, TaskMemory.allocatedBytes());
        assertEquals(0, TaskMemory.allocatorCount());
    }

    private Dataset<Row> read(TestSet set, String schema, String... options) {
        var reader = set.read(spark).option("aerospike.partition.factor", 0).schema(schema);
        for (String option : options) {
            String[] parts = option.split("=", 2);
            reader.option("aerospike." + parts[0], parts[1]);
        }
        return reader.load();
    }

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().explainString(ExplainMode.fromString("simple"));
    }

    private static List<String> sorted(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "__key = 5 | 1 | false",
                "5 = __key | 1 | false",
                "__key <=> 5L | 1 | false",
                "__key IN (5, 6, 1000, NULL) | 3 | false",
                "__key = 5 OR __key IN (7, 8) | 3 | false",
                "__key IN (1, 2, 3) AND __key IN (2, 3, 4) | 2 | false",
                "__key IN (1, 2, 3) AND v >= 2 AND length(name) = 2 | 3 | true",
                "(__key = 1 AND v = 1) OR (__key = 2 AND v = 9) | 2 | true",
                "__key IN (1, 2, 3) AND NOT (__key = 2) | 3 | true",
                "__key = 1 AND __key = 2 | 0 | false",
            })
    void equalKeysAreReadByBatches(String filter, int keys, boolean isFiltered) {
        String schema = "id BIGINT, v INT, name STRING";
        Dataset<Row> rows = read(integers, schema, "keyType=long", "onMismatch=null").where(filter);
        Dataset<Row> scanned =
                read(integers, schema, "keyType=long", "pushdown.enable=false").where(filter);

        String plan = plan(rows);

        if (keys > 0) {
            assertTrue(plan.contains("BatchReads: __key (keys=" + keys + ")"), plan);
            assertEquals(isFiltered, plan.contains(" Filter "), plan);
        }
        assertEquals(sorted(scanned), sorted(rows), filter);
        assertEquals(sorted(scanned.select("__key")), sorted(rows.select("__key")), filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__key = 5 OR v = 1",
                "NOT (__key = 5)",
                "__key <=> NULL",
                "__key > 297",
                "__key + 1 = 5",
                "v = 5"
            })
    void otherFiltersOnKeysAreScans(String filter) {
        String schema = "id BIGINT, v INT";
        Dataset<Row> rows = read(integers, schema, "keyType=long").where(filter);

        assertTrue(plan(rows).contains("BatchReads: none"), plan(rows));
        assertEquals(
                sorted(
                        read(integers, schema, "keyType=long", "pushdown.enable=false")
                                .where(filter)),
                sorted(rows));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "string, '7'",
                "string, '07'",
                "string, 'x'",
                "string, '8'",
                "long, 7L",
                "long, 8L",
                "int, 7",
                "bytes, X'37'",
                "bytes, X'FF'",
                "bytes, CAST('x' AS BINARY)"
            })
    void aKeyIsFoundAsAScanShowsIt(String keyType, String key) {
        String options = "keyType=" + keyType;
        Dataset<Row> rows =
                read(mixed, "v INT", options, "onMismatch=null")
                        .where("__key = " + key)
                        .select("__key", "v");

        assertTrue(plan(rows).contains("(keys=1)"), plan(rows));
        assertEquals(
                sorted(
                        read(mixed, "v INT", options, "onMismatch=null", "pushdown.enable=false")
                                .where("__key = " + key)
                                .selectExpr("hex(__key)", "v")),
                sorted(rows.selectExpr("hex(__key)", "v")));
    }

    @Test
    void keysThatAreNotStoredAreFoundWhereThatIsDeclared() {
        Dataset<Row> rows = read(mixed, "v INT", "keyType=long").where("__key = 8");
        Dataset<Row> declared =
                read(mixed, "v INT", "keyType=long", "keyColumn=__key").where("__key = 8");

        assertEquals("[]", rows.select("__key", "v").collectAsList().toString());
        assertEquals("[[8,7]]", declared.select("__key", "v").collectAsList().toString());
    }

    @Test
    void aBinThatIsDeclaredToHaveTheKeyIsReadByIt() {
        integers.put(900, Bin.of("id", 901), Bin.of("v", 0));
        try {
            Dataset<Row> rows =
                    read(integers, "id INT, v INT", "keyColumn=ID")
                            .where("id IN (5, 900, 1000) AND v < 6");

            assertTrue(plan(rows).contains("BatchReads: id (keys=3)"), plan(rows));
            assertEquals("[[5,5]]", sorted(rows).toString());
        } finally {
            integers.client().delete(integers.key(900));
        }
    }

    @Test
    void digestsAreReadByBatches() {
        String mine = HexFormat.of().formatHex(integers.key(5).digest());
        String others = HexFormat.of().formatHex(mixed.key("x").digest());
        Dataset<Row> rows =
                read(integers, "id INT")
                        .where("__digest IN (X'" + mine + "', X'" + others + "', X'00')");

        assertTrue(plan(rows).contains("BatchReads: __digest (keys=3)"), plan(rows));
        assertEquals("[[5]]", sorted(rows).toString());
    }

    @Test
    void theDigestsOfAWholeNamespaceAreRead() {
        String one = HexFormat.of().formatHex(integers.key(5).digest());
        String other = HexFormat.of().formatHex(mixed.key("x").digest());
        Dataset<Row> rows =
                read(integers, "v INT", "set=")
                        .where("__digest IN (X'" + one + "', X'" + other + "')");

        assertEquals("[[4], [5]]", sorted(rows).toString());
    }

    @Test
    void listsMayBeLong() {
        Object[] keys = IntStream.range(0, 20_000).mapToObj(i -> (Object) (long) i).toArray();
        Dataset<Row> rows = read(integers, "v INT", "keyType=long");
        rows = rows.where(rows.col("__key").isin(keys));

        String plan = plan(rows);

        assertTrue(plan.contains("BatchReads: __key (keys=20000)"), plan);
        assertTrue(plan.contains("__key IN (20000 values)"), plan);
        assertTrue(plan.length() < 5_000, "length " + plan.length());
        assertFalse(plan.contains(" Filter "), plan);
        assertEquals(RECORDS, rows.count());
    }

    @Test
    void theOtherSideOfAJoinConfinesAScanWhenItIsKnown() {
        Dataset<Row> rows = read(integers, "id BIGINT, v INT", "keyType=long");
        Dataset<Row> few = spark.range(0, 1_000).where("id % 100 = 7").toDF("wanted");
        Dataset<Row> joined =
                rows.join(
                        org.apache.spark.sql.functions.broadcast(few),
                        rows.col("__key").equalTo(few.col("wanted")));

        assertTrue(plan(joined).contains("dynamicpruning"), plan(joined));
        assertEquals("[[107,7,107], [207,7,207], [7,7,7]]", sorted(joined).toString());
        assertEquals(3, Plans.scannedRows(joined));
    }

    @Test
    void aScanTellsHowLargeTheSetIs() {
        Dataset<Row> rows = read(integers, "id BIGINT, v INT");
        var plan = rows.queryExecution().optimizedPlan();

        assertEquals(RECORDS, plan.stats().rowCount().get().intValue());
        assertEquals(RECORDS * (8 + 8 + 4), plan.stats().sizeInBytes().intValue());
    }
}
