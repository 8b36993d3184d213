package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MERGE, UPDATE and DELETE of the records whose keys another table has: they read these records and
 * no others, and do the same as where they scan the set.
 */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class KeyedChangesIT {
    private static final int RECORDS = 40;
    private static final String UNCHANGED =
            IntStream.range(0, RECORDS)
                    .mapToObj(key -> "[" + key + "," + key % 5 + ",s" + key + ",1]")
                    .toList()
                    .toString();

    private final TestCluster cluster;
    private final SparkSession spark;
    private final String declarations;

    KeyedChangesIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
        declarations = cluster.uniqueSet() + "_tables";
    }

    @AfterEach
    void nothingIsHeld() throws InterruptedException {
        TestCatalog.awaitEndOfTasks();
    }

    /** A catalog with which sets are read by keys or scanned, and the source of changes. */
    private TestCatalog catalog(String keyJoin) {
        TestCatalog catalog =
                new TestCatalog(
                        spark,
                        cluster,
                        "schema.set",
                        declarations,
                        "keyJoin",
                        keyJoin,
                        "rowsPerBatch",
                        "2");
        catalog.rows(
                "CREATE OR REPLACE TEMP VIEW source AS SELECT id * 3 AS id, id AS n FROM range(20)");
        catalog.rows(
                "CREATE OR REPLACE TEMP VIEW doubled AS"
                        + " SELECT IF(id < 14, id DIV 7 + 5, id * 3) AS id, id AS n FROM range(20)");
        return catalog;
    }

    private TestSet filled(TestCatalog catalog) {
        TestSet set = new TestSet(cluster);
        for (int key = 0; key < RECORDS; key++) {
            set.put(key, Bin.of("id", key), Bin.of("v", key % 5), Bin.of("s", "s" + key));
        }
        catalog.rows(
                "CREATE OR REPLACE TABLE %s (id BIGINT PRIMARY KEY, v BIGINT, s STRING)"
                        + " TBLPROPERTIES ('records' = 'keep')",
                catalog.table(set.name()));
        return set;
    }

    /** What a table is after a statement, or why that fails. */
    private String outcome(String keyJoin, boolean readsKeys, String statement) {
        TestCatalog catalog = catalog(keyJoin);
        try (TestSet set = filled(catalog)) {
            String sql = statement.replace("target", catalog.table(set.name()));
            String plan = catalog.rows("EXPLAIN %s", sql).toString();
            assertEquals(readsKeys, plan.contains("AerospikeKeyJoin"), plan);
            String failure = "";
            try {
                catalog.rows("%s", sql);
            } catch (Exception e) {
                failure = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            }
            return failure.isEmpty()
                    ? catalog.rows(
                                    "SELECT id, v, s, __generation FROM %s ORDER BY id",
                                    catalog.table(set.name()))
                            .toString()
                    : failure;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MERGE INTO target t USING source s ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET v = s.n",
                "MERGE INTO target t USING source s ON t.id = s.id WHEN MATCHED THEN DELETE",
                "MERGE INTO target t USING source s ON t.id = s.id"
                        + " WHEN MATCHED AND t.v > 2 THEN DELETE"
                        + " WHEN MATCHED AND s.n > 3 THEN UPDATE SET s = concat(t.s, s.n), v = t.v"
                        + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.n)",
                "MERGE INTO target t USING source s ON t.id = s.id"
                        + " WHEN NOT MATCHED AND n > 2 THEN INSERT (id, v) VALUES (s.id, s.n)",
                "MERGE INTO target t USING source s ON t.id = s.id AND t.v > 1 AND s.n <> t.v"
                        + " WHEN MATCHED THEN UPDATE SET v = s.n",
                "MERGE INTO target t USING (SELECT IF(n = 2, NULL, id) AS id, n FROM source) s"
                        + " ON s.id = t.id WHEN MATCHED THEN UPDATE SET v = -1"
                        + " WHEN NOT MATCHED AND s.id IS NOT NULL THEN INSERT (id, v) VALUES (id, n)",
                "MERGE INTO target t USING doubled s ON t.id = s.id"
                        + " WHEN MATCHED AND n IN (2, 9) THEN UPDATE SET v = n",
                "MERGE INTO target t USING doubled s ON t.id = s.id WHEN MATCHED THEN DELETE"
                        + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.n)",
                "MERGE INTO target t USING (SELECT id, s FROM target WHERE v = 1) s ON t.id = s.id + 1"
                        + " WHEN MATCHED THEN UPDATE SET s = s.s",
                "DELETE FROM target WHERE id IN (SELECT id FROM doubled)",
                "DELETE FROM target t WHERE EXISTS (SELECT 1 FROM source s WHERE s.id = t.id) AND v < 3",
                "UPDATE target SET v = v + 100 WHERE id IN (SELECT id FROM doubled WHERE n < 18)",
            })
    void keysDoTheSameAsAScan(String statement) {
        String scanned = outcome("never", false, statement);

        assertNotEquals(UNCHANGED, scanned);
        assertEquals(scanned, outcome("always", true, statement));
    }

    @Test
    void aDigestIsNullWhereAJoinFindsNoRecord() {
        TestCatalog catalog = catalog("always");
        try (TestSet set = filled(catalog)) {
            assertEquals(
                    List.of("[38,true,true]", "[40,false,false]"),
                    catalog.rows(
                            "SELECT r.id, isnotnull(__digest), isnotnull(d) FROM range(38, 41, 2) r"
                                    + " LEFT JOIN (SELECT *, __digest, __digest AS d FROM %s) t"
                                    + " ON r.id = t.id ORDER BY 1",
                            catalog.table(set.name())));
        }
    }

    @Test
    void aStatementThatChangesNothingLeavesTheRecordsAsTheyAre() {
        String statement = "DELETE FROM target WHERE id IN (SELECT id FROM source WHERE n < 0)";

        assertEquals(UNCHANGED, outcome("always", true, statement));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MERGE INTO target t USING source s ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET v = s.n"
                        + " WHEN NOT MATCHED BY SOURCE THEN DELETE",
                "MERGE INTO target t USING source s ON t.v = s.id"
                        + " WHEN MATCHED AND s.n = 0 THEN UPDATE SET v = s.n",
                "DELETE FROM target WHERE id NOT IN (SELECT id FROM source)",
                "UPDATE target SET v = 1 WHERE id IN (SELECT id FROM source) OR v = 2",
            })
    void whatKeysDoNotTellScansTheSet(String statement) {
        assertEquals(outcome("never", false, statement), outcome("always", false, statement));
    }

    @ParameterizedTest
    @CsvSource({"always", "never"})
    void twoRowsForARecordAreRefused(String keyJoin) {
        String failure =
                outcome(
                        keyJoin,
                        keyJoin.equals("always"),
                        "MERGE INTO target t USING doubled s ON t.id = s.id"
                                + " WHEN MATCHED THEN UPDATE SET v = s.n");

        assertTrue(failure.contains("MERGE_CARDINALITY_VIOLATION"), failure);
    }

    @Test
    void fewRowsReadTheirKeysUnasked() {
        String statement =
                "MERGE INTO target t USING (SELECT * FROM source LIMIT 2) s ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET v = s.n";

        assertTrue(outcome("auto", true, statement).startsWith("["));
    }
}
