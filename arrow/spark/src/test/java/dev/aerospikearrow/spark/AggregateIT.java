package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregates and samples that the tasks of a scan and the nodes compute. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregateIT {
    private static final int RECORDS = 1_000;
    private static final String SCHEMA =
            "b TINYINT, h SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, n DOUBLE, z DOUBLE, s STRING,"
                    + " t TIMESTAMP, dt DATE, m INT, none INT, big BIGINT, o BOOLEAN, x BINARY, ym INTERVAL YEAR TO"
                    + " MONTH, dd INTERVAL DAY TO SECOND";

    private final SparkSession spark;
    private final TestSet set;

    AggregateIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        for (int i = 0; i < RECORDS; i++) {
            List<Bin> bins = new ArrayList<>();
            bins.add(Bin.of("s", "s" + i % 7));
            bins.add(Bin.of("big", i % 2 == 0 ? Long.MAX_VALUE : 5));
            bins.add(Bin.of("x", new byte[] {(byte) (i / 4), (byte) i}));
            bins.add(Bin.of("ym", i - 500));
            bins.add(Bin.of("dd", i * 1_000_003L));
            if (i % 3 != 0) {
                bins.add(Bin.of("b", i % 100 - 50));
                bins.add(Bin.of("o", i % 2 == 0));
                bins.add(Bin.of("h", i - 500));
                bins.add(Bin.of("i", i * 1_003));
                bins.add(Bin.of("l", i * 1_000_000_007L));
                bins.add(Bin.of("f", i / 8.0));
                bins.add(Bin.of("d", i / 4.0 - 100));
                bins.add(Bin.of("n", i == 500 ? Double.NaN : i));
                bins.add(Bin.of("z", i % 2 == 0 ? -0.0 : 0.0));
                bins.add(Bin.of("t", i * 3_600_000_000L));
                bins.add(Bin.of("dt", i));
                bins.add(i % 5 == 0 ? Bin.of("m", "text") : Bin.of("m", i));
            }
            set.put(i, bins.toArray(Bin[]::new));
        }
    }

    @AfterAll
    void close() {
        set.close();
    }

    @AfterEach
    void nothingIsHeld() {
        assertEquals(0, TaskMemory.allocatedBytes());
        assertEquals(0, TaskMemory.allocatorCount());
    }

    private Dataset<Row> read(boolean pushDown, String onMismatch) {
        return set.read(spark)
                .option("aerospike.allow-empty", true)
                .option("aerospike.partition.factor", 1)
                .option("aerospike.rowsPerBatch", 100)
                .option("aerospike.onMismatch", onMismatch)
                .option("aerospike.pushdown.enable", pushDown)
                .schema(SCHEMA)
                .load();
    }

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().explainString(ExplainMode.fromString("simple"));
    }

    private Dataset<Row> query(boolean pushDown, String query) {
        read(pushDown, "null").createOrReplaceTempView("records");
        return spark.sql(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*), count(1), count(i), count(s), count(none), count(m) FROM records",
                "SELECT min(b), max(b), sum(b), min(h), max(h), sum(h), min(i), max(i), sum(i),"
                        + " min(l), max(l), sum(l) FROM records",
                "SELECT min(f), max(f), sum(f), min(d), max(d), sum(d) FROM records",
                "SELECT min(n), max(n), sum(n), min(z) = 0, max(z) = 0, sum(z) FROM records",
                "SELECT string(min(t)), string(max(t)), string(min(dt)), string(max(dt)), count(t) FROM"
                        + " records",
                "SELECT min(none), max(none), sum(none), avg(none), count(none) FROM records",
                "SELECT avg(i), avg(b), avg(d), avg(f), sum(i) + 1, max(i) - min(i) FROM records",
                "SELECT sum(m), min(m), max(m), count(m) FROM records",
                "SELECT min(s), max(s), hex(min(x)), hex(max(x)), min(o), max(o), bool_and(o), any(o) FROM"
                        + " records",
                "SELECT string(min(ym)), string(max(ym)), string(min(dd)), string(max(dd)) FROM records",
                "SELECT min(s), max(s), min(x), max(x), min(o) FROM records WHERE i < 0",
                "SELECT count(*), sum(i), max(i) FROM records WHERE i > 500000 AND b < 0",
                "SELECT sum(i) FROM records WHERE i < 0",
                "SELECT try_sum(l) FROM records HAVING count(*) > 10",
            })
    void aggregatesOfTheWholeSetAreComputedByTheTasks(String query) {
        Dataset<Row> pushed = query(true, query);

        assertTrue(plan(pushed).contains("PushedAggregates: ["), plan(pushed));
        List<Row> rows = pushed.collectAsList();
        assertEquals(query(false, query).collectAsList().toString(), rows.toString(), query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT s, count(*) FROM records GROUP BY s ORDER BY s",
                "SELECT count(DISTINCT s), sum(DISTINCT b) FROM records",
                "SELECT avg(l) FROM records",
                "SELECT sum(i + 1) FROM records",
                "SELECT min(s COLLATE UTF8_LCASE), max(s) FROM records",
                "SELECT sum(dd) FROM records",
                "SELECT sum(CASE WHEN i > 7 THEN i END) FROM records",
                "SELECT min(array(s)) FROM records",
                "SELECT sum(i) FROM records WHERE length(s) = 2",
                "SELECT count(*) FILTER (WHERE i > 7) FROM records",
            })
    void otherAggregatesAreLeftToSpark(String query) {
        Dataset<Row> rows = query(true, query);

        assertFalse(plan(rows).contains("PushedAggregates"), plan(rows));
        assertEquals(
                query(false, query).collectAsList().toString(), rows.collectAsList().toString());
    }

    @Test
    void aSumThatIsTooLargeIsWhatSparkMakesOfIt() {
        for (boolean pushDown : new boolean[] {true, false}) {
            assertEquals(
                    "[[null]]",
                    query(pushDown, "SELECT try_sum(big) FROM records").collectAsList().toString());
            spark.conf().set("spark.sql.ansi.enabled", true);
            try {
                Dataset<Row> sum = query(pushDown, "SELECT sum(big) FROM records");
                assertThrows(Exception.class, sum::collectAsList);
                spark.conf().set("spark.sql.ansi.enabled", false);
                long wrapped = 500 * Long.MAX_VALUE + 500 * 5;
                assertEquals(
                        "[[" + wrapped + "]]",
                        query(pushDown, "SELECT sum(big) FROM records").collectAsList().toString());
            } finally {
                spark.conf().unset("spark.sql.ansi.enabled");
            }
        }
    }

    @Test
    void aValueThatDoesNotFitFailsAnAggregateToo() {
        Dataset<Row> sum = read(true, "fail").selectExpr("sum(m)");

        assertTrue(plan(sum).contains("PushedAggregates: [SUM(m)]"), plan(sum));
        assertThrows(Exception.class, sum::collectAsList);
        assertEquals(
                "[[1000]]", read(true, "fail").selectExpr("count(*)").collectAsList().toString());
    }

    @Test
    void aSampleIsTakenByTheNodes() {
        Dataset<Row> sample = query(true, "SELECT * FROM records TABLESAMPLE (30 PERCENT)");
        Dataset<Row> again = read(true, "null").sample(0.3, 7);

        assertTrue(plan(sample).contains("PushedSample: 30.0 %"), plan(sample));
        assertTrue(plan(sample).contains("digestModulo"), plan(sample));
        long count = sample.count();
        assertTrue(count > 200 && count < 400, "count " + count);
        assertEquals(again.count(), again.count());
        assertEquals(
                again.select("h").except(read(true, "null").sample(0.3, 7).select("h")).count(), 0);
    }

    @Test
    void partsOfARandomSplitHaveAllRecordsOnce() {
        Dataset<Row>[] parts =
                read(true, "null").select("big").randomSplit(new double[] {5, 3, 2}, 3);

        assertEquals(RECORDS, Stream.of(parts).mapToLong(Dataset::count).sum());
    }
}
