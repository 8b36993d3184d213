package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Streaming queries that write to tables of a catalog by their names. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class StreamTableIT {
    private static final String SCHEMA = "id LONG, a INT, s STRING";
    private static final String TABLE =
            "CREATE TABLE %s (id BIGINT PRIMARY KEY, a BIGINT, s STRING)"
                    + " TBLPROPERTIES ('aerospike.stream.epoch-bin' = 'epoch')";

    private final TestCluster cluster;
    private final TestCatalog catalog;
    private @TempDir Path directory;
    private StreamFiles files;
    private TestSet set;

    StreamTableIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        catalog = new TestCatalog(spark, cluster, "schema.set", cluster.uniqueSet());
    }

    @BeforeEach
    void makeSetAndFiles() throws IOException {
        files = new StreamFiles(Files.createDirectory(directory.resolve("rows")));
        set = new TestSet(cluster);
        // Spark looks for a catalog in the session of the thread, unless it knows it already.
        catalog.rows("SHOW NAMESPACES IN " + TestCatalog.NAME);
    }

    @AfterEach
    void nothingIsHeld() throws InterruptedException {
        set.close();
        TestCatalog.awaitEndOfTasks();
    }

    private String table() {
        return catalog.table(set.name());
    }

    private Dataset<Row> stream() {
        return files.stream(catalog.session(), SCHEMA);
    }

    private void run(Dataset<Row> rows, String mode, Map<String, String> options) throws Exception {
        run(rows, "parquet", mode, options);
    }

    /**
     * @param format counts for tables that are not there; Spark's own default is parquet
     */
    private void run(Dataset<Row> rows, String format, String mode, Map<String, String> options)
            throws Exception {
        rows.writeStream()
                .format(format)
                .options(options)
                .outputMode(mode)
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .toTable(table())
                .awaitTermination();
    }

    private void run(Dataset<Row> rows) throws Exception {
        run(rows, "append", Map.of());
    }

    private String failure(Dataset<Row> rows, String mode, Map<String, String> options) {
        StringBuilder text = new StringBuilder();
        Throwable cause = assertThrows(Exception.class, () -> run(rows, mode, options));
        for (; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    private StoredRecord record(long id) {
        return set.client().get(set.key(id)).orElseThrow();
    }

    @Test
    void rowsAreWrittenAsTheTableSays() throws Exception {
        catalog.rows(TABLE, table());
        files.add("{\"id\": 1, \"a\": 1, \"s\": \"x\"}").add("{\"id\": 1, \"a\": 2}");

        run(stream());

        Map<String, Object> bins = new HashMap<>(record(1).bins());
        String mark = (String) bins.remove("epoch");
        assertEquals(Map.of("id", 1L, "a", 2L, "s", "x"), bins);
        assertTrue(mark.endsWith(":000000000001"), mark);
        assertEquals(List.of("[1,2,x]"), catalog.rows("SELECT * FROM %s", table()));
    }

    @Test
    void statementsAndSavesOfEpochsAreNoStreams() throws Exception {
        catalog.rows(TABLE, table());
        files.add("{\"id\": 1, \"a\": 1}");
        stream()
                .writeStream()
                .foreachBatch((Dataset<Row> rows, Long epoch) -> rows.writeTo(table()).append())
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        catalog.rows("INSERT INTO %s VALUES (2, 2, 'y')", table());

        assertEquals(Map.of("id", 1L, "a", 1L), record(1).bins());
        assertEquals(Map.of("id", 2L, "a", 2L, "s", "y"), record(2).bins());
    }

    @Test
    void optionsOfTheQueryAreOverThoseOfTheTable() throws Exception {
        set.put(1, Bin.of("old", 1));
        files.add("{\"id\": 1, \"a\": 1}");
        Map<String, String> options =
                Map.of("aerospike.updateByKey", "id", "aerospike.write.mode", "replace");
        set.put(2, Bin.of("id", 2), Bin.of("a", 2));

        run(stream().select("id", "a"), "append", options);

        assertEquals(Map.of("id", 1L, "a", 1L), record(1).bins());
    }

    @Test
    void columnsThatTheTableDoesNotHaveAreRefused() {
        catalog.rows(TABLE, table());
        files.add("{\"id\": 1, \"a\": 1}");

        String unknown = failure(stream().withColumnRenamed("a", "A"), "append", Map.of());
        String type = failure(stream().selectExpr("id", "'7' AS a"), "append", Map.of());

        assertTrue(unknown.contains("Column A of the stream is none of table"), unknown);
        assertTrue(type.contains("Spark does not convert the rows of a stream: CAST(a AS"), type);
        assertTrue(set.client().get(set.key(1)).isEmpty());
    }

    @Test
    void outputModesAreThoseOfTheFormat() throws Exception {
        catalog.rows(TABLE, table());
        files.add("{\"id\": 1, \"a\": 1}").add("{\"id\": 1, \"a\": 5}");
        Dataset<Row> sums = stream().groupBy("id").sum("a").toDF("id", "a");

        String complete = failure(sums, "complete", Map.of());
        run(sums, "update", Map.of());

        assertTrue(complete.contains("Use output mode update"), complete);
        assertEquals(6L, record(1).bin("a"));
    }

    @Test
    void aTableThatIsNotThereIsCreatedWhereTheCatalogKeepsTables() throws Exception {
        files.add("{\"id\": 1, \"a\": 1}");

        Map<String, String> options = Map.of("aerospike.updateByKey", "id");

        String otherFormat = failure(stream(), "append", options);
        run(stream(), "aerospike", "append", options);

        assertTrue(otherFormat.contains("give format(\"aerospike\")"), otherFormat);
        assertEquals(List.of("[1,1,null]"), catalog.rows("SELECT * FROM %s", table()));
    }
}
