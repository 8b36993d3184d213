package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.write.SetWriteBuilder;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Overwriting a set: nothing is lost before all is written, wherever that ends. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class OverwriteIT {
    private static final int RECORDS = 50;

    private final TestCluster cluster;
    private final SparkSession spark;
    private TestSet set;

    OverwriteIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @BeforeEach
    void fillSet() {
        set.close();
        set = new TestSet(cluster);
        for (int key = 0; key < RECORDS; key++) {
            set.put(key, Bin.of("v", key), Bin.of("old", 1));
        }
    }

    @AfterEach
    void nothingIsHeld() {
        set.close();
        assertEquals(0, TaskMemory.allocatedBytes());
        assertEquals(0, TaskMemory.allocatorCount());
    }

    private DataFrameWriter<Row> overwrite(Dataset<Row> rows) {
        return rows.write()
                .format("aerospike")
                .options(set.options())
                .option("aerospike.updateByKey", "id")
                .mode("overwrite");
    }

    private String refusal(DataFrameWriter<Row> save) {
        return causes(assertThrows(Exception.class, save::save));
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    private Map<String, Object> bins(long key) {
        return set.client().get(set.key(key)).map(StoredRecord::bins).orElse(Map.of());
    }

    private void assertNothingIsChanged() {
        for (int key = 0; key < RECORDS; key++) {
            assertEquals(Map.of("v", (long) key, "old", 1L), bins(key));
        }
    }

    /** Each of the old keys has its old record or the new one, and none is missing. */
    private int newRecords() {
        int written = 0;
        for (int key = 0; key < RECORDS; key++) {
            Map<String, Object> bins = bins(key);
            if (bins.containsKey("old")) {
                assertEquals(Map.of("v", (long) key, "old", 1L), bins);
            } else {
                assertEquals(Map.of("id", (long) key, "v", -1L), bins);
                written++;
            }
        }
        return written;
    }

    private Dataset<Row> newRows(String value) {
        return spark.range(0, RECORDS + 10, 1, 4).selectExpr("id", value + " AS v");
    }

    private void assertARerunCompletes() {
        overwrite(newRows("-1")).save();

        assertEquals(RECORDS, newRecords());
        assertEquals(Map.of("id", RECORDS + 9L, "v", -1L), bins(RECORDS + 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 AS id, 1 AS a_very_long_column_name  | a_very_long_column_name",
                "SELECT 1 AS id, 1 AS ``                       | names no bin",
                "SELECT 1.5D AS id, 1 AS v                     | id is Float64 and cannot be a key",
                "SELECT DATE '2024-01-01' AS id, 1 AS v        | and cannot be a key",
                "SELECT CAST(1 AS DECIMAL(9)) AS id, 1 AS v     | and cannot be a key",
                "SELECT true AS id, 1 AS v                     | and cannot be a key",
                "SELECT array(1) AS id, 1 AS v                 | and cannot be a key",
                "SELECT 1 AS id, parse_json('1') AS v          | which no bin holds",
                "SELECT 1 AS id, 1.50BD AS v                   | aerospike.write.decimals to text",
                "SELECT 1 AS id, 1 AS v, 'x' AS life           | cannot be a time to live"
            })
    void whatTheColumnsShowIsRefusedBeforeAnythingIsSent(String rows, String message) {
        for (String mode : List.of("overwrite", "append")) {
            DataFrameWriter<Row> save = overwrite(spark.sql(rows)).mode(mode);
            if (rows.contains("life")) {
                save.option("aerospike.ttlColumn", "life");
            }

            String refusal = refusal(save);

            assertTrue(refusal.contains(message), refusal);
            assertFalse(refusal.contains("Task"), refusal);
            assertNothingIsChanged();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT CAST(NULL AS INT) AS id, 1 AS v      | 1 x null key",
                "SELECT 100 AS id, CAST('99999999999999999999' AS DECIMAL(20, 0)) AS v |"
                        + " 100: field v is 99999999999999999999, which is no integer of 64 bits",
                "SELECT 100 AS id, 1 AS v, 70000 AS life     | 100: field life",
                "SELECT 100 AS id, repeat('x', 2000000) AS v | 1 x 13 RECORD_TOO_BIG",
                "SELECT 100 AS id, repeat('x', 9000000) AS v | 100: field id names a record of 90000"
            })
    void whatOnlyARowShowsFailsTheSaveAndRemovesNothing(String rows, String message) {
        DataFrameWriter<Row> save = overwrite(spark.sql(rows.replace("70000", "-70000")));
        if (rows.contains("life")) {
            save.option("aerospike.ttlColumn", "life");
        }

        String refusal = refusal(save);

        assertTrue(refusal.contains(message), refusal);
        assertNothingIsChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create_only", "update_only", "replace_only"})
    void conditionsOnWhatWasThereBeforeAreRefused(String mode) {
        String refusal = refusal(overwrite(newRows("-1")).option("aerospike.write.mode", mode));

        assertTrue(refusal.contains("aerospike.write.mode " + mode), refusal);
        assertNothingIsChanged();
    }

    @Test
    void aGenerationThatARecordMustHaveIsRefused() {
        String refusal = refusal(overwrite(newRows("1")).option("aerospike.generationColumn", "v"));

        assertTrue(refusal.contains("aerospike.generationColumn"), refusal);
        assertNothingIsChanged();
    }

    @Test
    void rowsTakeThePlaceOfWhatTheSetHadBefore() {
        overwrite(spark.range(10, 12).selectExpr("id", "CAST(NULL AS INT) AS v")).save();

        assertEquals(Map.of("id", 10L), bins(10));
        assertEquals(2, set.read(spark).schema("id INT").load().count());
    }

    @ParameterizedTest
    @CsvSource({"overwrite, 0", "append, 1"})
    void rowsWithoutAValueInAnyBinAreNotWrittenAndWarnedOf(String mode, int oldRecords) {
        Dataset<Row> rows =
                spark.range(7, 1_307, 1, 3).selectExpr("id AS __key", "IF(id = 8, 1, NULL) AS v");
        DataFrameWriter<Row> save =
                overwrite(rows)
                        .option("aerospike.updateByKey", "__key")
                        .option("aerospike.write.batchsize", 100)
                        .mode(mode);

        List<String> warnings =
                LoggedMessages.during(save::save).stream()
                        .filter(it -> it.contains("no value in any bin"))
                        .toList();

        assertEquals(
                List.of(
                        "1,299 of 1,300 rows have no value in any bin and were not written to test."
                                + set.name()
                                + ": there are no records without bins. The first: key test."
                                + set.name()
                                + " 7."),
                warnings);
        assertEquals(1L, bins(8).get("v"));
        assertEquals(oldRecords == 0, bins(7).isEmpty());
        assertEquals(Map.of(), bins(1_306));
    }

    @Test
    void aSaveOfRowsThatHaveValuesWarnsOfNone() {
        List<String> messages =
                LoggedMessages.during(overwrite(newRows("CAST(NULL AS INT)"))::save);

        assertFalse(messages.toString().contains("no value in any bin"), messages.toString());
    }

    @Test
    void rowsThatAreEqualToWhatWasThereStay() {
        overwrite(newRows("-1")).save();
        overwrite(newRows("-1")).save();

        assertEquals(RECORDS, newRecords());
    }

    @Test
    void noRowsAtAllEmptyTheSet() {
        overwrite(newRows("-1").where("id < 0")).save();

        assertEquals(0, set.read(spark).schema("v INT").load().count());
    }

    @Test
    void aTaskThatFailsLeavesOldAndNewRecordsAndARerunCompletes() {
        Dataset<Row> failing = newRows("IF(id IN (7, 20, 33), raise_error('killed'), -1)");

        String failure = refusal(overwrite(failing).option("aerospike.write.batchsize", 1));

        assertTrue(failure.contains("killed"), failure);
        int written = newRecords();
        assertTrue(written > 0 && written < RECORDS, written + " were written");
        assertARerunCompletes();
    }

    @Test
    void aDriverThatEndsBeforeItCommitsLeavesAllKeysAndARerunCompletes() throws IOException {
        write(start());

        assertEquals(RECORDS, newRecords());
        assertARerunCompletes();
    }

    @Test
    void aDriverThatEndsBeforeARowIsWrittenChangesNothing() throws IOException {
        start().createBatchWriterFactory(() -> 1);

        assertNothingIsChanged();
        assertARerunCompletes();
    }

    @Test
    void theCommitRemovesWhatIsOlderAndNothingElse() throws IOException {
        set.put(1_000, Bin.of("old", 1));
        BatchWrite overwrite = start();
        WriterCommitMessage[] written = write(overwrite);
        set.put(2_000, Bin.of("other", 1));

        overwrite.commit(written);

        assertEquals(RECORDS, newRecords());
        assertEquals(Map.of(), bins(1_000));
        assertEquals(Map.of("other", 1L), bins(2_000));
    }

    private BatchWrite start() {
        Map<String, String> options = new HashMap<>(set.options());
        options.put("aerospike.updateByKey", "id");
        return new SetWriteBuilder(
                        ConnectorOptions.of(options, Map.of()),
                        StructType.fromDDL("id BIGINT, v BIGINT"))
                .truncate()
                .build()
                .toBatch();
    }

    private WriterCommitMessage[] write(BatchWrite overwrite) throws IOException {
        try (DataWriter<InternalRow> writer =
                overwrite.createBatchWriterFactory(() -> 1).createWriter(0, 0)) {
            for (long key = 0; key < RECORDS; key++) {
                writer.write(new GenericInternalRow(new Object[] {key, -1L}));
            }
            return new WriterCommitMessage[] {writer.commit()};
        }
    }

    private Dataset<Row> ownRows() {
        return set.read(spark).schema("v INT").load();
    }

    private void assertRefusedAsOwn(Dataset<Row> rows) {
        String refusal = refusal(overwrite(rows));

        assertTrue(refusal.contains("The rows come from test." + set.name()), refusal);
        assertNothingIsChanged();
    }

    @Test
    void rowsOfTheSetItselfAreRefused() {
        assertRefusedAsOwn(ownRows().selectExpr("v AS id", "v + 1 AS v"));
    }

    @Test
    void rowsOfTheSetItselfAreFoundInSubqueriesCachesViewsAndTasks() {
        ownRows().createOrReplaceTempView("own");
        assertRefusedAsOwn(spark.sql("SELECT id, (SELECT max(v) FROM own) AS v FROM range(5)"));
        assertRefusedAsOwn(
                spark.sql("WITH o AS (SELECT * FROM own) SELECT a.v AS id, b.v FROM o a, o b"));
        Dataset<Row> kept = ownRows().selectExpr("v AS id", "v").cache();
        kept.count();
        assertRefusedAsOwn(kept);
        kept.unpersist();
        Dataset<Row> sorted = ownRows().selectExpr("v AS id", "v").repartition(3);
        assertRefusedAsOwn(spark.createDataFrame(sorted.javaRDD(), sorted.schema()));
    }

    @Test
    void rowsThatWereLookedUpInTheSetAreRefused() {
        assertRefusedAsOwn(
                AerospikeLookup.join(spark.range(5).toDF("id"), "id", "v INT", set.options()));
    }

    @Test
    void rowsThatTasksLookUpOrJoinWithTheSetAreRefused() {
        Dataset<Row> keys = spark.range(5).toDF("id");
        Dataset<Row> lookedUp = AerospikeLookup.join(keys, "id", "v INT", set.options());
        assertRefusedAsOwn(spark.createDataFrame(lookedUp.javaRDD(), lookedUp.schema()));
        Dataset<Row> records =
                set.read(spark)
                        .option("aerospike.keyColumn", "__key")
                        .option("aerospike.keyType", "long")
                        .option("aerospike.keyJoin", "always")
                        .schema("__key BIGINT, v INT")
                        .load();
        Dataset<Row> joined =
                keys.join(records, keys.col("id").equalTo(records.col("__key"))).select("id", "v");
        assertTrue(joined.queryExecution().executedPlan().toString().contains("AerospikeKeyJoin"));
        assertRefusedAsOwn(spark.createDataFrame(joined.javaRDD(), joined.schema()));
    }

    @Test
    void rowsOfTheSetThatWereStoredBeforeMayOverwriteIt() {
        Dataset<Row> stored = ownRows().selectExpr("v AS id", "v + 1 AS v").localCheckpoint();

        overwrite(stored).save();

        for (int key = 0; key < RECORDS; key++) {
            assertEquals(Map.of("id", (long) key, "v", key + 1L), bins(key));
        }
    }

    @Test
    void rowsOfAnotherSetOverwriteThisOne() {
        try (TestSet other = new TestSet(cluster)) {
            other.put(5, Bin.of("v", 5));

            overwrite(other.read(spark).schema("v INT").load().selectExpr("v AS id", "v")).save();

            assertEquals(
                    List.of("[5]"), ownRows().collectAsList().stream().map(Row::toString).toList());
        }
    }
}
