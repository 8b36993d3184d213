package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Looking up the keys of a DataFrame. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupIT {
    private static final int RECORDS = 1_000;
    private static final String SCHEMA = "a INT, b STRING";

    private final SparkSession spark;
    private final TestSet set;

    LookupIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        IntStream.range(0, RECORDS).forEach(i -> set.put(i, Bin.of("a", i), Bin.of("b", "b" + i)));
        set.client().put(set.key("x"), Bin.of("a", -1), Bin.of("b", "text key"));
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

    private Map<String, String> options(String... more) {
        Map<String, String> options = new HashMap<>(set.options());
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private Dataset<Row> keys(String values) {
        return spark.sql("SELECT * FROM VALUES " + values + " AS t(id, other)");
    }

    @Test
    void eachRowGetsTheColumnsOfItsRecordAndNullsWhereThereIsNone() {
        Dataset<Row> joined =
                AerospikeLookup.join(
                        keys("(5L, 'five'), (5000L, 'none'), (NULL, 'null'), (7L, 'seven')"),
                        "id",
                        SCHEMA,
                        options("aerospike.lookup.resultCodeColumn", "code"));

        assertEquals(
                List.of(
                        "[5,five,5,b5,0]",
                        "[5000,none,null,null,2]",
                        "[7,seven,7,b7,0]",
                        "[null,null,null,null,-2]"),
                joined.collectAsList().stream().map(Row::toString).sorted().toList());
    }

    @Test
    void anInnerLookupKeepsTheRowsThatHaveARecord() {
        Dataset<Row> joined =
                AerospikeLookup.join(
                        keys("(5L, array(1, 2)), (5000L, array(3)), (NULL, NULL), (7L, array(4))"),
                        "id",
                        SCHEMA,
                        options("aerospike.lookup.type", "inner"));

        assertEquals(
                List.of("[5,ArraySeq(1, 2),5,b5]", "[7,ArraySeq(4),7,b7]"),
                joined.collectAsList().stream().map(Row::toString).sorted().toList());
    }

    @Test
    void requestsHaveAtMostRowsPerBatchKeys() {
        for (String type : List.of("left", "inner")) {
            Dataset<Row> joined =
                    AerospikeLookup.join(
                            spark.range(0, 2 * RECORDS, 1, 2).toDF("id"),
                            "id",
                            SCHEMA,
                            options(
                                    "aerospike.rowsPerBatch",
                                    "300",
                                    "aerospike.lookup.type",
                                    type));

            List<Row> rows = joined.orderBy("id").collectAsList();

            assertEquals(type.equals("left") ? 2 * RECORDS : RECORDS, rows.size());
            assertEquals("[999,999,b999]", rows.get(999).toString());
        }
    }

    @Test
    void countsAreMetricsOfThePlan() {
        Dataset<Row> joined =
                AerospikeLookup.join(
                        keys("(5L, 1), (5000L, 2), (NULL, 3), (NULL, 4)"), "id", SCHEMA, options());

        joined.collectAsList();

        Map<String, SQLMetric> metrics = lookup(joined.queryExecution().executedPlan()).metrics();
        assertEquals(1, metrics.get("found").value());
        assertEquals(1, metrics.get("missing").value());
        assertEquals(2, metrics.get("nullKeys").value());
    }

    private record Found(Map<String, SQLMetric> metrics) {}

    private static Found lookup(SparkPlan plan) {
        if (plan.nodeName().startsWith("AerospikeLookup ")) {
            return new Found(CollectionConverters.asJava(plan.metrics()));
        }
        for (SparkPlan child : CollectionConverters.asJava(plan.children())) {
            Found found = lookup(child);
            if (!found.metrics().isEmpty()) {
                return found;
            }
        }
        return new Found(Map.of());
    }

    @Test
    void columnsOfAParquetFileAreNotMadeRowsInBetween(@TempDir Path folder) {
        String file = folder.resolve("keys").toString();
        spark.range(0, RECORDS).toDF("id").write().parquet(file);
        Dataset<Row> joined =
                AerospikeLookup.join(spark.read().parquet(file), "id", SCHEMA, options());

        String plan = joined.queryExecution().executedPlan().toString();

        assertTrue(plan.indexOf("ColumnarToRow") < plan.indexOf("AerospikeLookup"), plan);
        assertEquals(-1, plan.indexOf("RowToColumnar"), plan);
        assertEquals(RECORDS, joined.where("a = id AND b = concat('b', id)").count());
    }

    @Test
    void aScanOfASetCanBeLookedUpInAnother() {
        Dataset<Row> scanned =
                set.read(spark)
                        .schema("a INT, b STRING")
                        .load()
                        .withColumnRenamed("a", "id")
                        .withColumnRenamed("b", "name");
        Dataset<Row> joined =
                AerospikeLookup.join(
                        scanned, "id", "a INT, b STRING", options("aerospike.rowsPerBatch", "64"));

        assertEquals(RECORDS, joined.where("a = id AND b = name").count());
    }

    @Test
    void aResultCanBeJoinedWithItself() {
        Dataset<Row> joined =
                AerospikeLookup.join(spark.range(0, 10).toDF("id"), "id", SCHEMA, options());

        Dataset<Row> twice = joined.as("l").join(joined.as("r"), functions.expr("l.a = r.a"));

        assertEquals(10, twice.count());
    }

    @Test
    void onlyTheColumnsThatAreUsedComeFromBelow() {
        Dataset<Row> joined =
                AerospikeLookup.join(
                        spark.range(0, 10)
                                .toDF("id")
                                .withColumn("unused", functions.expr("id * 2"))
                                .withColumn("used", functions.expr("id * 3")),
                        "id",
                        SCHEMA,
                        options());

        Dataset<Row> selected = joined.select("used", "b");

        assertTrue(!selected.queryExecution().optimizedPlan().toString().contains("unused"));
        assertEquals("[3,b1]", selected.where("used = 3").first().toString());
    }

    @Test
    void aPlanThatIsMadeAgainIsEqual() {
        Dataset<Row> joined =
                AerospikeLookup.join(spark.range(0, 10).toDF("id"), "id", SCHEMA, options());
        LogicalPlan plan = joined.queryExecution().analyzed();

        assertEquals(plan, plan.clone());
    }

    @Test
    void textsAreKeysToo() {
        Dataset<Row> joined =
                AerospikeLookup.join(
                        spark.sql("SELECT * FROM VALUES ('x'), ('y'), (NULL) AS t(id)"),
                        "id",
                        SCHEMA,
                        options("aerospike.lookup.type", "inner"));

        assertEquals("[[x,-1,text key]]", joined.collectAsList().toString());
    }

    @Test
    void aColumnThatIsThereAlreadyIsRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> AerospikeLookup.join(keys("(5L, 1)"), "id", "other INT", options()));

        assertTrue(e.getMessage().contains("Column other is there already"), e.getMessage());
    }

    @Test
    void aKeyColumnThatIsNotThereOrOfAWrongTypeIsRefused() {
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        AerospikeLookup.join(
                                                keys("(5L, 1)"), "key", SCHEMA, options()))
                        .getMessage()
                        .contains("Columns: id, other"));
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        AerospikeLookup.join(
                                                keys("(5.5, 1)"), "id", SCHEMA, options()))
                        .getMessage()
                        .contains("keys are integers, strings or binary"));
    }

    @Test
    void keysOfAnotherTypeThanThoseOfTheSetAreRefusedIfNoneIsFound(TestCluster cluster) {
        try (TestSet integers = new TestSet(cluster)) {
            integers.client()
                    .with(WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build())
                    .put(integers.key(7), Bin.of("a", 7));
            Dataset<Row> texts = spark.sql("SELECT * FROM VALUES ('7'), ('8') AS t(id)");
            Map<String, String> options = new HashMap<>(integers.options());

            Exception e =
                    assertThrows(
                            Exception.class,
                            () ->
                                    AerospikeLookup.join(texts, "id", "a INT", options)
                                            .collectAsList());

            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            assertEquals(
                    "No key has a record in test."
                            + integers.name()
                            + ": the keys are texts, but those that are stored in the set are integers."
                            + " Convert them. With aerospike.allow-empty true that is an answer.",
                    cause.getMessage());
            options.put("aerospike.allow-empty", "true");
            assertEquals(
                    2, AerospikeLookup.join(texts, "id", "a INT", options).collectAsList().size());
            options.remove("aerospike.allow-empty");
            assertEquals(
                    "[[8,null]]",
                    AerospikeLookup.join(spark.range(8, 9).toDF("id"), "id", "a INT", options)
                            .collectAsList()
                            .toString());
        }
    }

    @Test
    void aFilterAsTextHoldsForLookups() {
        assertEquals(
                "[[1,1],[2,null]]".replace("],[", "], ["),
                AerospikeLookup.join(
                                spark.range(1, 3).toDF("id"),
                                "id",
                                "a INT",
                                options("aerospike.filter", "a < 2"))
                        .orderBy("id")
                        .collectAsList()
                        .toString());
    }
}
