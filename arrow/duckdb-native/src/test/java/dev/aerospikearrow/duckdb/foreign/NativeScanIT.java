package dev.aerospikearrow.duckdb.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets as tables of DuckDB, with filters pushed down. */
class NativeScanIT extends NativeDuckDbTest {
    NativeScanIT(TestCluster cluster) {
        super(cluster);
    }

    private String numbers(int count) {
        String set = cluster.uniqueSet();
        List<BatchWrite> writes = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            writes.add(
                    BatchWrite.put(
                            Key.of(namespace, set, i),
                            Bin.of("number", i),
                            Bin.of("half", i / 2.0),
                            Bin.of("text", "number " + i)));
        }
        maps.batchWrite(writes);
        return set;
    }

    @Test
    void setIsATableWithNoDeclarationBefore() {
        String set = numbers(5_000);
        assertEquals(
                "5000|12497500|5000",
                one("SELECT count(*), sum(number), count(DISTINCT text) FROM " + table(set)));
        assertEquals("5000", one("SELECT count(*) FROM " + table(set)));
    }

    /** How the only set of a query is read, as the plan says. */
    private String access(String set, String condition) {
        String plan = duckdb.explain("SELECT * FROM " + table(set) + " WHERE " + condition);
        return plan.substring(plan.lastIndexOf(": ") + 2);
    }

    @Test
    void filtersAreEvaluatedByTheNodes() {
        String set = numbers(2_000);
        for (String condition :
                List.of(
                        "number > 1980",
                        "1980 < number",
                        "number BETWEEN 5 AND 7",
                        "number IN (5, 7, 9)",
                        "number IS NULL",
                        "text = 'number 7'",
                        "text LIKE 'number 7%'",
                        "starts_with(text, 'number 7')",
                        "half >= 990.5",
                        "NOT (number < 1980 OR text > 'number 5')",
                        "number IS DISTINCT FROM 7",
                        "number IS NOT DISTINCT FROM 7",
                        "number IS NOT DISTINCT FROM NULL",
                        "number > 1980.5",
                        "1980.5 <= number",
                        "number BETWEEN 5.5 AND 7.5",
                        "number = 7.0",
                        "number > 1980.5::DOUBLE",
                        "CAST(number AS HUGEINT) > 1980",
                        "number > 198::UTINYINT",
                        "NOT (number < 1980.5)",
                        "half > 990.25",
                        "half > 990.25::DECIMAL(9, 2)",
                        "number <= 7::HUGEINT")) {
            assertEquals("scan, filtered by the nodes", access(set, condition), condition);
        }
        assertEquals("scan", access(set, "number % 2 = 0"));
        assertEquals("scan", access(set, "text LIKE '%7'"));
        assertEquals("scan", access(set, "number = 7.5"));
        assertEquals("scan", access(set, "number > 1e300::DOUBLE"));
        assertEquals("scan", access(set, "CAST(number AS INTEGER) > 7"));
        assertEquals("scan, filtered by the nodes", access(set, "number > 7 AND text LIKE '%7'"));
        assertEquals("scan", access(set, "number > 7 OR text LIKE '%7'"));
    }

    @Test
    void resultsAreThoseOfDuckDbAlone() {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, 1), Bin.of("i", 5), Bin.of("d", 0.5), Bin.of("s", "a"));
        maps.put(Key.of(namespace, set, 2), Bin.of("i", 7), Bin.of("d", Double.NaN));
        maps.put(Key.of(namespace, set, 3), Bin.of("i", -1), Bin.of("d", -0.0), Bin.of("s", ""));
        maps.put(Key.of(namespace, set, 4), Bin.of("d", 3), Bin.of("s", "Zürich"));
        maps.put(Key.of(namespace, set, 5), Bin.of("i", 1), Bin.of("b", true), Bin.of("s", "z"));
        maps.put(Key.of(namespace, set, 6), Bin.of("i", 0), Bin.of("b", false));
        maps.put(Key.of(namespace, set, 7), Bin.of("b", true), Bin.of("i", Long.MAX_VALUE));
        List<String> atoms =
                List.of(
                        "i > 0",
                        "i <= 5",
                        "i <> 7",
                        "i IN (5, 7)",
                        "i NOT IN (5, 7)",
                        "i NOT IN (5, NULL)",
                        "i BETWEEN 0 AND 5",
                        "i NOT BETWEEN 0 AND 5",
                        "i IS NULL",
                        "i IS NOT DISTINCT FROM 7",
                        "i IS DISTINCT FROM 7",
                        "d > 0",
                        "d = 0",
                        "d < 1",
                        "d <> 0.5",
                        "isnan(d)",
                        "d = 'nan'",
                        "s > 'a'",
                        "s LIKE 'Z%'",
                        "s NOT LIKE 'Z%'",
                        "s = ''",
                        "b",
                        "NOT b",
                        "b IS NULL",
                        "i > 5.5",
                        "i >= 4.5",
                        "i < -0.5",
                        "i <= 6.99",
                        "i = 5.0",
                        "i = 5.5",
                        "i <> 5.5",
                        "i <> 5.0",
                        "i BETWEEN -0.5 AND 5.5",
                        "i NOT BETWEEN -0.5 AND 5.5",
                        "i IN (5.0, 7.5)",
                        "i IS DISTINCT FROM 5.5",
                        "i IS NOT DISTINCT FROM 5.0",
                        "i IS NOT DISTINCT FROM NULL",
                        "i > 5.5::DOUBLE",
                        "i < 9.3e18::DOUBLE",
                        "i >= 9223372036854775807::DOUBLE",
                        "i > 9223372036854775806.5",
                        "i < 99999999999999999999",
                        "i > 3::UTINYINT",
                        "i = 7::HUGEINT",
                        "CAST(i AS HUGEINT) < 6",
                        "CAST(i AS DOUBLE) < 6.5",
                        "d > 0.25::DECIMAL(4, 2)",
                        "i + 1 > 1",
                        "i > d");
        List<String> conditions = new ArrayList<>(atoms);
        for (int a = 0; a < atoms.size(); a++) {
            String first = atoms.get(a);
            String second = atoms.get((a * 7 + 3) % atoms.size());
            conditions.add("NOT (" + first + ")");
            conditions.add("(" + first + ") AND (" + second + ")");
            conditions.add("(" + first + ") OR (" + second + ")");
            conditions.add("NOT ((" + first + ") AND NOT (" + second + "))");
        }
        for (String condition : conditions) {
            String sql =
                    "SELECT i, d, s, b FROM "
                            + table(set)
                            + " WHERE "
                            + condition
                            + " ORDER BY ALL";
            List<String> pushed = query(sql);
            duckdb.execute("SET disabled_optimizers = 'common_subplan,filter_pushdown'");
            List<String> alone = query(sql);
            duckdb.execute("SET disabled_optimizers = 'common_subplan'");
            assertEquals(alone, pushed, condition);
        }
    }

    @Test
    void filtersOfOnePlaceAreNotThoseOfAnother() {
        String set = numbers(1_000);
        String t = table(set);
        assertEquals(
                List.of("a|9", "b|990"),
                query(
                        "SELECT 'a' AS k, count(*) FROM "
                                + t
                                + " WHERE number > 990 UNION ALL SELECT 'b', count(*) FROM "
                                + t
                                + " WHERE number < 990 ORDER BY k"));
        assertEquals(
                "9|990",
                one(
                        "WITH t AS (SELECT number FROM "
                                + t
                                + ") SELECT (SELECT count(*) FROM t WHERE number > 990),"
                                + " (SELECT count(*) FROM t WHERE number < 990)"));
        assertEquals(
                "9|1",
                one(
                        "WITH t AS MATERIALIZED (SELECT number FROM "
                                + t
                                + " WHERE number > 990) SELECT (SELECT count(*) FROM t),"
                                + " (SELECT count(*) FROM t WHERE number > 998)"));
        assertEquals(
                "10",
                one(
                        "SELECT count(*) FROM "
                                + t
                                + " a JOIN "
                                + t
                                + " b USING (number) WHERE a.number >= 990 AND b.half >= 100"));
        assertEquals(
                List.of("0|4", "1|5", "null|9"),
                query(
                        "SELECT number % 2 AS odd, count(*) FROM "
                                + t
                                + " WHERE number > 990 GROUP BY ROLLUP (odd) ORDER BY odd NULLS LAST"));
        assertEquals(
                "991|999",
                one(
                        "WITH t AS (SELECT number FROM "
                                + t
                                + " WHERE number > 990 LIMIT 100) SELECT min(a.number),"
                                + " max(b.number) FROM t a JOIN t b USING (number)"));
    }

    @Test
    void columnsThatAQueryDoesNotUseAreNotRead() {
        String set = numbers(100);
        maps.put(Key.of(namespace, set, 3), Bin.of("text", 3));
        assertEquals("4950", one("SELECT sum(number) FROM " + table(set)));
        AssertionError e =
                assertThrows(
                        AssertionError.class, () -> query("SELECT max(text) FROM " + table(set)));
        assertTrue(String.valueOf(e.getCause()).contains("Bin \"text\""), String.valueOf(e));
    }
}
