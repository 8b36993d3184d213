package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DELETE, UPDATE and MERGE: records are changed as the statement says, and in no other way. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class RowChangesIT {
    private static final int RECORDS = 10;

    private final TestCluster cluster;
    private final TestCatalog catalog;
    private static TestSet meddled;
    private TestSet set;

    RowChangesIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        catalog = new TestCatalog(spark, cluster, "schema.set", cluster.uniqueSet() + "_tables");
        set = new TestSet(cluster);
    }

    @BeforeEach
    void fillSet() {
        set.close();
        set = new TestSet(cluster);
        for (int key = 0; key < RECORDS; key++) {
            set.put(
                    key,
                    Bin.of("id", key),
                    Bin.of("v", key),
                    Bin.of("s", "s" + key),
                    Bin.of("m", Map.of("a", key)));
        }
        catalog.rows(
                "CREATE OR REPLACE TABLE %s (id BIGINT PRIMARY KEY, v BIGINT, s STRING,"
                        + " m STRUCT<a: BIGINT, b: BIGINT>) TBLPROPERTIES ('records' = 'keep')",
                table());
    }

    @AfterEach
    void nothingIsHeld() throws InterruptedException {
        set.close();
        TestCatalog.awaitEndOfTasks();
    }

    private String table() {
        return catalog.table(set.name());
    }

    private StoredRecord stored(long key) {
        return set.client().get(set.key(key)).orElseThrow();
    }

    private Map<String, Object> bins(long key) {
        return set.client().get(set.key(key)).map(StoredRecord::bins).orElse(Map.of());
    }

    private List<String> keys() {
        return catalog.rows("SELECT id FROM %s ORDER BY id", table());
    }

    private static long meddle(long key) {
        meddled.put(key, Bin.of("v", -5));
        return key;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = 3                                  | 9",
                "id IN (1, 2, 3, 77)                     | 7",
                "v >= 4 AND s <> 's5'                    | 5",
                "s LIKE '%7'                             | 9",
                "id IN (SELECT id FROM range(2))         | 8",
                "v > 100                                 | 10",
                "true                                    | 0"
            })
    void deleteRemovesTheRecordsOfTheRows(String condition, int left) {
        catalog.rows("DELETE FROM %s WHERE %s", table(), condition.strip());

        assertEquals(
                List.of("[" + left + "]"),
                left == 0
                        ? List.of("[" + (bins(1).isEmpty() ? 0 : 1) + "]")
                        : catalog.rows("SELECT count(*) FROM %s", table()));
    }

    @Test
    void theKeyInAConditionIsABatchRead() {
        String plan = catalog.rows("EXPLAIN DELETE FROM %s WHERE id IN (1, 2)", table()).toString();

        assertTrue(plan.contains("BatchReads: id (keys=2)"), plan);
    }

    @Test
    void mergeUpdatesInsertsAndDeletesAndReadsTheSetOnce() {
        String merge =
                "MERGE INTO %s t USING (SELECT * FROM VALUES (1, 100L), (2, -1L), (50, 500L)"
                        + " AS x(k, n)) s ON t.id = s.k"
                        + " WHEN MATCHED AND n < 0 THEN DELETE"
                        + " WHEN MATCHED THEN UPDATE SET v = n"
                        + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (k, n)";
        String plan = catalog.rows("EXPLAIN " + merge, table()).toString();
        assertEquals(2, plan.split("BatchScan", -1).length, plan);

        catalog.rows(merge, table());

        assertEquals(Map.of("id", 1L, "v", 100L, "s", "s1", "m", Map.of("a", 1L)), bins(1));
        assertEquals(Map.of(), bins(2));
        assertEquals(Map.of("id", 50L, "v", 500L), bins(50));
        assertEquals(RECORDS, keys().size());
    }

    @Test
    void deleteWithoutAConditionEmptiesTheSet() {
        catalog.rows("DELETE FROM %s", table());

        assertEquals(Map.of(), bins(1));
    }

    @Test
    void updateSetsTheColumnsThatItNames() {
        set.put(1, Bin.of("m", Map.of("a", 1, "hidden", "kept")));

        catalog.rows("UPDATE %s SET v = v * 10, s = NULL WHERE id IN (1, 2)", table());

        assertEquals(Map.of("id", 1L, "v", 10L, "m", Map.of("a", 1L, "hidden", "kept")), bins(1));
        assertEquals(Map.of("id", 2L, "v", 20L, "m", Map.of("a", 2L)), bins(2));
        assertEquals(3L, stored(3).bin("v"));
        assertEquals(1, stored(3).generation());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM %1$s WHERE __key = '90'                                   | 10",
                "DELETE FROM %1$s WHERE __key IN (SELECT string(id) FROM range(80, 99)) | 10",
                "DELETE FROM %1$s WHERE __ttl > (SELECT 99)                            | 10",
                "DELETE FROM %1$s WHERE __expiry IS NULL                               | 1",
                "UPDATE %1$s SET s = 'x' WHERE __key = '90' AND __ttl > 99              | 11",
                "MERGE INTO %1$s t USING (SELECT '90' AS k) s ON t.__key = s.k"
                        + " WHEN MATCHED AND t.__ttl > 99 THEN DELETE                  | 10"
            })
    void metadataColumnsAreConditions(String statement, int left) {
        WritePolicy storing =
                WritePolicy.builder()
                        .sendKey(SendKey.WITH_USER_KEY)
                        .timeToLive(TimeToLive.of(Duration.ofHours(1)))
                        .build();
        set.client().with(storing).put(set.key(90), Bin.of("id", 90));

        catalog.rows(statement.strip(), table());

        assertEquals(List.of("[" + left + "]"), catalog.rows("SELECT count(id) FROM %s", table()));
    }

    @Test
    void updateLeavesTheTimeToLive() {
        WritePolicy hour =
                WritePolicy.builder().timeToLive(TimeToLive.of(Duration.ofHours(1))).build();
        set.client().with(hour).put(set.key(1), Bin.of("v", 1));

        catalog.rows("UPDATE %s SET v = 2 WHERE id = 1", table());

        assertEquals(2L, stored(1).bin("v"));
        assertTrue(stored(1).timeToLive().orElseThrow().toSeconds() > 3_000);
    }

    @Test
    void aRecordKeepsItsKey() {
        String failure = catalog.failure("UPDATE %s SET id = id + 100 WHERE id = 1", table());

        assertTrue(failure.contains("A record cannot be given another one"), failure);
        assertEquals(1L, stored(1).bin("id"));
    }

    @Test
    void aFieldOfAStructIsNotSetAlone() {
        String failure = catalog.failure("UPDATE %s SET m.a = 5 WHERE id = 1", table());

        assertTrue(failure.contains("Set the whole column"), failure);
        assertEquals(Map.of("a", 1L), bins(1).get("m"));
        catalog.rows("UPDATE %s SET m = named_struct('a', 5L, 'b', 6L) WHERE id = 1", table());
        assertEquals(Map.of("a", 5L, "b", 6L), bins(1).get("m"));
    }

    @Test
    void mergeOfWholeRowsByKey() {
        String source =
                "(SELECT id, -v AS v, s, m FROM "
                        + table()
                        + " WHERE id < 2"
                        + " UNION ALL SELECT 60, 6, 'new', named_struct('a', 6L, 'b', NULL))";

        catalog.rows(
                "MERGE INTO %s t USING %s s ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET *"
                        + " WHEN NOT MATCHED THEN INSERT *"
                        + " WHEN NOT MATCHED BY SOURCE AND t.id > 7 THEN DELETE",
                table(), source);

        assertEquals(-1L, stored(1).bin("v"));
        assertEquals(Map.of("id", 60L, "v", 6L, "s", "new", "m", Map.of("a", 6L)), bins(60));
        assertEquals(
                List.of("[0]", "[1]", "[2]", "[3]", "[4]", "[5]", "[6]", "[7]", "[60]"), keys());
    }

    @Test
    void mergeDoesNotWriteOverARecordThatItDidNotMatch() {
        String failure =
                catalog.failure(
                        "MERGE INTO %s t USING (SELECT 3 AS k) s ON t.s = 'nobody'"
                                + " WHEN MATCHED THEN UPDATE SET v = 0"
                                + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (k, 0)",
                        table());

        assertTrue(failure.contains("RECORD_EXISTS"), failure);
        assertEquals(3L, stored(3).bin("v"));
    }

    @Test
    void mergeThatOnlyInsertsDoesNotWriteOverARecordThatCameMeanwhile() {
        meddled = set;
        catalog.session()
                .udf()
                .register("meddle", (UDF1<Long, Long>) RowChangesIT::meddle, DataTypes.LongType);

        String failure =
                catalog.failure(
                        "MERGE INTO %s t USING (SELECT id AS k FROM range(99, 100)) s ON t.id = s.k"
                                + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (meddle(k), 1)",
                        table());

        assertTrue(failure.contains("RECORD_EXISTS"), failure);
        assertEquals(-5L, stored(99).bin("v"));
    }

    @Test
    void aSourceWithTwoRowsForARecordIsRefused() {
        String failure =
                catalog.failure(
                        "MERGE INTO %s t USING (SELECT 3 AS k, id AS n FROM range(2)) s ON t.id = s.k"
                                + " WHEN MATCHED THEN UPDATE SET v = n",
                        table());

        assertTrue(failure.contains("MERGE_CARDINALITY_VIOLATION"), failure);
        assertEquals(3L, stored(3).bin("v"));
    }

    @Test
    void aRecordThatChangedMeanwhileIsLeftAndTold() {
        meddled = set;
        catalog.session()
                .udf()
                .register("meddle", (UDF1<Long, Long>) RowChangesIT::meddle, DataTypes.LongType);

        for (String statement :
                List.of(
                        "UPDATE %s SET s = CAST(meddle(id) AS STRING) WHERE id = 4",
                        "DELETE FROM %s WHERE meddle(id) = 4")) {
            String failure = catalog.failure(statement, table());
            assertTrue(failure.contains("GENERATION"), failure);
            assertTrue(failure.contains("changed since they were read"), failure);
            assertEquals(-5L, stored(4).bin("v"));
            assertEquals("s4", stored(4).bin("s"));
        }
    }
}
