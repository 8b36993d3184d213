package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Streaming queries that write to a set, some of whose epochs are run again. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class StreamWriteIT {
    private static final String SCHEMA = "id LONG, a LONG, b STRING, t LONG";

    private final TestCluster cluster;
    private final SparkSession spark;
    private @TempDir Path directory;
    private Path checkpoint;
    private StreamFiles files;
    private TestSet set;

    StreamWriteIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
    }

    @BeforeEach
    void makeSetAndFiles() throws IOException {
        checkpoint = directory.resolve("checkpoint");
        files = new StreamFiles(Files.createDirectory(directory.resolve("rows")));
        set = new TestSet(cluster);
    }

    @AfterEach
    void closeSet() {
        set.close();
        assertEquals(0, TaskMemory.allocatedBytes());
    }

    private Map<String, String> marked(String... more) {
        Map<String, String> options = new HashMap<>(unmarked(more));
        options.put("aerospike.stream.epoch-bin", "epoch");
        return options;
    }

    private Map<String, String> unmarked(String... more) {
        Map<String, String> options = new HashMap<>(set.options());
        options.put("aerospike.updateByKey", "id");
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    /** Runs until all files are written. */
    private void run(Map<String, String> options) {
        run(files.stream(spark, SCHEMA), "append", options);
    }

    private StreamingQuery run(Dataset<Row> rows, String mode, Map<String, String> options) {
        try {
            StreamingQuery query =
                    rows.writeStream()
                            .format("aerospike")
                            .options(options)
                            .option("checkpointLocation", checkpoint.toString())
                            .outputMode(mode)
                            .trigger(Trigger.AvailableNow())
                            .start();
            query.awaitTermination();
            return query;
        } catch (Exception e) {
            throw new IllegalStateException(causes(e), e);
        }
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    private String failure(Map<String, String> options) {
        return failure(files.stream(spark, SCHEMA), "append", options);
    }

    private String failure(Dataset<Row> rows, String mode, Map<String, String> options) {
        return assertThrows(IllegalStateException.class, () -> run(rows, mode, options))
                .getMessage();
    }

    /** Makes the query forget that an epoch came to its end, as if its driver had died before. */
    private void forgetCommitOf(int epoch) throws IOException {
        forget("commits", epoch);
    }

    private void forget(String log, int epoch) throws IOException {
        Files.delete(checkpoint.resolve(log).resolve(String.valueOf(epoch)));
        Files.deleteIfExists(checkpoint.resolve(log).resolve("." + epoch + ".crc"));
    }

    private StoredRecord record(long id) {
        return set.client().get(set.key(id)).orElseThrow();
    }

    private @Nullable Object integer(long id, String bin) {
        return record(id).bin(bin);
    }

    private int generation(long id) {
        return record(id).generation();
    }

    @Test
    void progressNamesTheSet() throws IOException {
        files.add(rows(0, 1, 1));

        StreamingQuery query = run(files.stream(spark, SCHEMA), "append", unmarked());

        assertEquals("aerospike test." + set.name(), query.lastProgress().sink().description());
    }

    @Test
    void anEpochThatIsRunAgainWritesNothingTwice() throws IOException {
        files.add(rows(0, 100, 1)).add(rows(0, 100, 2));
        run(marked());
        forgetCommitOf(1);

        run(marked());

        for (long id = 0; id < 100; id++) {
            assertEquals(2L, integer(id, "a"));
            assertEquals(2, generation(id));
        }
        files.add(rows(0, 100, 3));
        run(marked());
        assertEquals(3L, integer(7, "a"));
        assertEquals(3, generation(7));
    }

    private static List<String> rows(long from, long to, long a) {
        return LongStream.range(from, to)
                .mapToObj(id -> "{\"id\": " + id + ", \"a\": " + a + "}")
                .toList();
    }

    /** Some rows of the epoch were written before its run was ended. */
    @Test
    void anEpochThatWasRunInPartIsCompleted() throws IOException {
        files.add(rows(0, 50, 1));
        run(marked());
        forgetCommitOf(0);
        for (long id = 0; id < 50; id += 2) {
            set.client().delete(set.key(id));
        }

        run(marked());

        for (long id = 0; id < 50; id++) {
            assertEquals(1L, integer(id, "a"));
            assertEquals(1, generation(id));
        }
    }

    @Test
    void withoutAnEpochBinAnEpochThatIsRunAgainIsWrittenOnceMore() throws IOException {
        files.add("{\"id\": 1, \"a\": 1}");
        run(unmarked());
        forgetCommitOf(0);

        run(unmarked());

        assertEquals(1L, integer(1, "a"));
        assertEquals(2, generation(1));
    }

    /** As the stream's rows may have been looked up in another set. */
    @Test
    void theSetOfWritesIsWritten() {
        files.add("{\"id\": 1, \"a\": 1}");
        String read = cluster.uniqueSet();

        run(marked("aerospike.set", read, "aerospike.writeset", set.name()));

        assertEquals(1L, integer(1, "a"));
        Key elsewhere = Key.of(cluster.namespace(), read, 1);
        assertTrue(set.client().get(elsewhere).isEmpty());
    }

    /** Its epochs begin at 0 again, and must not be taken for those of the other query. */
    @Test
    void aQueryWithAnotherCheckpointIsAnotherQuery() {
        files.add("{\"id\": 1, \"a\": 1}").add("{\"id\": 1, \"a\": 2}");
        run(marked());
        checkpoint = directory.resolve("another");

        run(marked());

        assertEquals(2L, integer(1, "a"));
        assertEquals(4, generation(1));
    }

    @Test
    void theMarkNamesQueryAndEpoch() {
        files.add("{\"id\": 1, \"a\": 1}").add("{\"id\": 1, \"a\": 2}");
        run(marked());

        String mark = (String) record(1).bin("epoch");

        assertTrue(mark.matches("spark:[0-9a-f-]{36}:000000000001"), mark);
    }

    @Test
    void anOlderCheckpointFailsInsteadOfLosingRows() throws IOException {
        files.add("{\"id\": 1, \"a\": 1}").add("{\"id\": 1, \"a\": 2}");
        run(marked());
        forget("offsets", 1);
        forgetCommitOf(1);
        forgetCommitOf(0);

        String message = failure(marked());

        assertTrue(message.contains("a later epoch of the same query has written it"), message);
        assertTrue(message.contains("Start it with a new checkpoint"), message);
        assertEquals(2L, integer(1, "a"));
    }

    @Test
    void aBinThatHasSomethingElseIsLeftAndFails() {
        set.put(1, Bin.of("epoch", "Bronze Age"));
        set.put(2, Bin.of("epoch", 7));
        files.add("{\"id\": 1, \"a\": 1}", "{\"id\": 2, \"a\": 1}");

        String message = failure(marked());

        assertTrue(message.contains("bin epoch has no mark of a streaming query"), message);
        assertEquals("Bronze Age", record(1).bin("epoch"));
        assertEquals(7L, integer(2, "epoch"));
    }

    @Test
    void twoRowsOfAKeyAreRefusedIfNothingTellsTheirOrder() {
        files.add("{\"id\": 1, \"a\": 1}", "{\"id\": 2, \"a\": 1}", "{\"id\": 1, \"a\": 2}");

        String message = failure(marked());

        assertTrue(message.contains(set.name() + " 1 in two rows"), message);
        assertTrue(message.contains("aerospike.stream.order-column"), message);
    }

    @Test
    void rowsOfAKeyThatAreOfOneTimeAreRefused() {
        files.add("{\"id\": 1, \"a\": 1, \"t\": 5}", "{\"id\": 1, \"a\": 2, \"t\": 5}");

        String message = failure(marked("aerospike.stream.order-column", "t"));

        assertTrue(message.contains("is the same in both"), message);
    }

    @Test
    void rowsOfAKeyHaveTheEffectThatTheyHaveInTheirOrder() {
        files.add(
                "{\"id\": 1, \"a\": 3, \"b\": \"x\", \"t\": 3}",
                "{\"id\": 1, \"a\": 1, \"b\": \"y\", \"t\": 1}",
                "{\"id\": 1, \"a\": 4, \"t\": 4}",
                "{\"id\": 2, \"t\": 1}");

        run(marked("aerospike.stream.order-column", "t"));

        assertEquals(4L, integer(1, "a"));
        assertEquals("x", record(1).bin("b"));
        assertEquals(1, generation(1));
        assertEquals(1L, integer(2, "t"));
    }

    @Test
    void theLastRowOfAKeyReplacesItsRecord() {
        set.put(1, Bin.of("old", 1));
        files.add(
                "{\"id\": 1, \"a\": 1, \"b\": \"x\", \"t\": 1}", "{\"id\": 1, \"a\": 2, \"t\": 2}");

        run(marked("aerospike.stream.order-column", "t", "aerospike.write.mode", "replace"));

        assertEquals(List.of("a", "epoch", "id", "t"), binNames(1));
        assertEquals(2L, integer(1, "a"));
    }

    private List<String> binNames(long id) {
        return record(id).bins().keySet().stream().sorted().toList();
    }

    /** A mark alone would make a record of a row that has nothing to write. */
    @Test
    void rowsWithoutValuesAreWarnedOfAndNotWritten() {
        files.add("{\"id\": 1, \"a\": 1}", "{\"id\": 2}");
        Dataset<Row> rows = files.stream(spark, SCHEMA).selectExpr("id as __key", "a");

        List<String> warnings =
                LoggedMessages.during(
                        () -> {
                            Map<String, String> options = marked();
                            options.remove("aerospike.updateByKey");
                            run(rows, "append", options);
                        });

        assertEquals(List.of("a", "epoch"), binNames(1));
        assertTrue(set.client().get(set.key(2)).isEmpty());
        assertTrue(
                warnings.stream()
                        .anyMatch(it -> it.startsWith("1 of 2 rows has no value in any bin")),
                warnings.toString());
    }

    @Test
    void outputModeUpdateWritesTheRowsThatChanged() {
        files.add("{\"id\": 1, \"a\": 1}", "{\"id\": 2, \"a\": 1}").add("{\"id\": 1, \"a\": 5}");
        Dataset<Row> sums = files.stream(spark, SCHEMA).groupBy("id").sum("a").toDF("id", "total");

        run(sums, "update", marked());

        assertEquals(6L, integer(1, "total"));
        assertEquals(2, generation(1));
        assertEquals(1L, integer(2, "total"));
        assertEquals(1, generation(2));
    }

    @Test
    void outputModeCompleteIsRefused() {
        files.add("{\"id\": 1, \"a\": 1}");
        Dataset<Row> sums = files.stream(spark, SCHEMA).groupBy("id").sum("a").toDF("id", "total");

        String message = failure(sums, "complete", marked());

        assertTrue(message.contains("Use output mode update"), message);
    }

    @Test
    void whatDoesNotGoWithAnEpochBinIsRefused() {
        files.add("{\"id\": 1, \"a\": 1}");

        String createOnly = failure(marked("aerospike.write.mode", "create_only"));
        String generations = failure(marked("aerospike.generationColumn", "t"));
        String column = failure(unmarked("aerospike.stream.epoch-bin", "a"));
        String order = failure(unmarked("aerospike.stream.order-column", "a"));

        assertTrue(createOnly.contains("create_only refuses records"), createOnly);
        assertTrue(generations.contains("aerospike.generationColumn refuses"), generations);
        assertTrue(column.contains("a is a column. Name another bin"), column);
        assertTrue(order.contains("aerospike.stream.epoch-bin only"), order);
    }

    @Test
    void foreachBatchDeletesWhatItsRowsSay() throws Exception {
        set.put(1, Bin.of("id", 1));
        set.put(2, Bin.of("id", 2));
        files.add("{\"id\": 1, \"b\": \"deleted\"}", "{\"id\": 3}");
        TestCatalog catalog = new TestCatalog(spark, cluster, "keyColumn", "id");
        files.stream(catalog.session(), SCHEMA)
                .writeStream()
                .foreachBatch(
                        (Dataset<Row> rows, Long epoch) -> {
                            rows.where("b = 'deleted'").createOrReplaceTempView("gone");
                            rows.sparkSession()
                                    .sql(
                                            "DELETE FROM "
                                                    + catalog.table(set.name())
                                                    + " WHERE id IN (SELECT id FROM gone)");
                        })
                .option("checkpointLocation", checkpoint.toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();

        assertTrue(set.client().get(set.key(1)).isEmpty());
        assertTrue(set.client().get(set.key(2)).isPresent());
    }

    @Test
    void foreachBatchWritesWithTheOptionsOfASave() throws Exception {
        files.add("{\"id\": 1, \"a\": 1}", "{\"id\": 1, \"a\": 2}");
        StreamingQuery query =
                files.stream(spark, SCHEMA)
                        .writeStream()
                        .foreachBatch(
                                (Dataset<Row> rows, Long epoch) ->
                                        rows.groupBy("id")
                                                .max("a")
                                                .toDF("id", "a")
                                                .write()
                                                .format("aerospike")
                                                .options(unmarked())
                                                .mode("append")
                                                .save())
                        .option("checkpointLocation", checkpoint.toString())
                        .trigger(Trigger.AvailableNow())
                        .start();
        query.awaitTermination();

        assertEquals(2L, integer(1, "a"));
    }
}
