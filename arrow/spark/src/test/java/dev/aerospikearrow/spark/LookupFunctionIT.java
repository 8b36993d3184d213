package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table function of SQL that looks keys up. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupFunctionIT {
    private final SparkSession spark;
    private final TestSet set;

    LookupFunctionIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        IntStream.range(0, 10).forEach(i -> set.put(i, Bin.of("a", i), Bin.of("b", "b" + i)));
        spark.sql(
                "CREATE OR REPLACE TEMP VIEW lookup_rows AS"
                        + " SELECT * FROM VALUES (5L, 'five'), (50L, 'none') AS t(id, other)");
    }

    @AfterAll
    void close() {
        spark.catalog().dropTempView("lookup_rows");
        set.close();
    }

    @AfterEach
    void nothingIsHeld() {
        assertEquals(0, TaskMemory.allocatedBytes());
        assertEquals(0, TaskMemory.allocatorCount());
    }

    private String options(String... more) {
        String given =
                set.options().entrySet().stream()
                        .map(it -> "'" + it.getKey() + "', '" + it.getValue() + "'")
                        .collect(Collectors.joining(", "));
        return "map(" + given + (more.length == 0 ? "" : ", " + String.join(", ", more)) + ")";
    }

    private List<String> rows(String sql) {
        return spark.sql(sql).collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private String failure(String sql) {
        return assertThrows(IllegalArgumentException.class, () -> rows(sql)).getMessage();
    }

    @Test
    void theRowsOfATableGetTheColumnsOfTheirRecords() {
        assertEquals(
                List.of("[5,five,5,b5,0]", "[50,none,null,null,2]"),
                rows(
                        "SELECT * FROM aerospike_lookup(TABLE(lookup_rows), 'id', 'a INT, b STRING', "
                                + options("'aerospike.lookup.resultCodeColumn', 'code'")
                                + ")"));
    }

    @Test
    void aQueryIsATableAndOptionsMayBeTheSessions() {
        Map<String, String> session = set.options();
        session.forEach((name, value) -> spark.conf().set(name, value));
        try {
            assertEquals(
                    List.of("[b7]", "[b8]"),
                    rows(
                            "WITH keys AS (SELECT id + 7 AS k FROM range(2)) SELECT b FROM"
                                    + " aerospike_lookup(TABLE(SELECT k FROM keys), 'k', 'b STRING')"));
        } finally {
            session.keySet().forEach(spark.conf()::unset);
        }
    }

    @Test
    void parametersOfAStatementAreArguments() {
        assertEquals(
                List.of("[5,five,5]", "[50,none,null]"),
                spark
                        .sql(
                                "SELECT * FROM aerospike_lookup(TABLE(lookup_rows), :key, :schema, "
                                        + options()
                                        + ")",
                                Map.of("key", "id", "schema", "a INT"))
                        .collectAsList()
                        .stream()
                        .map(Row::toString)
                        .sorted()
                        .toList());
    }

    @Test
    void aResultJoinsWithAnotherOfTheSameTable() {
        String one = "aerospike_lookup(TABLE(lookup_rows), 'id', 'a INT', " + options() + ")";

        assertEquals(
                List.of("[5,5]"),
                rows("SELECT x.a, y.a FROM " + one + " x JOIN " + one + " y ON x.a = y.a"));
    }

    @Test
    void thePlanIsThatOfALookup() {
        Dataset<Row> rows =
                spark.sql(
                        "SELECT * FROM aerospike_lookup(TABLE(lookup_rows), 'id', 'a INT', "
                                + options()
                                + ")");

        assertEquals(2, rows.collectAsList().size());

        assertTrue(
                Plans.operators(rows).stream()
                        .anyMatch(operator -> operator.nodeName().startsWith("AerospikeLookup ")));
    }

    @Test
    void wrongArgumentsAreRefusedWithWhatIsWanted() {
        String call = "SELECT * FROM aerospike_lookup(";
        assertEquals(
                "The first argument of aerospike_lookup is 'lookup_rows', but has to be a table:"
                        + " TABLE(name) or TABLE(SELECT ...).",
                failure(call + "'lookup_rows', 'id', 'a INT')"));
        assertEquals(
                "The second argument, the name of the key column, of aerospike_lookup is 1, but has to be"
                        + " a constant text.",
                failure(call + "TABLE(lookup_rows), 1, 'a INT')"));
        assertTrue(
                failure(call + "TABLE(lookup_rows))")
                        .startsWith("aerospike_lookup takes 3 or 4 arguments, but there are 1."));
        assertTrue(
                failure(call + "TABLE(lookup_rows), 'id', 'a INT', 'aerospike.set')")
                        .startsWith(
                                "The fourth argument of aerospike_lookup has to be a constant map"));
        assertTrue(
                failure(call + "TABLE(lookup_rows) PARTITION BY (id), 'id', 'a INT')")
                        .contains("Leave it out: each row is looked up by itself."));
        assertTrue(
                failure(call + "TABLE(lookup_rows), 'key', 'a INT', " + options() + ")")
                        .startsWith("There is no column key that would have the keys."));
    }
}
