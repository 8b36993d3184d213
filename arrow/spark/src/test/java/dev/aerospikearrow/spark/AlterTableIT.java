package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ALTER TABLE: what is declared of a set changes, and its records do not. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class AlterTableIT {
    private final TestCluster cluster;
    private final SparkSession spark;
    private final String declarations;
    private final TestCatalog catalog;
    private TestSet set;

    AlterTableIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
        declarations = cluster.uniqueSet() + "_tables";
        catalog = new TestCatalog(spark, cluster, "schema.set", declarations);
        set = new TestSet(cluster);
    }

    @BeforeEach
    void createTable() {
        set.close();
        set = new TestSet(cluster);
        catalog.rows(
                "CREATE TABLE %s (id INT PRIMARY KEY, v INT, f FLOAT, s VARCHAR(3),"
                        + " m STRUCT<a: INT>, l ARRAY<INT>, d DECIMAL(5, 1))"
                        + " TBLPROPERTIES ('aerospike.write.decimals' = 'text')",
                table());
        catalog.rows(
                "INSERT INTO %s VALUES"
                        + " (1, 7, 1.5, 'abc', named_struct('a', 1), array(1, 2), 12.5)",
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

    private Map<String, Object> bins(long key) {
        return set.client().get(set.key(key)).map(StoredRecord::bins).orElse(Map.of());
    }

    private List<String> describe() {
        return catalog.rows("DESCRIBE TABLE EXTENDED %s", table());
    }

    @Test
    void columnsAreAddedForBinsThatRecordsMayHave() {
        set.put(1, Bin.of("older", "x"));

        catalog.rows(
                "ALTER TABLE %s ADD COLUMNS (older STRING COMMENT 'it was there' FIRST, `a-b.c` INT)",
                table());
        catalog.rows("ALTER TABLE %s ADD COLUMN m.b INT", table());
        catalog.rows("UPDATE %s SET `a-b.c` = 3 WHERE id = 1", table());

        assertEquals("[older,string,it was there]", describe().get(0));
        assertEquals(
                List.of("[x,7,3,[1,null]]"),
                catalog.rows("SELECT older, v, `a-b.c`, m FROM %s", table()));
        assertEquals(3L, bins(1).get("a-b.c"));
    }

    @Test
    void aColumnThatIsDroppedStaysInTheRecords() {
        catalog.rows("ALTER TABLE %s DROP COLUMNS (v, f)", table());
        catalog.rows("ALTER TABLE %s DROP COLUMN IF EXISTS nothing", table());

        assertEquals(List.of("[1,abc]"), catalog.rows("SELECT id, s FROM %s", table()));
        assertTrue(catalog.failure("SELECT v FROM %s", table()).contains("UNRESOLVED_COLUMN"));
        assertEquals(7L, bins(1).get("v"));
        catalog.rows("ALTER TABLE %s ADD COLUMN v INT", table());
        assertEquals(List.of("[7]"), catalog.rows("SELECT v FROM %s", table()));
    }

    @Test
    void typesBecomeWiderWhereEachValueFits() {
        for (String change :
                List.of(
                        "id TYPE BIGINT",
                        "v TYPE DOUBLE",
                        "f TYPE DOUBLE",
                        "s TYPE STRING",
                        "m.a TYPE BIGINT",
                        "l.element TYPE BIGINT",
                        "d TYPE DECIMAL(9, 3)")) {
            catalog.rows("ALTER TABLE %s ALTER COLUMN %s", table(), change);
        }
        catalog.rows(
                "INSERT INTO %s VALUES (3000000000, 0.25, 0.1, 'longer',"
                        + " named_struct('a', 3000000000), array(3000000000), 123456.789)",
                table());

        assertEquals(
                List.of(
                        "[1,7.0,1.5,abc,[1],ArraySeq(1, 2),12.500]",
                        "[3000000000,0.25,0.1,longer,[3000000000],ArraySeq(3000000000),123456.789]"),
                catalog.rows("SELECT * FROM %s ORDER BY id", table()));
        assertEquals(
                List.of("[1]"), catalog.rows("SELECT id FROM %s WHERE v = 7 AND id = 1", table()));
        assertEquals(
                List.of("[2,0.25,7.0]"),
                catalog.rows("SELECT count(v), min(v), max(v) FROM %s", table()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RENAME COLUMN v TO w             | UPDATE … SET w = v, v = NULL",
                "ALTER COLUMN v TYPE STRING       | Column v is INT in the records",
                "ALTER COLUMN id TYPE DOUBLE      | Column id is INT in the records",
                "ALTER COLUMN v TYPE FLOAT        | UPDATE … SET other = CAST(v AS FLOAT)",
                "ALTER COLUMN v SET NOT NULL      | nullable column to non-nullable",
                "ALTER COLUMN v SET DEFAULT 5     | DEFAULT",
                "ADD COLUMN c INT NOT NULL        | Leave NOT NULL out",
                "ADD COLUMN c INT DEFAULT 5       | DEFAULT",
                "ADD COLUMN c VARIANT             | which no bin holds",
                "ADD COLUMN V INT                 | already",
                "ADD COLUMN a_name_of_16_byt INT  | at most 15 are allowed",
                "DROP COLUMN id                   | Column id is what aerospike.updateByKey names",
                "ADD CONSTRAINT c CHECK (v > 0)   | keeps neither constraints",
                "CLUSTER BY (v)                   | keeps neither constraints",
                "SET LOCATION '/tmp/x'            | has no location",
                "ADD PARTITION (v = 1)            | does not support partition management",
                "SET TBLPROPERTIES ('aerospike.updateByKey' = 'v')  | The key is column id",
                "UNSET TBLPROPERTIES ('aerospike.updateByKey')      | The key is column id",
                "SET TBLPROPERTIES ('aerospike.sendkeys' = 'true')  | Did you mean",
                "SET TBLPROPERTIES ('aerospike.seedhost' = 'x')     | one of a catalog",
                "SET TBLPROPERTIES ('aerospike.ttl' = 'soon')       | aerospike.ttl"
            })
    void whatRecordsDoNotFollowIsRefused(String change, String message) {
        List<String> before = describe();

        String failure = catalog.failure("ALTER TABLE %s %s", table(), change);

        assertTrue(failure.contains(message), failure);
        assertEquals(before, describe());
    }

    @Test
    void commentsAndOptionsAreChanged() {
        catalog.rows("COMMENT ON TABLE %s IS 'numbers'", table());
        catalog.rows("ALTER TABLE %s ALTER COLUMN v COMMENT 'one of them'", table());
        catalog.rows(
                "ALTER TABLE %s SET TBLPROPERTIES ('aerospike.sendKey' = 'true', 'team' = 'x')",
                table());
        catalog.rows("ALTER TABLE %s UNSET TBLPROPERTIES ('team')", table());
        catalog.rows("INSERT INTO %s (id, v) VALUES (2, 8)", table());

        assertTrue(describe().contains("[v,int,one of them]"), describe().toString());
        assertTrue(describe().contains("[Comment,numbers,]"), describe().toString());
        assertTrue(describe().toString().contains("aerospike.sendKey=true"));
        assertTrue(!describe().toString().contains("team"));
        assertEquals(List.of("[2]"), catalog.rows("SELECT id FROM %s WHERE __key = '2'", table()));
    }

    @Test
    void aTableWithoutAKeyIsGivenOne() {
        TestSet keyless = new TestSet(cluster);
        catalog.rows("CREATE TABLE %s (id INT, v INT)", catalog.table(keyless.name()));
        catalog.rows(
                "ALTER TABLE %s SET TBLPROPERTIES ('aerospike.updateByKey' = 'id')",
                catalog.table(keyless.name()));
        catalog.rows("INSERT INTO %s VALUES (1, 2)", catalog.table(keyless.name()));

        String plan =
                catalog.rows("EXPLAIN SELECT v FROM %s WHERE id = 1", catalog.table(keyless.name()))
                        .toString();
        assertTrue(plan.contains("BatchReads: id (keys=1)"), plan);
        keyless.close();
    }

    @Test
    void ofASetThatNobodyDeclaredTheMessageIsAStatement() {
        TestSet inferred = new TestSet(cluster);
        inferred.put(1, Bin.of("a b", 1), Bin.of("c", "x"));
        String name = catalog.table(inferred.name());

        String failure = catalog.failure("ALTER TABLE %s ADD COLUMN d INT", name);

        int start = failure.indexOf("CREATE OR REPLACE TABLE");
        assertTrue(start > 0, failure);
        catalog.rows("%s", failure.substring(start, failure.indexOf("'keep')", start) + 7));
        catalog.rows("ALTER TABLE %s ADD COLUMN d INT", name);
        assertEquals(List.of("[1,x,null]"), catalog.rows("SELECT * FROM %s", name));
        inferred.close();
    }

    @Test
    void changesAtTheSameTimeAreAllKept() {
        List<CompletableFuture<?>> changes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestCatalog other = new TestCatalog(spark, cluster, "schema.set", declarations);
            int number = i;
            changes.add(
                    CompletableFuture.runAsync(
                            () ->
                                    IntStream.range(0, 3)
                                            .forEach(
                                                    n ->
                                                            other.rows(
                                                                    "ALTER TABLE %s ADD COLUMN"
                                                                            + " c%d_%d INT",
                                                                    table(), number, n))));
        }
        changes.forEach(CompletableFuture::join);

        assertEquals(7 + 12, catalog.session().table(table()).schema().size());
    }
}
