package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reading a set: schemas, metadata, what is pushed down. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanIT {
    private static final int RECORDS = 500;

    private final SparkSession spark;
    private final TestSet set;

    ScanIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        IntStream.range(0, RECORDS)
                .forEach(
                        i ->
                                set.put(
                                        i,
                                        Bin.of("number", i),
                                        Bin.of("half", i / 2.0),
                                        Bin.of("name", "n" + i),
                                        Bin.of("even", i % 2 == 0),
                                        Bin.of("list", List.of(i, i + 1)),
                                        Bin.of("map", Map.of("a", i, "b", "x" + i))));
        set.client()
                .createIndex(
                        IndexDefinition.of(
                                SetName.of("test", set.name()),
                                set.name() + "_number",
                                "number",
                                IndexDefinition.Type.NUMERIC),
                        Duration.ofSeconds(10));
    }

    @AfterAll
    void close() {
        set.close();
    }

    private Dataset<Row> declared() {
        return set.read(spark).schema("number INT, half DOUBLE, name STRING, even BOOLEAN").load();
    }

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().explainString(ExplainMode.fromString("simple"));
    }

    @Test
    void aDeclaredSchemaIsFilledFromTheBinsOfItsNames() {
        List<Row> rows = declared().orderBy("number").collectAsList();

        assertEquals(RECORDS, rows.size());
        assertEquals("[7,3.5,n7,false]", rows.get(7).toString());
    }

    @Test
    void withoutASchemaTheBinsOfASampleAreTheColumns() {
        Dataset<Row> rows = set.read(spark).load();

        assertEquals(
                "struct<even:boolean,half:double,list:array<bigint>,map:struct<a:bigint,b:string>,"
                        + "name:string,number:bigint>",
                rows.schema().simpleString());
        assertEquals(
                "[false,1.5,ArraySeq(3, 4),[3,x3],n3,3]",
                rows.where("number = 3").first().toString());
    }

    @Test
    void eachRangeOfPartitionsIsAnInputPartition() {
        Dataset<Row> rows =
                set.read(spark).option("aerospike.partition.factor", 4).schema("number INT").load();

        assertEquals(16, rows.javaRDD().getNumPartitions());
        assertEquals(RECORDS, rows.count());
    }

    @Test
    void filteredScansStandBesideIndexesOfOthers() {
        String strange = set.name() + ":x=y";
        String name = set.name() + "_strange";
        set.client()
                .createIndex(
                        IndexDefinition.of(
                                        SetName.of("test", strange),
                                        name,
                                        "number",
                                        IndexDefinition.Type.NUMERIC)
                                .at(CollectionPath.root().listIndex(0)),
                        Duration.ofSeconds(10));
        set.client().put(Key.of("test", strange, 1), Bin.of("number", 7));
        // Older servers know no indexes over sets.
        set.client()
                .info(
                        "sindex-create:namespace=test;indextype=set;indexname=set_"
                                + name
                                + ";set="
                                + strange);
        try {
            assertEquals(1, declared().where("number = 7").count());
            Dataset<Row> others =
                    set.read(spark)
                            .option("aerospike.set", strange)
                            .schema("number INT")
                            .load()
                            .where("number = 7");
            assertEquals(1, others.count());
            assertTrue(plan(others).contains("SecondaryIndex: none"), plan(others));
        } finally {
            set.client().dropIndex("test", name, Duration.ofSeconds(10));
            set.client().dropIndex("test", "set_" + name, Duration.ofSeconds(10));
        }
    }

    @Test
    void countingNeedsNoColumn() {
        assertEquals(RECORDS, declared().count());
    }

    @Test
    void metadataColumnsAreReadWhenTheyAreSelected(TestCluster cluster) {
        try (TestSet own = new TestSet(cluster)) {
            WritePolicy hour =
                    WritePolicy.builder().timeToLive(TimeToLive.of(Duration.ofHours(1))).build();
            Key key = own.key("k");
            own.client().with(hour).put(key, Bin.of("a", 1));
            own.client().with(hour).put(key, Bin.of("a", 2));

            Row row =
                    own.read(spark)
                            .schema("a INT")
                            .load()
                            .select("a", "__key", "__digest", "__generation", "__ttl", "__expiry")
                            .first();

            assertEquals(2, row.getInt(0));
            assertNull(row.get(1), "the key was not stored");
            assertEquals(20, ((byte[]) row.get(2)).length);
            assertEquals(2, row.getInt(3));
            assertTrue(row.getLong(4) > 3_500 && row.getLong(4) <= 3_600, row.toString());
            Timestamp expiry = row.getTimestamp(5);
            assertTrue(expiry.toInstant().isAfter(Instant.now().plusSeconds(3_500)));
        }
    }

    @Test
    void columnsThatAreNotSelectedAreNotRead() {
        String plan = plan(declared().select("half"));

        assertTrue(plan.contains("BatchScan aerospike test." + set.name() + "[half#"), plan);
        assertFalse(plan.contains("name#"), plan);
    }

    @Test
    void explainShowsWhatIsPushedAndWhatSparkStillEvaluates() {
        Dataset<Row> rows =
                set.read(spark)
                        .option("aerospike.onMismatch", "null")
                        .schema("number INT, name STRING")
                        .load()
                        .where("number > 490 AND name = 'n495' AND length(name) = 4");

        String plan = plan(rows);

        assertTrue(plan.contains("number > 490, name = 'n495'"), plan);
        assertTrue(plan.contains("greater(intBin(\"number\"), 490)"), plan);
        assertTrue(plan.contains("equal(stringBin(\"name\"), \"n495\")"), plan);
        assertTrue(
                plan.contains("SecondaryIndex: " + set.name() + "_number (491 <= number)"), plan);
        assertTrue(plan.contains("Filter"), plan);
        assertFalse(plan.contains("(number#"), plan);
        assertEquals(1, rows.count());
    }

    @Test
    void aLimitIsPushedDown() {
        Dataset<Row> rows = declared().limit(3);

        assertTrue(plan(rows).contains("PushedLimit: 3"), plan(rows));
        assertEquals(3, rows.collectAsList().size());
    }

    @Test
    void nothingIsPushedWhereThatIsTurnedOff() {
        Dataset<Row> rows =
                set.read(spark)
                        .option("aerospike.pushdown.enable", false)
                        .schema("number INT")
                        .load()
                        .where("number = 3")
                        .limit(1);

        assertTrue(plan(rows).contains("PushedFilters: []"), plan(rows));
        assertTrue(plan(rows).contains("PushedLimit: none"), plan(rows));
        assertEquals(1, rows.count());
    }

    @Test
    void bothKindsOfNullComeThrough(TestCluster cluster) {
        try (TestSet own = new TestSet(cluster)) {
            own.put(1, Bin.of("a", 1), Bin.of("b", "x"));
            own.put(2, Bin.of("b", "y"));

            Dataset<Row> rows = own.read(spark).schema("a INT, b STRING").load();

            assertEquals("[[null,y]]", rows.where("a IS NULL").collectAsList().toString());
            assertEquals("[[1,x]]", rows.where("a IS NOT NULL").collectAsList().toString());
        }
    }

    @Test
    void optionsOfTheSessionCount() {
        SparkSession session = spark.newSession();
        set.options().forEach((name, value) -> session.conf().set(name, value));
        SparkSession.setActiveSession(session);
        try {
            Dataset<Row> rows = session.read().format("aerospike").schema("number INT").load();

            assertEquals(RECORDS, rows.count());
        } finally {
            SparkSession.setActiveSession(spark);
        }
    }

    @Test
    void aUsersOwnExpressionIsAppliedAlways() {
        String filter =
                Expressions.less(Expressions.intBin("number"), Expressions.literal(5)).toBase64();

        List<Integer> numbers =
                set
                        .read(spark)
                        .option("aerospike.pushdown.expressions", filter)
                        .schema("number INT")
                        .load()
                        .where("number >= 2")
                        .collectAsList()
                        .stream()
                        .map(row -> row.getInt(0))
                        .sorted()
                        .toList();

        assertEquals(Stream.of(2, 3, 4).toList(), numbers);
    }

    @Test
    void aFilterAsTextIsAppliedAlways() {
        Dataset<Row> rows =
                set.read(spark)
                        .option("aerospike.filter", "number < 5 AND name != 'n3'")
                        .schema("number INT")
                        .load()
                        .where("number >= 2");

        assertEquals(
                List.of(2, 4),
                rows.collectAsList().stream().map(row -> row.getInt(0)).sorted().toList());
        assertTrue(
                rows.queryExecution()
                        .explainString(ExplainMode.fromString("simple"))
                        .contains("intBin(\"number\")"));
    }

    @Test
    void aWrongFilterFailsAtPlanningWithItsPosition() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        set.read(spark)
                                                .option("aerospike.filter", "number <")
                                                .schema("number INT")
                                                .load())
                        .getMessage();

        assertTrue(message.startsWith("Option aerospike.filter: "), message);
    }
}
