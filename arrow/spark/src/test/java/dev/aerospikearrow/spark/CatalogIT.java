package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sets as tables of a catalog: finding and reading them. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class CatalogIT {
    private final TestCluster cluster;
    private final TestCatalog catalog;
    private TestSet set;

    CatalogIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        catalog = new TestCatalog(spark, cluster, "aerospike.keyType", "long");
        set = new TestSet(cluster);
    }

    @BeforeEach
    void fillSet() {
        set.close();
        set = new TestSet(cluster);
        set.put(1, Bin.of("origin", "SEA"), Bin.of("Delay", 7));
        set.put(2, Bin.of("origin", "JFK"));
    }

    @AfterEach
    void nothingIsHeld() throws InterruptedException {
        set.close();
        TestCatalog.awaitEndOfTasks();
    }

    private String table() {
        return catalog.table(set.name());
    }

    @Test
    void namespacesAndSetsAreListed() {
        String namespace = cluster.namespace();

        assertTrue(catalog.rows("SHOW NAMESPACES IN aero").contains("[" + namespace + "]"));
        assertTrue(
                catalog.rows("SHOW TABLES IN aero.%s", namespace)
                        .contains("[" + namespace + "," + set.name() + ",false]"));
        String described =
                catalog.rows("DESCRIBE NAMESPACE EXTENDED aero.%s", namespace).toString();
        assertTrue(described.contains("default-ttl"), described);
    }

    @Test
    void aSetIsReadWithoutAFormat() {
        assertEquals(
                List.of("[2,JFK]", "[7,SEA]"),
                catalog.rows("SELECT coalesce(Delay, 2), origin FROM %s ORDER BY origin", table()));
        assertEquals(
                List.of("[1]"), catalog.rows("SELECT count(*) FROM %s WHERE Delay > 5", table()));
    }

    @Test
    void aSetIsDescribedByTheColumnsOfASample() {
        List<String> described = catalog.rows("DESCRIBE TABLE EXTENDED %s", table());

        assertTrue(described.contains("[Delay,bigint,null]"), described.toString());
        assertTrue(described.contains("[origin,string,null]"), described.toString());
        assertTrue(described.toString().contains("__generation"), described.toString());
        assertTrue(described.contains("[Table," + set.name() + ",]"), described.toString());
    }

    @Test
    void optionsOfAStatementGoBeforeThoseOfTheCatalog() {
        set.put(3, Bin.of("origin", "SEA"), Bin.of("Delay", "late"));

        String failure = catalog.failure("SELECT sum(Delay) FROM %s", table());
        assertTrue(failure.contains("Bin \"Delay\" holds"), failure);
        assertEquals(
                List.of("[7]"),
                catalog.rows(
                        "SELECT sum(Delay) FROM %s WITH (`aerospike.onMismatch` = 'null')",
                        table()));
        failure = catalog.failure("SELECT * FROM %s WITH (`aerospike.set` = 'other')", table());
        assertTrue(failure.contains("aerospike.set is one of a catalog"), failure);
    }

    @Test
    void namesOfEveryKindAreQuoted() {
        String odd = "Odd set-" + set.name() + ".x/y ä";
        set.client()
                .put(Key.of(cluster.namespace(), odd, 1), Map.of("my bin", 1, "a-b.c", 2, "ö", 3));

        assertEquals(
                List.of("[1,2,3]"),
                catalog.rows("SELECT `my bin`, `a-b.c`, `ö` FROM %s", catalog.table(odd)));
        assertTrue(
                catalog.rows("SHOW TABLES IN aero.%s LIKE 'Odd set-*'", cluster.namespace())
                        .contains("[" + cluster.namespace() + "," + odd + ",false]"));
        String other =
                catalog.failure("SELECT * FROM %s", catalog.table(odd.toUpperCase(Locale.ROOT)));
        assertTrue(other.contains("Did you mean " + odd + " (1 record)?"), other);
    }

    @Test
    void anUnknownTableNamesTheNearestSet() {
        String failure = catalog.failure("SELECT * FROM %s", catalog.table(set.name() + "x"));

        assertTrue(failure.contains("[TABLE_OR_VIEW_NOT_FOUND]"), failure);
        assertTrue(failure.contains("Did you mean " + set.name() + " (2 records)?"), failure);
        failure = catalog.failure("SELECT * FROM aero.tst.flights");
        assertTrue(failure.contains("[TABLE_OR_VIEW_NOT_FOUND]"), failure);
        assertTrue(failure.contains("has no namespace tst. Did you mean test?"), failure);
        failure = catalog.failure("SHOW TABLES IN aero.nowhere");
        assertTrue(failure.contains("[SCHEMA_NOT_FOUND]"), failure);
        assertTrue(failure.contains("The cluster has: "), failure);
        assertFalse(
                catalog.session()
                        .catalog()
                        .tableExists("aero." + cluster.namespace() + ".nothing_at_all"));
        assertTrue(catalog.session().catalog().tableExists(table()));
    }

    @Test
    void aStatementThatWritesToAnUnknownTableNamesTheNearestSetToo() throws Exception {
        String unknown = catalog.table(set.name() + "x");
        for (String statement :
                List.of(
                        "INSERT INTO %s VALUES (1)",
                        "INSERT OVERWRITE %s VALUES (1)",
                        "DELETE FROM %s WHERE id = 1",
                        "UPDATE %s SET v = 1",
                        "ALTER TABLE %s ADD COLUMN c INT",
                        "MERGE INTO %s t USING (SELECT 1 AS id) s ON s.id = t.id"
                                + " WHEN MATCHED THEN DELETE")) {
            String failure = catalog.failure(statement, unknown);
            assertTrue(failure.contains("Did you mean " + set.name() + " (2 records)?"), failure);
        }
    }

    @Test
    void theCurrentNamespaceCanBeOneOfTheCatalog() {
        try {
            catalog.rows("USE aero.%s", cluster.namespace());

            assertEquals(List.of("[2]"), catalog.rows("SELECT count(*) FROM `%s`", set.name()));
        } finally {
            catalog.rows("USE spark_catalog.default");
        }
    }

    @Test
    void anUnknownOptionOfTheCatalogSuggestsTheNearest() {
        catalog.session().conf().set("spark.sql.catalog.typo", AerospikeCatalog.class.getName());
        catalog.session().conf().set("spark.sql.catalog.typo.seedhosts", "localhost");

        String failure = catalog.failure("SHOW NAMESPACES IN typo");

        assertTrue(failure.contains("Did you mean aerospike.seedhost?"), failure);
    }

    @Test
    void whatNodesAreConfiguredWithIsNotChanged() {
        for (String statement :
                List.of(
                        "CREATE NAMESPACE aero.other",
                        "DROP NAMESPACE aero.test",
                        "ALTER TABLE " + table() + " RENAME TO aero.test.other",
                        "SELECT * FROM " + table() + " VERSION AS OF 1",
                        "SELECT * FROM " + table() + " TIMESTAMP AS OF '2026-01-01'")) {
            String failure = catalog.failure(statement);
            assertTrue(failure.contains("Aerospike"), failure);
        }
    }
}
