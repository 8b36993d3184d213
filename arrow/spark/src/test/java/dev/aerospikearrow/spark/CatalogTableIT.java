package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of a catalog that SQL creates, fills, overwrites and drops. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class CatalogTableIT {
    private final TestCluster cluster;
    private final SparkSession spark;
    private final String declarations;
    private final TestCatalog catalog;
    private TestSet set;

    CatalogTableIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
        declarations = cluster.uniqueSet() + "_tables";
        catalog = new TestCatalog(spark, cluster, "schema.set", declarations);
        set = new TestSet(cluster);
    }

    @BeforeEach
    void openSet() {
        set.close();
        set = new TestSet(cluster);
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

    private List<String> rows() {
        return catalog.rows("SELECT * FROM %s ORDER BY 1", table());
    }

    private boolean isListed(String name) {
        return catalog.rows("SHOW TABLES IN aero.%s", cluster.namespace())
                .contains("[" + cluster.namespace() + "," + name + ",false]");
    }

    private void createFlights() {
        catalog.rows(
                "CREATE TABLE %s (id BIGINT PRIMARY KEY, origin STRING COMMENT 'airport', delay INT)"
                        + " COMMENT 'flights of a day'",
                table());
    }

    @Test
    void aCreatedTableIsThereBeforeItsFirstRecordAndForEverySession() {
        createFlights();

        TestCatalog other = new TestCatalog(spark, cluster, "schema.set", declarations);
        List<String> described = other.rows("DESCRIBE TABLE EXTENDED %s", table());
        assertTrue(described.contains("[id,bigint,null]"), described.toString());
        assertTrue(described.contains("[origin,string,airport]"), described.toString());
        assertTrue(described.toString().contains("flights of a day"), described.toString());
        assertTrue(described.toString().contains("aerospike.updateByKey=id"), described.toString());
        assertEquals(List.of(), other.rows("SELECT * FROM %s", table()));
        assertTrue(isListed(set.name()));
        assertFalse(isListed(declarations));
    }

    @Test
    void insertedRowsAreRecordsOfTheirKeys() {
        createFlights();

        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7), (2, NULL, 8)", table());
        catalog.rows("INSERT INTO %s (delay, id) VALUES (9, 2L), (10, 3L)", table());

        assertEquals(Map.of("id", 1L, "origin", "SEA", "delay", 7L), bins(1));
        assertEquals(Map.of("id", 3L, "delay", 10L), bins(3));
        assertEquals(List.of("[1,SEA,7]", "[2,null,9]", "[3,null,10]"), rows());
    }

    @Test
    void aRowMustFitTheColumns() {
        createFlights();

        String failure = catalog.failure("INSERT INTO %s VALUES (1, 'SEA')", table());
        assertTrue(failure.contains("INSERT_COLUMN_ARITY_MISMATCH"), failure);
        failure = catalog.failure("INSERT INTO %s VALUES (1, 'SEA', 3000000000)", table());
        assertTrue(failure.contains("OVERFLOW") || failure.contains("overflow"), failure);
        failure = catalog.failure("INSERT INTO %s VALUES (NULL, 'SEA', 3)", table());
        assertTrue(failure.contains("null"), failure);
        assertEquals(List.of(), rows());
    }

    @Test
    void rowsAreReadByThePrimaryKey() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 5), (2, 'JFK', 6), (3, 'SFO', 7)", table());

        String plan = catalog.rows("EXPLAIN SELECT * FROM %s WHERE id IN (1, 3)", table()).get(0);

        assertTrue(plan.contains("BatchReads: id (keys=2)"), plan);
        assertEquals(
                List.of("[SEA]", "[SFO]"),
                catalog.rows("SELECT origin FROM %s WHERE id IN (1, 3, 9) ORDER BY 1", table()));
        assertEquals(
                List.of("[JFK]"),
                catalog.rows(
                        "SELECT origin FROM %s WHERE __digest IS NOT NULL AND id = 2", table()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(id INT, v VARIANT)                            | which no bin holds",
                "(id INT, v DECIMAL(9, 2))                      | aerospike.write.decimals to text",
                "(id INT, v INT NOT NULL)                       | Column v is NOT NULL",
                "(id INT PRIMARY KEY, v INT UNIQUE)             | is not kept by a set",
                "(id INT, v INT) PARTITIONED BY (v)             | divided by the digests",
                "(id INT, v INT) USING parquet                  | Leave out USING parquet",
                "(id INT, v INT) TBLPROPERTIES ('aerospike.updateByKey' = 'k') | is column k",
                "(id INT, v INT) TBLPROPERTIES ('aerospike.seedhost' = 'x') | one of a catalog",
                "(id INT, v INT) TBLPROPERTIES ('aerospike.sendkeys' = 'true') | Did you mean",
                "(id INT, v INT) OPTIONS ('updateByKey' = 'id') | begin with aerospike.",
                "(id INT, v INT) TBLPROPERTIES ('records' = 'drop') | The property records is keep",
                "(id INT, v INT) LOCATION '/tmp/x'               | has no location",
                "(id INT, v INT) CLUSTER BY (id)                 | divided by the digests",
                "(id INT, v INT CHECK (v > 0))                   | is not kept by a set",
                "(id INT, v INT DEFAULT 5)                       | does not support column default",
                "(id INT, v INT GENERATED ALWAYS AS (id + 1))    | does not support generated columns",
                "(id BIGINT GENERATED ALWAYS AS IDENTITY, v INT) | does not support identity column",
                "(id INT, a_name_of_16_by INT, b INT NOT NULL)   | Column b is NOT NULL",
                "(id INT, a_name_of_16_byt INT)                  | at most 15 are allowed"
            })
    void whatASetCannotBeIsRefused(String columns, String message) {
        String failure = catalog.failure("CREATE TABLE %s %s", table(), columns);

        assertTrue(failure.contains(message), failure);
        assertFalse(isListed(set.name()));
    }

    @Test
    void columnsAreKeptOnlyWhereSomebodyNamedAPlace() {
        TestCatalog without = new TestCatalog(spark, cluster);

        String failure = without.failure("CREATE TABLE %s (id INT)", table());

        assertTrue(failure.contains("aerospike.schema.set"), failure);
    }

    @Test
    void aTableThatIsThereIsNotCreatedAgain() {
        set.put(1, Bin.of("a", 1));

        String failure = catalog.failure("CREATE TABLE %s (a INT)", table());
        assertTrue(failure.contains("TABLE_OR_VIEW_ALREADY_EXISTS"), failure);
        catalog.rows("CREATE TABLE IF NOT EXISTS %s (b INT)", table());
        assertEquals(List.of("[1]"), rows());
    }

    @Test
    void columnsCanBeDeclaredForRecordsThatAreThere() {
        set.put(1, Bin.of("a", 1), Bin.of("b", "x"));

        String failure = catalog.failure("CREATE OR REPLACE TABLE %s (b STRING)", table());
        assertTrue(failure.contains("'records' = 'keep'"), failure);
        assertEquals(List.of("[1,x]"), rows());
        catalog.rows(
                "CREATE OR REPLACE TABLE %s (b STRING, c DATE) TBLPROPERTIES ('records' = 'keep')",
                table());

        assertEquals(List.of("[x,null]"), rows());
    }

    @Test
    void aTableIsCreatedFromAQuery() {
        catalog.rows(
                "CREATE TABLE %s TBLPROPERTIES ('aerospike.updateByKey' = 'id')"
                        + " AS SELECT id, CAST(NULL AS DATE) AS day, 'a' AS s FROM range(3)",
                table());

        assertEquals(Map.of("id", 2L, "s", "a"), bins(2));
        assertEquals(List.of("[0,null,a]", "[1,null,a]", "[2,null,a]"), rows());
        assertEquals(
                "date",
                catalog.session()
                        .table(table())
                        .schema()
                        .apply("day")
                        .dataType()
                        .sql()
                        .toLowerCase(java.util.Locale.ROOT));
        String failure =
                catalog.failure(
                        "CREATE TABLE %s TBLPROPERTIES ('aerospike.updateByKey' = 'id')"
                                + " AS SELECT 1 AS id",
                        table());
        assertTrue(failure.contains("TABLE_OR_VIEW_ALREADY_EXISTS"), failure);
    }

    @Test
    void aTableWhoseRowsFailIsNotDeclared() {
        String failure =
                catalog.failure(
                        "CREATE TABLE %s TBLPROPERTIES ('aerospike.updateByKey' = 'id')"
                                + " AS SELECT IF(id = 2, raise_error('killed'), id) AS id, 1 AS v"
                                + " FROM range(0, 3, 1, 1)",
                        table());

        assertTrue(failure.contains("killed"), failure);
        assertFalse(isListed(set.name()));
    }

    @Test
    void aTableIsReplacedByAQuery() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7), (2, 'JFK', 8)", table());

        catalog.rows(
                "CREATE OR REPLACE TABLE %s TBLPROPERTIES ('aerospike.updateByKey' = 'k')"
                        + " AS SELECT 2L AS k, 1.5D AS x",
                table());

        assertEquals(List.of("[2,1.5]"), rows());
        assertEquals(Map.of("k", 2L, "x", 1.5), bins(2));
    }

    @Test
    void insertOverwriteReplacesAllRecords() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7), (2, 'JFK', 8)", table());

        catalog.rows("INSERT OVERWRITE %s VALUES (2, NULL, 9), (3, 'ORD', 1)", table());

        assertEquals(List.of("[2,null,9]", "[3,ORD,1]"), rows());
    }

    @Test
    void insertOverwriteByKeyReplacesTheRecordsOfItsKeysOnly() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7), (2, 'JFK', 8)", table());
        catalog.session().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
        try {
            catalog.rows("INSERT OVERWRITE %s VALUES (2, NULL, 9), (3, 'ORD', 1)", table());
        } finally {
            catalog.session().conf().unset("spark.sql.sources.partitionOverwriteMode");
        }

        assertEquals(List.of("[1,SEA,7]", "[2,null,9]", "[3,ORD,1]"), rows());
        assertEquals(Map.of("id", 2L, "delay", 9L), bins(2));
    }

    @Test
    void anOverwriteFromTheTableItselfIsRefused() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7)", table());

        for (String statement :
                List.of(
                        "INSERT OVERWRITE %1$s SELECT * FROM %1$s",
                        "INSERT OVERWRITE %1$s SELECT 2, 'x', (SELECT max(delay) FROM %1$s)",
                        "CREATE OR REPLACE TABLE %1$s TBLPROPERTIES ('aerospike.updateByKey' = 'id')"
                                + " AS SELECT id, delay FROM %1$s")) {
            String failure = catalog.failure(statement, table());
            assertTrue(failure.contains("The rows come from test." + set.name()), failure);
        }
        assertEquals(List.of("[1,SEA,7]"), rows());
    }

    @Test
    void aFailingOverwriteRemovesNothingAndARerunCompletes() {
        createFlights();
        catalog.rows("INSERT INTO %s SELECT id, 'old', 1 FROM range(20)", table());

        String failure =
                catalog.failure(
                        "INSERT OVERWRITE %s WITH (`aerospike.write.batchsize` = 1)"
                                + " SELECT id, 'new', IF(id = 7, raise_error('killed'), 2)"
                                + " FROM range(0, 10, 1, 1)",
                        table());

        assertTrue(failure.contains("killed"), failure);
        assertEquals(
                List.of("[20,true]"),
                catalog.rows(
                        "SELECT count(*), bool_and((origin, delay) IN (('old', 1), ('new', 2)))"
                                + " FROM %s",
                        table()));
        catalog.rows("INSERT OVERWRITE %s SELECT id, 'new', 2 FROM range(10)", table());
        assertEquals(
                List.of("[10,new]"), catalog.rows("SELECT count(*), max(origin) FROM %s", table()));
    }

    @Test
    void truncateRemovesTheRecordsAndNotTheTable() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7)", table());

        catalog.rows("TRUNCATE TABLE %s", table());

        assertEquals(List.of(), rows());
        assertEquals(Map.of(), bins(1));
        assertTrue(isListed(set.name()));
    }

    @Test
    void aTableOfAPartOfASetDoesNotEmptyTheSet() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7), (2, 'JFK', 8)", table());
        TestCatalog part =
                new TestCatalog(
                        spark,
                        cluster,
                        "schema.set",
                        declarations,
                        "drop.records",
                        "true",
                        "filter",
                        "delay = 7");
        assertEquals(List.of("[1]"), part.rows("SELECT count(*) FROM %s", table()));

        for (String statement :
                List.of(
                        "TRUNCATE TABLE %s",
                        "DELETE FROM %s",
                        "DROP TABLE %s",
                        "INSERT OVERWRITE %s VALUES (3, 'ORD', 7)")) {
            String failure = part.failure(statement, table());
            assertTrue(failure.contains("aerospike.filter"), failure);
        }
        part.rows("DELETE FROM %s WHERE true AND delay > 0", table());

        assertEquals(List.of("[2,JFK,8]"), rows());
    }

    @Test
    void dropRefusesToLoseRecordsUnlessTheCatalogAllowsIt() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7)", table());

        for (String purge : List.of("", " PURGE")) {
            String failure = catalog.failure("DROP TABLE %s%s", table(), purge);
            assertTrue(failure.contains("spark.sql.catalog.aero.drop.records = true"), failure);
        }
        assertEquals(List.of("[1,SEA,7]"), rows());
        TestCatalog allowed =
                new TestCatalog(spark, cluster, "schema.set", declarations, "drop.records", "true");
        allowed.rows("DROP TABLE %s", table());

        assertEquals(Map.of(), bins(1));
        String failure = catalog.failure("SELECT * FROM %s", table());
        assertTrue(failure.contains("TABLE_OR_VIEW_NOT_FOUND"), failure);
        catalog.rows("DROP TABLE IF EXISTS %s", table());
        createFlights();
        assertEquals(List.of(), rows());
    }

    @Test
    void aWholeNamespaceIsNoTable() {
        createFlights();
        catalog.rows("INSERT INTO %s VALUES (1, 'SEA', 7)", table());
        TestCatalog allowed =
                new TestCatalog(spark, cluster, "schema.set", declarations, "drop.records", "true");

        for (String statement :
                List.of(
                        "SELECT * FROM %s",
                        "TRUNCATE TABLE %s",
                        "DELETE FROM %s",
                        "DROP TABLE %s",
                        "INSERT OVERWRITE %s VALUES (1, 'SEA', 7)",
                        "CREATE OR REPLACE TABLE %s (id INT)")) {
            String failure = allowed.failure(statement, allowed.table(""));
            assertTrue(
                    failure.contains("TABLE_OR_VIEW_NOT_FOUND")
                            || failure.contains("A table has a name"),
                    failure);
        }
        assertEquals(List.of("[1,SEA,7]"), rows());
    }

    @Test
    void theKeyIsNamedAsSqlComparesNames() {
        catalog.rows("CREATE TABLE %s (Id BIGINT, v INT, PRIMARY KEY (ID))", table());
        catalog.rows("INSERT INTO %s VALUES (1, 2)", table());

        assertEquals(Map.of("Id", 1L, "v", 2L), bins(1));
    }

    @Test
    void columnsOfEveryNameAreWrittenReadAndChanged() {
        catalog.rows(
                "CREATE TABLE %s (`select` INT PRIMARY KEY, `a``b-c` INT, `D.e f` STRING)",
                table());

        catalog.rows("INSERT INTO %s BY NAME SELECT 2 AS `a``b-c`, 1 AS `SELECT`", table());
        catalog.rows(
                "MERGE INTO %s t USING (SELECT 1 AS k UNION ALL SELECT 4) s ON t.`select` = s.k"
                        + " WHEN MATCHED THEN UPDATE SET `D.e f` = 'x'"
                        + " WHEN NOT MATCHED THEN INSERT (`select`, `a``b-c`) VALUES (k, 5)",
                table());
        catalog.rows("UPDATE %s SET `a``b-c` = 3 WHERE `D.e f` = 'x'", table());

        assertEquals(Map.of("select", 1L, "a`b-c", 3L, "D.e f", "x"), bins(1));
        assertEquals(
                List.of("[8,5,x]"),
                catalog.rows("SELECT sum(`a``b-c`), max(`a``b-c`), max(`D.e f`) FROM %s", table()));
        assertEquals(
                List.of("[4]"),
                catalog.rows("SELECT `select` FROM %s WHERE `D.e f` IS NULL", table()));
    }

    @Test
    void anEmptyTableIsDropped() {
        createFlights();

        catalog.rows("DROP TABLE %s", table());

        assertFalse(isListed(set.name()));
    }

    @Test
    void dataFramesWriteToTablesByTheirNames() throws Exception {
        createFlights();

        catalog.session()
                .sql("SELECT 1L AS id, 5 AS delay, 'SEA' AS origin")
                .writeTo(table())
                .append();
        catalog.session()
                .sql("SELECT 1L AS id, 6 AS delay")
                .write()
                .format("aerospike")
                .mode("append")
                .saveAsTable(table());

        assertEquals(List.of("[1,SEA,6]"), rows());
    }
}
