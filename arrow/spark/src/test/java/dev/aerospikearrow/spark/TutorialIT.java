package dev.aerospikearrow.spark;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of the tutorials of Aerospike's own connector, with its options: one for each row of
 * the table in the guide. The guide's code is run by {@code test_tutorials.py}.
 */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TutorialIT {
    private static final Path PAGE =
            Path.of("..", "..", "docs/docs/integrations/spark-tutorials.md");

    /** Steps that need Python, or a part of Spark that is not on the class path here. */
    private static final Set<String> ELSEWHERE =
            Set.of("Hand the records to pandas", "Train and apply a model");

    private static final String PERSON =
            "SSN STRING, name STRUCT<first_name: STRING, last_name: STRING>,"
                    + " home_address ARRAY<STRUCT<zip: BIGINT, city: STRING>>";

    private final TestCluster cluster;
    private final TestCatalog catalog;
    private final SparkSession root;
    private final SparkSession spark;
    private final TestSet salaries;
    private final String people;
    private final String index;
    private final Map<String, Executable> steps = new LinkedHashMap<>();
    private @TempDir Path directory;

    TutorialIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        root = spark;
        catalog = new TestCatalog(spark, cluster);
        this.spark = catalog.session();
        this.spark.conf().set("aerospike.seedhost", String.join(",", cluster.hosts()));
        this.spark.conf().set("aerospike.namespace", cluster.namespace());
        salaries = new TestSet(cluster);
        people = cluster.uniqueSet();
        index = salaries.name() + "_index";
        writing();
        loading();
        querying();
        lookingUp();
        streaming();
    }

    @BeforeAll
    void fill() {
        // Saves take what they are not told from the active session.
        SparkSession.setActiveSession(spark);
        Dataset<Row> rows =
                spark.range(1, 301)
                        .selectExpr(
                                "CAST(id AS INT) AS id",
                                "concat('Individual: ', lpad(id, 3, '0')) AS name",
                                "20 + id % 40 + 0.5D AS age",
                                "CAST(40000 + id * 7919 % 60000 AS INT) AS salary");
        write(rows, salaries.name(), "updateByKey", "id", "sendKey", "true")
                .mode("overwrite")
                .save();
        write(documents(), people, "updateByKey", "SSN").mode("overwrite").save();
        salaries.client()
                .createIndex(
                        IndexDefinition.of(
                                SetName.of(cluster.namespace(), salaries.name()),
                                index,
                                "salary",
                                IndexDefinition.Type.NUMERIC),
                        Duration.ofSeconds(30));
    }

    @AfterAll
    void close() {
        SparkSession.setActiveSession(root);
        salaries.client().dropIndex(cluster.namespace(), index, Duration.ofSeconds(30));
        salaries.close();
    }

    @TestFactory
    Stream<DynamicTest> eachRowOfTheTableIsAStepThatWorks() throws IOException {
        List<String> rows =
                Files.readString(PAGE)
                        .lines()
                        .dropWhile(line -> !line.startsWith("| step |"))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|"))
                        .map(line -> line.split("\\|")[1].strip())
                        .filter(name -> !ELSEWHERE.contains(name))
                        .toList();
        assertEquals(rows, List.copyOf(steps.keySet()));
        return rows.stream().map(name -> DynamicTest.dynamicTest(name, steps.get(name)));
    }

    private static Map<String, String> options(String... given) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < given.length; i += 2) {
            options.put("aerospike." + given[i], given[i + 1]);
        }
        return options;
    }

    private DataFrameReader read(String set, String... options) {
        return spark.read()
                .format("aerospike")
                .option("aerospike.set", set)
                .options(options(options));
    }

    private Dataset<Row> salaries(String... options) {
        return read(salaries.name(), options).load();
    }

    private DataFrameWriter<Row> write(Dataset<Row> rows, String set, String... options) {
        return rows.write()
                .format("aerospike")
                .option("aerospike.writeset", set)
                .options(options(options))
                .mode("append");
    }

    private Dataset<Row> documents() {
        return spark.sql(
                "SELECT '825-55-3247' AS SSN, named_struct('first_name', 'Megan', 'last_name', 'Chang') AS name,"
                        + " array(named_struct('zip', 2399L, 'city', 'Hill'),"
                        + " named_struct('zip', 70689L, 'city', 'Lake')) AS home_address");
    }

    private static String sorted(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList().toString();
    }

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().toString();
    }

    private static String failure(Executable executable) {
        Throwable failure = assertThrows(Exception.class, executable);
        return failure + " " + failure.getCause();
    }

    private void writing() {
        steps.put("Say where the cluster is", () -> assertEquals(300, salaries().count()));
        steps.put(
                "Write rows by a key column",
                () -> {
                    StoredRecord record = salaries.client().get(salaries.key(7)).orElseThrow();
                    assertEquals("Individual: 007", record.bin("name"));
                });
        steps.put(
                "Write rows by a computed key",
                () -> {
                    String set = cluster.uniqueSet();
                    Dataset<Row> rows = spark.sql("SELECT 7 AS reviewer, 'B01' AS product");
                    write(
                                    rows.withColumn("__key", expr("concat_ws('-', *)")),
                                    set,
                                    "sendKey",
                                    "true")
                            .save();
                    assertEquals(
                            "[[7-B01,B01,7]]", sorted(read(set).load().selectExpr("__key", "*")));
                });
        steps.put(
                "Write rows by a key inside of a struct",
                () -> {
                    String set = cluster.uniqueSet();
                    write(
                                    documents().withColumn("__key", col("name.first_name")),
                                    set,
                                    "sendKey",
                                    "true")
                            .save();
                    assertEquals(
                            "[[Megan,825-55-3247]]",
                            sorted(read(set).load().select("__key", "SSN")));
                });
        steps.put(
                "Keep the user key",
                () ->
                        assertEquals(
                                "[[7]]", sorted(salaries().where("id = 7").selectExpr("__key"))));
        steps.put(
                "Choose what becomes of a set",
                () -> {
                    String set = cluster.uniqueSet();
                    Dataset<Row> rows = spark.sql("SELECT id, 'a' AS b FROM range(3)");
                    write(rows, set, "updateByKey", "id").mode("errorifexists").save();
                    write(rows.selectExpr("id + 10 AS id", "b"), set, "updateByKey", "id")
                            .mode("ignore")
                            .save();
                    assertEquals(3, read(set).load().count());
                    assertTrue(
                            failure(
                                            () ->
                                                    write(rows, set, "updateByKey", "id")
                                                            .mode("errorifexists")
                                                            .save())
                                    .contains(set));
                    write(rows.selectExpr("id + 1 AS id", "b"), set, "updateByKey", "id").save();
                    assertEquals(4, read(set).load().count());
                    write(rows.limit(1), set, "updateByKey", "id").mode("overwrite").save();
                    assertEquals(1, read(set).load().count());
                });
        steps.put(
                "Choose what becomes of a record",
                () ->
                        assertTrue(
                                failure(
                                                () ->
                                                        write(
                                                                        salaries().limit(1),
                                                                        salaries.name(),
                                                                        "updateByKey",
                                                                        "id",
                                                                        "write.mode",
                                                                        "create_only")
                                                                .save())
                                        .contains("RECORD_EXISTS")));
        steps.put(
                "Give times to live",
                () -> {
                    String set = cluster.uniqueSet();
                    Dataset<Row> rows = spark.sql("SELECT 1 AS id, 'a' AS b, 86400 AS ttl");
                    write(rows, set, "updateByKey", "id", "ttlColumn", "ttl").save();
                    assertEquals(
                            "[[a,1,true]]",
                            sorted(read(set).load().selectExpr("*", "__ttl > 86000")));
                });
        steps.put(
                "Write by digest, if nobody wrote meanwhile",
                () -> {
                    String set = cluster.uniqueSet();
                    write(spark.sql("SELECT 1 AS id, 5 AS a"), set, "updateByKey", "id").save();
                    Dataset<Row> read =
                            read(set)
                                    .load()
                                    .selectExpr("__digest AS d", "__generation AS g", "a + 1 AS a")
                                    .localCheckpoint();
                    DataFrameWriter<Row> raised =
                            write(read, set, "updateByDigest", "d", "generationColumn", "g");
                    raised.save();
                    assertEquals("[[6,1]]", sorted(read(set).load()));
                    assertTrue(failure(raised::save).contains("GENERATION"));
                });
        steps.put(
                "Write JSON documents",
                () -> {
                    Path file = directory.resolve("people.json");
                    Files.write(file, documents().toJSON().collectAsList());
                    String set = cluster.uniqueSet();
                    Dataset<Row> read = spark.read().schema(PERSON).json(file.toString());
                    write(read, set, "updateByKey", "SSN").save();
                    assertEquals(sorted(documents()), sorted(read(set).schema(PERSON).load()));
                });
    }

    private void loading() {
        steps.put(
                "Load without a schema",
                () -> {
                    Dataset<Row> loaded = salaries();
                    assertEquals(
                            List.of("age", "id", "name", "salary"),
                            Arrays.asList(loaded.columns()));
                    assertEquals(300, loaded.select("__digest", "__generation", "__ttl").count());
                });
        steps.put(
                "Load with a schema",
                () ->
                        assertEquals(
                                "[[7,Individual: 007]]",
                                sorted(
                                        read(salaries.name())
                                                .schema("id INT, name STRING")
                                                .load()
                                                .where("id = 7"))));
        steps.put(
                "Load values that do not fit",
                () -> {
                    String wrong = "id INT, name INT";
                    assertEquals(
                            "[[7,null]]",
                            sorted(
                                    read(salaries.name(), "schema.flexible", "true")
                                            .schema(wrong)
                                            .load()
                                            .where("id = 7")));
                    assertTrue(
                            failure(() -> read(salaries.name()).schema(wrong).load().collect())
                                    .contains("Bin \"name\" holds STRING"));
                });
        steps.put(
                "Load structs and lists",
                () ->
                        assertEquals(
                                sorted(documents()), sorted(read(people).schema(PERSON).load())));
        steps.put(
                "Query by SQL",
                () -> {
                    salaries().createOrReplaceTempView("salary_view");
                    String query = "SELECT count(*), min(salary), max(salary) FROM ";
                    assertEquals(
                            sorted(spark.sql(query + "salary_view")),
                            sorted(spark.sql(query + catalog.table(salaries.name()))));
                });
        steps.put(
                "Insert by SQL",
                () -> {
                    String set = cluster.uniqueSet();
                    write(spark.sql("SELECT 1 AS id, 'a' AS b"), set, "updateByKey", "id").save();
                    spark.sql(
                            "INSERT INTO "
                                    + catalog.table(set)
                                    + " WITH (`aerospike.updateByKey` = 'id') (id, b) VALUES (2, 'c')");
                    assertEquals("[[a,1], [c,2]]", sorted(read(set).load()));
                });
        steps.put(
                "Flatten lists",
                () ->
                        assertEquals(
                                "[[2399,Hill], [70689,Lake]]",
                                sorted(
                                        read(people)
                                                .schema(PERSON)
                                                .load()
                                                .selectExpr("inline(home_address)"))));
        steps.put(
                "Choose how many partitions",
                () ->
                        assertEquals(
                                4, salaries("partition.factor", "2").javaRDD().getNumPartitions()));
        steps.put(
                "Sample a number of records",
                () -> {
                    assertEquals(101, salaries().limit(101).count());
                    assertTrue(salaries().sample(0.1, 7).count() < 100);
                    assertTrue(
                            failure(() -> salaries("sample.size", "101")).contains("use limit(n)"));
                });
    }

    private void querying() {
        steps.put(
                "Query by a key",
                () -> {
                    Dataset<Row> one = salaries("keyType", "int").where("__key = 100");
                    assertEquals("[[100]]", sorted(one.select("id")));
                    assertTrue(plan(one).contains("BatchReads: __key (keys=1)"), plan(one));
                });
        steps.put(
                "Query by many keys",
                () -> {
                    Dataset<Row> some =
                            salaries("keyType", "int")
                                    .where(
                                            col("__key")
                                                    .isin(1, 2, 3)
                                                    .or(col("__key").isin(12, 13)));
                    assertEquals(5, some.count());
                    assertTrue(plan(some).contains("BatchReads: __key (keys=5)"), plan(some));
                });
        steps.put(
                "Query by digests",
                () -> {
                    Dataset<Row> found = salaries().where(col("__digest").isin(digests(2)));
                    assertEquals(2, found.count());
                    assertTrue(plan(found).contains("BatchReads: __digest (keys=2)"), plan(found));
                    assertTrue(
                            failure(() -> salaries("digestType", "string"))
                                    .contains("hex(__digest)"));
                });
        steps.put(
                "Mix keys and digests",
                () -> {
                    Dataset<Row> all = salaries("keyType", "int");
                    var first = col("__digest").isin(digests(1));
                    var last = col("__key").isin(299, 300);
                    assertEquals(3, all.where(first.or(last)).count());
                    assertEquals(3, all.where(first).unionByName(all.where(last)).count());
                });
        steps.put(
                "Mix keys and bins",
                () ->
                        assertEquals(
                                2 + 14,
                                salaries("keyType", "int")
                                        .where(col("__key").isin(1, 2).or(col("age").gt(58)))
                                        .count()));
        steps.put(
                "Filter",
                () -> {
                    Dataset<Row> high = salaries("sindex.enable", "false").where("salary >= 90000");
                    assertEquals(48, high.count());
                    assertTrue(plan(high).contains("salary >= 90000]"), plan(high));
                    assertEquals(48, Plans.scannedRows(collected(high)));
                });
        steps.put(
                "Filter by an expression in base64",
                () ->
                        assertEquals(
                                60, salaries("pushdown.expressions", "kwGTGpNRAqJpZAUA").count()));
        steps.put(
                "Build an expression",
                () -> assertEquals(60, salaries("filter", "id % 5 = 0").count()));
        steps.put("Use a secondary index", () -> assertIsUsed(salaries().where("salary >= 90000")));
        steps.put(
                "Name a secondary index",
                () -> assertIsUsed(salaries("sindex", index).where("salary >= 90000")));
        steps.put(
                "Query elements of a list",
                () -> {
                    String set = cluster.uniqueSet();
                    Dataset<Row> rows = spark.sql("SELECT id, array(id, id + 1) t FROM range(20)");
                    write(rows, set, "updateByKey", "id").save();
                    assertEquals(
                            "[[10], [9]]",
                            sorted(
                                    read(set)
                                            .load()
                                            .where(array_contains(col("t"), 10))
                                            .select("id")));
                    assertTrue(
                            failure(() -> salaries("sindex.filter", "{}"))
                                    .contains("Write it in WHERE"));
                });
        steps.put(
                "List secondary indexes",
                () ->
                        assertTrue(
                                salaries.client().listIndexes(cluster.namespace()).stream()
                                        .anyMatch(it -> it.name().equals(index))));
    }

    private Object[] digests(int count) {
        return salaries().where("id <= " + count).select("__digest").collectAsList().stream()
                .map(row -> row.get(0))
                .toArray();
    }

    /** The same query after it was executed. */
    private static Dataset<Row> collected(Dataset<Row> rows) {
        rows.collectAsList();
        return rows;
    }

    private void assertIsUsed(Dataset<Row> rows) {
        assertEquals(48, rows.count());
        assertTrue(plan(rows).contains("SecondaryIndex: " + index), plan(rows));
    }

    private void lookingUp() {
        steps.put(
                "Look up keys",
                () -> {
                    Dataset<Row> keys =
                            spark.sql("SELECT * FROM VALUES ('825-55-3247'), ('0') AS t(SSN)");
                    Map<String, String> options = options("set", people);
                    String columns = "name STRUCT<first_name: STRING>";
                    String expected = "[[0,null], [825-55-3247,[Megan]]]";
                    assertEquals(
                            expected, sorted(AerospikeLookup.join(keys, "SSN", columns, options)));
                    keys.createOrReplaceTempView("ssns");
                    assertEquals(
                            expected,
                            sorted(
                                    spark.sql(
                                            "SELECT * FROM aerospike_lookup(TABLE(ssns), 'SSN', '"
                                                    + columns
                                                    + "', map('aerospike.set', '"
                                                    + people
                                                    + "'))")));
                });
        steps.put(
                "Look up the keys of a stream",
                () -> {
                    Dataset<Row> looked =
                            AerospikeLookup.join(
                                    reviews(),
                                    "reviewerID",
                                    "name STRING",
                                    options("set", salaries.name()));
                    run(looked.writeStream().format("memory").queryName("looked_up"));
                    assertEquals(
                            "[[7,5.0,Individual: 007], [8,3.0,Individual: 008]]",
                            sorted(spark.table("looked_up")));
                });
        steps.put(
                "Join with a set",
                () -> {
                    read(salaries.name(), "keyColumn", "id")
                            .schema("id INT, name STRING")
                            .load()
                            .createOrReplaceTempView("by_id");
                    Dataset<Row> joined =
                            spark.sql(
                                    "SELECT name, raise FROM VALUES (7, 500), (8, 1500)"
                                            + " AS r(employee, raise) JOIN by_id ON id = employee");
                    assertEquals("[[Individual: 007,500], [Individual: 008,1500]]", sorted(joined));
                    assertTrue(plan(joined).contains("AerospikeKeyJoin"), plan(joined));
                });
    }

    private void streaming() {
        steps.put(
                "Write a stream",
                () -> {
                    String set = cluster.uniqueSet();
                    run(
                            reviews()
                                    .withColumnRenamed("reviewerID", "__key")
                                    .writeStream()
                                    .format("aerospike")
                                    .option("aerospike.writeset", set)
                                    .outputMode("append"));
                    assertEquals("[[3.0], [5.0]]", sorted(read(set).load()));
                });
    }

    private Dataset<Row> reviews() throws IOException {
        Path files = Files.createDirectories(directory.resolve("reviews"));
        Files.writeString(
                files.resolve("1.json"),
                "{\"reviewerID\": 7, \"overall\": 5}\n{\"reviewerID\": 8, \"overall\": 3}\n");
        return spark.readStream().schema("reviewerID INT, overall FLOAT").json(files.toString());
    }

    private void run(DataStreamWriter<Row> writer) throws Exception {
        writer.option("checkpointLocation", Files.createTempDirectory(directory, "c").toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
    }
}
