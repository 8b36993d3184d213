package dev.aerospikearrow.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The streaming queries that the guide shows: what stands between {@code begin} and {@code end} is
 * a block of the page, which {@link SparkGuideTest} compares.
 */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class StreamGuideIT {
    private static final String SCHEMA =
            "id LONG, origin STRING, delay INT, departure TIMESTAMP, deleted BOOLEAN";

    private final TestCatalog catalog;
    private final SparkSession spark;
    private final TestCluster cluster;
    private @TempDir Path directory;
    private Path checkpoints;
    private StreamFiles files;
    private TestSet set;
    private String table;

    StreamGuideIT(TestCluster cluster, SparkSession session) {
        this.cluster = cluster;
        catalog = new TestCatalog(session, cluster, "schema.set", cluster.uniqueSet());
        spark = catalog.session();
    }

    @BeforeEach
    void makeTable() throws IOException {
        files = new StreamFiles(Files.createDirectory(directory.resolve("rows")));
        checkpoints = directory.resolve("checkpoints");
        set = new TestSet(cluster);
        table = catalog.table(set.name());
        catalog.rows(
                "CREATE TABLE %s (id BIGINT PRIMARY KEY, origin STRING, delay INT)"
                        + " TBLPROPERTIES ('aerospike.stream.epoch-bin' = 'epoch')",
                table);
    }

    @AfterEach
    void nothingIsHeld() throws InterruptedException {
        set.close();
        TestCatalog.awaitEndOfTasks();
    }

    private Map<String, String> options(String key) {
        Map<String, String> options = new HashMap<>(set.options());
        options.put("aerospike.updateByKey", key);
        return options;
    }

    private Dataset<Row> stream() {
        return files.stream(spark, SCHEMA);
    }

    private static void end(StreamingQuery query) throws Exception {
        query.processAllAvailable();
        query.stop();
    }

    private Object bin(String key, String name) {
        return set.client().get(set.key(key)).map(StoredRecord::bins).orElseThrow().get(name);
    }

    @Test
    void rowsOfAStreamGoToATable() throws Exception {
        files.add("{\"id\": 1, \"origin\": \"SEA\", \"delay\": 7}");
        Dataset<Row> delays = stream().select("id", "origin", "delay");

        // begin table
        StreamingQuery query =
                delays.writeStream()
                        .option("checkpointLocation", checkpoints + "/delays")
                        .toTable(table); // "aerospike.test.delays"
        // end table

        end(query);
        assertEquals(List.of("[1,SEA,7]"), catalog.rows("SELECT * FROM %s", table));
    }

    @Test
    void rowsThatLeaveTheResultLeaveTheSet() throws Exception {
        files.add("{\"origin\": \"SEA\", \"delay\": 70}", "{\"origin\": \"JFK\", \"delay\": 90}")
                .add("{\"origin\": \"SEA\", \"delay\": 2}");
        Dataset<Row> delays = stream();
        Map<String, String> late = options("origin");

        // begin complete
        StreamingQuery query =
                delays.groupBy("origin")
                        .avg("delay")
                        .toDF("origin", "delay")
                        .where("delay > 60")
                        .writeStream()
                        .outputMode("complete")
                        .foreachBatch(
                                (Dataset<Row> rows, Long epoch) ->
                                        rows.write()
                                                .format("aerospike")
                                                .options(late)
                                                .mode("overwrite")
                                                .save())
                        .option("checkpointLocation", checkpoints + "/late")
                        .start();
        // end complete

        end(query);
        assertTrue(set.client().get(set.key("SEA")).isEmpty());
        assertEquals(90.0, bin("JFK", "delay"));
    }

    @Test
    void rowsSayWhichRecordsAreDeleted() throws Exception {
        set.put(1, Bin.of("id", 1), Bin.of("delay", 5));
        files.add(
                "{\"id\": 1, \"deleted\": true}", "{\"id\": 2, \"delay\": 3, \"deleted\": false}");
        Dataset<Row> changes = stream().select("id", "delay", "deleted");

        // begin deletes
        StreamingQuery query =
                changes.writeStream()
                        .foreachBatch(
                                (Dataset<Row> rows, Long epoch) -> {
                                    rows.where("NOT deleted")
                                            .drop("deleted")
                                            .writeTo(table)
                                            .append();
                                    rows.where("deleted").createOrReplaceTempView("gone");
                                    rows.sparkSession()
                                            .sql(
                                                    "DELETE FROM "
                                                            + table
                                                            + " WHERE id IN (SELECT id FROM gone)");
                                })
                        .option("checkpointLocation", checkpoints + "/changes")
                        .start();
        // end deletes

        end(query);
        assertEquals(List.of("[2,null,3]"), catalog.rows("SELECT * FROM %s", table));
    }

    @Test
    void recordsAreCountedOnceByTheirTime() throws Exception {
        Instant ten = Instant.parse("2026-01-31T10:00:00Z");
        for (int id = 0; id < 4; id++) {
            long seconds = ten.plusSeconds(1_800L * id).getEpochSecond();
            set.put(id, Bin.of("id", id), Bin.of("departure", seconds * 1_000_000));
        }
        Map<String, String> flights = set.options();

        // begin windows
        Dataset<Row> perHour =
                spark.readStream()
                        .format("aerospike")
                        .options(flights)
                        .schema("id BIGINT, departure TIMESTAMP")
                        .load()
                        .withWatermark("departure", "1 day") // longer than a record is late
                        .dropDuplicatesWithinWatermark("id") // it may be written again
                        .groupBy(window(col("departure"), "1 hour").getField("start").as("hour"))
                        .count();
        // end windows

        StreamingQuery query =
                perHour.writeStream()
                        .outputMode("update")
                        .format("memory")
                        .queryName("per_hour")
                        .start();
        List<String> expected = List.of("[2026-01-31 10:00:00,2]", "[2026-01-31 11:00:00,2]");
        List<String> counts = List.of();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!counts.equals(expected) && System.nanoTime() < deadline) {
            query.processAllAvailable();
            counts =
                    catalog.rows(
                            "SELECT string(hour), max(count) FROM per_hour GROUP BY hour ORDER BY 1");
        }
        query.stop();
        assertEquals(expected, counts);
    }
}
