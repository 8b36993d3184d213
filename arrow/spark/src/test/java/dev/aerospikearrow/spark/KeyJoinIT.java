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
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.execution.SparkPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins with a set on its keys, which read the records of the other side's rows. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyJoinIT {
    private static final int RECORDS = 300;

    private final SparkSession spark;
    private final TestSet integers;
    private final TestSet mixed;

    KeyJoinIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        integers = new TestSet(cluster);
        mixed = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        WritePolicy storing = WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build();
        AerospikeClient keeping = integers.client().with(storing);
        IntStream.range(0, RECORDS)
                .forEach(
                        i ->
                                keeping.put(
                                        integers.key(i),
                                        Bin.of("id", i),
                                        i % 7 == 0 ? Bin.of("w", 1) : Bin.of("v", i % 10),
                                        Bin.of("name", "n" + i),
                                        Bin.of("list", List.of(i, i + 1))));
        integers.put(1_000, Bin.of("id", 1_000), Bin.of("v", 1));
        AerospikeClient all = mixed.client().with(storing);
        all.put(mixed.key(7), Bin.of("v", 1));
        all.put(mixed.key("7"), Bin.of("v", 2));
        all.put(Key.of("test", mixed.name(), new byte[] {'7'}), Bin.of("v", 3));
        all.put(mixed.key("x"), Bin.of("v", 4));
        spark.sql(
                "CREATE OR REPLACE TEMP VIEW facts AS SELECT id % 40 * 9 AS k, id AS f,"
                        + " CASE WHEN id % 9 = 0 THEN NULL ELSE CAST(id % 11 AS INT) END AS n,"
                        + " 'n' || (id % 40 * 9) AS name FROM range(100)");
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

    private void view(TestSet set, String schema, String... options) {
        var reader = set.read(spark).option("aerospike.partition.factor", 0).schema(schema);
        for (String option : options) {
            String[] parts = option.split("=", 2);
            reader.option("aerospike." + parts[0], parts[1]);
        }
        reader.load().createOrReplaceTempView("records");
    }

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().explainString(ExplainMode.fromString("simple"));
    }

    private static List<String> sorted(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private List<String> joined(String query, String keyJoin, TestSet set, String schema) {
        view(
                set,
                schema,
                "keyJoin=" + keyJoin,
                "keyType=" + (set == integers ? "long" : "string"),
                "onMismatch=null",
                "rowsPerBatch=17");
        Dataset<Row> rows = spark.sql(query);
        assertEquals(keyJoin.equals("always"), plan(rows).contains("AerospikeKeyJoin"), plan(rows));
        return sorted(rows);
    }

    private void isTheSame(String query, TestSet set, String schema) {
        List<String> expected = joined(query, "never", set, schema);

        assertFalse(expected.isEmpty(), query);
        assertEquals(expected, joined(query, "always", set, schema), query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM facts JOIN records ON k = __key",
                "SELECT f, v, list FROM records JOIN facts ON __key = k",
                "SELECT f, k, __key, v FROM facts LEFT JOIN records ON k = __key",
                "SELECT f, v FROM records RIGHT JOIN facts ON __key = k AND v > 3",
                "SELECT f, v FROM facts LEFT JOIN records ON k = __key AND (v > n OR v IS NULL)",
                "SELECT f, v FROM facts LEFT JOIN (SELECT __key, v FROM records WHERE v > 2 AND"
                        + " length(name) = 3) ON k = __key",
                "SELECT f, w FROM facts JOIN (SELECT __key AS x, v * 2 + 1 AS w FROM records"
                        + " WHERE v > 2) ON k = x AND w < f",
                "SELECT f, r.name FROM facts JOIN records r ON k = __key AND facts.name = r.name",
                "SELECT f, n FROM facts JOIN records ON n = __key",
                "SELECT f FROM facts LEFT SEMI JOIN records ON k = __key AND v > 3",
                "SELECT f FROM facts LEFT ANTI JOIN records ON k = __key AND v > 3",
                "SELECT f FROM facts WHERE k IN (SELECT __key FROM records WHERE v = 0)",
                "SELECT f FROM facts WHERE NOT EXISTS (SELECT 1 FROM records WHERE __key = k)",
                "SELECT k, count(*), sum(v) FROM facts JOIN records ON k = __key GROUP BY k",
                "SELECT f, v FROM (SELECT max(f) AS f, k + 1 AS k FROM facts GROUP BY k) JOIN"
                        + " records ON k = __key + 0 AND __key = k",
                "SELECT f, count(*) OVER (PARTITION BY v) FROM facts JOIN records ON k + 1 = __key",
                "SELECT id, v FROM records WHERE __key IN (SELECT k FROM facts)",
                "SELECT v + 1, list FROM records LEFT SEMI JOIN facts ON k = __key AND v > 3",
                "SELECT id FROM records r WHERE EXISTS (SELECT 1 FROM facts f WHERE f.k = r.__key"
                        + " AND f.name = r.name)",
            })
    void aJoinHasTheSameRowsEitherWay(String query) {
        isTheSame(query, integers, "__key BIGINT, id BIGINT, v INT, name STRING, list ARRAY<INT>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k, v FROM VALUES ('7'), ('x'), ('07'), (NULL), ('x') AS t(k) LEFT JOIN"
                        + " records ON k = __key",
                "SELECT k, v FROM VALUES ('7'), ('x'), ('y') AS t(k) LEFT JOIN records ON k = __key"
                        + " AND v < 3",
                "SELECT k FROM VALUES ('7'), ('x'), ('y') AS t(k) LEFT SEMI JOIN records ON k ="
                        + " __key AND v < 3",
                "SELECT d.v, e.v FROM (SELECT __digest AS x, v FROM records WHERE length(__key) ="
                        + " 1 AND v + 1 > 2) e JOIN records d ON x = __digest",
            })
    void aTextFindsAllKeysThatItShows(String query) {
        isTheSame(query, mixed, "__key STRING, __digest BINARY, v INT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM facts FULL JOIN records ON k = __key",
                "SELECT * FROM records LEFT JOIN facts ON k = __key",
                "SELECT * FROM facts JOIN records ON k <=> __key",
                "SELECT * FROM facts JOIN records ON k > __key",
                "SELECT * FROM facts JOIN records ON k = v",
                "SELECT * FROM facts JOIN records ON k = __key + 1",
                "SELECT /*+ MERGE(records) */ * FROM facts JOIN records ON k = __key",
                "SELECT f, w FROM facts LEFT JOIN (SELECT __key, coalesce(v, 0) AS w FROM records)"
                        + " ON k = __key",
                "SELECT * FROM facts JOIN (SELECT *, rand() AS r FROM records) ON k = __key",
                "SELECT * FROM facts JOIN records ON k = __key AND v > (SELECT max(n) FROM facts)",
                "SELECT * FROM facts JOIN (SELECT * FROM records LIMIT 5) ON k = id",
                "SELECT f FROM facts WHERE k NOT IN (SELECT __key FROM records)",
                "SELECT id FROM records LEFT SEMI JOIN facts ON k = __key AND n < v",
                "SELECT id FROM records LEFT ANTI JOIN facts ON k = __key",
            })
    void otherJoinsAreLeftToSpark(String query) {
        view(integers, "__key BIGINT, id BIGINT, v INT", "keyType=long", "keyJoin=always");
        Dataset<Row> rows = spark.sql(query);

        assertFalse(plan(rows).contains("AerospikeKeyJoin"), plan(rows));
        rows.collectAsList();
    }

    @Test
    void fewRowsReadTheirRecordsOnly() {
        view(integers, "id INT, v INT", "keyColumn=id");
        Dataset<Row> few =
                spark.sql(
                        "SELECT * FROM VALUES (5), (7), (7), (1000), (2000), (NULL) AS t(k) LEFT"
                                + " JOIN records ON k = id");

        String plan = plan(few);

        String operator = "AerospikeKeyJoin test." + integers.name();
        assertTrue(plan.contains(operator + " columns [id, v], by id"), plan);
        assertEquals(
                "[[1000,1000,1], [2000,null,null], [5,5,5], [7,7,null], [7,7,null],"
                        + " [null,null,null]]",
                sorted(few).toString());
        SparkPlan join =
                Plans.operators(few).stream()
                        .filter(it -> it.nodeName().equals(operator))
                        .findFirst()
                        .orElseThrow();
        assertEquals(3, join.metrics().apply("found").value());
        assertEquals(1, join.metrics().apply("missing").value());
        assertEquals(1, join.metrics().apply("nullKeys").value());
        assertEquals(6, join.metrics().apply("numOutputRows").value());
    }

    @Test
    void manyRowsScanTheSet() {
        view(integers, "id BIGINT, v INT", "keyColumn=id");
        Dataset<Row> many = spark.sql("SELECT * FROM range(100) t JOIN records r ON t.id = r.id");

        assertFalse(plan(many).contains("AerospikeKeyJoin"), plan(many));
    }
}
