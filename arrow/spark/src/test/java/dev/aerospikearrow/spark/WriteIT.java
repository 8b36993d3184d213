package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Writing rows to a set. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class WriteIT {
    private final TestCluster cluster;
    private final SparkSession spark;
    private TestSet set;

    WriteIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @BeforeEach
    void openSet() {
        set.close();
        set = new TestSet(cluster);
    }

    @AfterEach
    void nothingIsHeld() {
        set.close();
        assertEquals(0, TaskMemory.allocatedBytes());
        assertEquals(0, TaskMemory.allocatorCount());
    }

    private Dataset<Row> rows(String values, String columns) {
        return spark.sql("SELECT * FROM VALUES " + values + " AS t(" + columns + ")");
    }

    private DataFrameWriter<Row> write(Dataset<Row> rows) {
        return rows.write()
                .format("aerospike")
                .options(set.options())
                .option("aerospike.updateByKey", "id");
    }

    private Map<String, Object> bins(long key) {
        return set.client().get(set.key(key)).map(StoredRecord::bins).orElse(Map.of());
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    @Test
    void appendChangesTheBinsThatAreWritten() {
        set.put(1, Bin.of("a", 1), Bin.of("b", 2));

        write(rows("(1L, 10), (2L, 20)", "id, a")).mode("append").save();

        assertEquals(Map.of("id", 1L, "a", 10L, "b", 2L), bins(1));
        assertEquals(Map.of("id", 2L, "a", 20L), bins(2));
    }

    @Test
    void aRecordCanBeReplacedAsAWhole() {
        set.put(1, Bin.of("a", 1), Bin.of("b", 2));

        write(rows("(1L, 10)", "id, a"))
                .option("aerospike.write.mode", "replace")
                .mode("append")
                .save();

        assertEquals(Map.of("id", 1L, "a", 10L), bins(1));
    }

    @Test
    void overwriteRemovesWhatTheSetHadBefore() {
        set.put(1, Bin.of("a", 1));

        write(rows("(2L, 20)", "id, a")).mode("overwrite").save();

        assertEquals(Map.of(), bins(1));
        assertEquals(Map.of("id", 2L, "a", 20L), bins(2));
    }

    @Test
    void errorIfExistsWritesToAnEmptySetOnly() {
        write(rows("(1L, 10)", "id, a")).save();
        assertEquals(Map.of("id", 1L, "a", 10L), bins(1));

        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () -> write(rows("(2L, 20)", "id, a")).mode("errorifexists").save());

        assertTrue(e.getMessage().contains("test." + set.name() + " has records"), e.getMessage());
        assertEquals(Map.of(), bins(2));
    }

    @Test
    void ignoreLeavesASetThatHasRecords() {
        set.put(1, Bin.of("a", 1));

        write(rows("(2L, 20)", "id, a")).mode("ignore").save();

        assertEquals(Map.of(), bins(2));
    }

    @Test
    void keysTimesToLiveAndGenerationsComeFromColumns() {
        write(rows("(1L, 10, 3600, 7), (2L, 20, -1, 8)", "id, a, life, unused"))
                .option("aerospike.ttlColumn", "life")
                .option("aerospike.sendKey", true)
                .mode("append")
                .save();
        List<Row> read =
                set.read(spark)
                        .option("aerospike.keyType", "long")
                        .option("aerospike.allow-empty", true)
                        .schema("a INT, life INT")
                        .load()
                        .selectExpr(
                                "__key", "a", "life", "__ttl BETWEEN 3500 AND 3600", "__generation")
                        .orderBy("a")
                        .collectAsList();
        assertEquals("[[1,10,null,true,1], [2,20,null,null,1]]", read.toString());

        write(rows("(1L, 11, 1)", "id, a, gen"))
                .option("aerospike.generationColumn", "gen")
                .mode("append")
                .save();
        Exception e =
                assertThrows(
                        Exception.class,
                        () ->
                                write(rows("(1L, 12, 1)", "id, a, gen"))
                                        .option("aerospike.generationColumn", "gen")
                                        .mode("append")
                                        .save());

        assertTrue(causes(e).contains("1 x 3 GENERATION"), causes(e));
        assertEquals(11L, bins(1).get("a"));
    }

    @Test
    void recordsThatWereReadCanBeWrittenBackByTheirDigests() {
        set.put(1, Bin.of("a", 1));
        set.put(2, Bin.of("a", 2));

        set.read(spark)
                .schema("a INT")
                .load()
                .selectExpr("__digest", "a * 10 AS a")
                .write()
                .format("aerospike")
                .options(set.options())
                .mode("append")
                .save();

        assertEquals(Map.of("a", 10L), bins(1));
        assertEquals(Map.of("a", 20L), bins(2));
    }

    @Test
    void failedRowsFailTheTaskWithCountsAndTheFirstKeys() {
        for (int key = 0; key < 30; key += 2) {
            set.put(key, Bin.of("a", 1));
        }
        Dataset<Row> rows =
                spark.range(0, 30, 1, 1).selectExpr("IF(id = 29, NULL, id) AS id", "1 AS a");

        Exception e =
                assertThrows(
                        Exception.class,
                        () ->
                                write(rows)
                                        .option("aerospike.write.mode", "create_only")
                                        .mode("append")
                                        .save());

        String message = causes(e);
        assertTrue(message.contains("16 of 30 rows were not written to test."), message);
        assertTrue(message.contains("15 x 5 RECORD_EXISTS"), message);
        assertTrue(message.contains("1 x null key"), message);
        assertTrue(message.contains("Keys of the first: 0, 2, 4, 6"), message);
        assertTrue(message.contains("has written 14 rows, which stay"), message);
    }

    @Test
    void aDecimalWithAFractionIsWrittenAsATextOnRequest() {
        Metadata text = new MetadataBuilder().putString("aerospike.encoding", "text").build();
        Dataset<Row> rows = rows("(1L, 1.50BD), (2L, 2.00BD)", "id, price");

        write(rows.withColumn("price", rows.col("price").as("price", text))).mode("append").save();

        assertEquals(Map.of("id", 1L, "price", "1.50"), bins(1));
        assertEquals(Map.of("id", 2L, "price", "2.00"), bins(2));
    }

    @Test
    void rowsGoOutInBatches() {
        write(spark.range(0, 5_000).toDF("id").selectExpr("id", "id * 2 AS a"))
                .option("aerospike.write.batchsize", 300)
                .mode("append")
                .save();

        assertEquals(
                5_000,
                set.read(spark).schema("id BIGINT, a BIGINT").load().where("a = id * 2").count());
    }

    @Test
    void aKeyColumnMustBeThere() {
        IllegalArgumentException missing =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                rows("(1L, 10)", "id, a")
                                        .write()
                                        .format("aerospike")
                                        .options(set.options())
                                        .mode("append")
                                        .save());
        IllegalArgumentException wrong =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> write(rows("(1L, 10)", "key, a")).mode("append").save());

        assertTrue(missing.getMessage().contains("aerospike.updateByKey"), missing.getMessage());
        assertTrue(wrong.getMessage().contains("Columns: key, a"), wrong.getMessage());
    }

    @Test
    void anOverwriteWithoutASetIsRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                write(rows("(1L, 10)", "id, a"))
                                        .option("aerospike.set", "")
                                        .mode("overwrite")
                                        .save());

        assertTrue(e.getMessage().contains("aerospike.set"), e.getMessage());
        assertFalse(e.getMessage().contains("truncate"));
    }
}
