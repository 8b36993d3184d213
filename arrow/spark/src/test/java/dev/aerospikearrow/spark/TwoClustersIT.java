package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two clusters as two catalogs of one session, whose sets have the same names. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class TwoClustersIT {
    private final TestCluster cluster;
    private final TestCatalog catalog;

    TwoClustersIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        catalog = new TestCatalog(spark, cluster, "schema.set", cluster.uniqueSet() + "_tables");
    }

    @Test
    void rowsGoFromOneToTheOtherAndAreJoined() throws InterruptedException {
        try (EmbeddedCluster second = EmbeddedCluster.builder().nodes(1).start()) {
            String conf = "spark.sql.catalog.other";
            catalog.session().conf().set(conf, AerospikeCatalog.class.getName());
            catalog.session().conf().set(conf + ".seedhost", String.join(",", second.hosts()));
            catalog.session().conf().set(conf + ".schema.set", "tables");
            catalog.session().conf().set(conf + ".keyJoin", "always");
            String name = cluster.uniqueSet();
            String here = catalog.table(name);
            String there = here.replaceFirst("aero", "other");
            for (String table : List.of(here, there)) {
                catalog.rows("CREATE TABLE %s (id BIGINT PRIMARY KEY, v STRING)", table);
            }
            catalog.rows("INSERT INTO %s SELECT id, 'here' FROM range(3)", here);
            catalog.rows("INSERT INTO %s SELECT id, 'there' FROM range(2, 5)", there);

            assertEquals(
                    List.of("[2,here,there]"),
                    catalog.rows(
                            "SELECT id, h.v, t.v FROM %s h JOIN %s t USING (id)", here, there));
            catalog.rows(
                    "MERGE INTO %s t USING %s h ON t.id = h.id"
                            + " WHEN MATCHED THEN UPDATE SET v = h.v"
                            + " WHEN NOT MATCHED THEN INSERT *",
                    there, here);
            assertEquals(
                    List.of("[0,here]", "[1,here]", "[2,here]", "[3,there]", "[4,there]"),
                    catalog.rows("SELECT * FROM %s ORDER BY id", there));
            catalog.rows("INSERT OVERWRITE %s SELECT * FROM %s WHERE id > 1", here, there);
            assertEquals(
                    List.of("[2,here]", "[3,there]", "[4,there]"),
                    catalog.rows("SELECT * FROM %s ORDER BY id", here));
            catalog.rows("TRUNCATE TABLE %s", here);
            assertEquals(List.of("[5]"), catalog.rows("SELECT count(*) FROM %s", there));
            String failure = catalog.failure("INSERT OVERWRITE %1$s SELECT * FROM %1$s", there);
            assertTrue(failure.contains("The rows come from test." + name), failure);
            TestCatalog.awaitEndOfTasks();
            ExecutorClients.closeUnused();
        }
    }
}
