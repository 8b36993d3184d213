package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records by a column of the query: {@code aerospike_get}. */
class GetFunctionIT extends DuckDbTest {
    GetFunctionIT(TestCluster cluster) throws SQLException {
        super(cluster);
    }

    @BeforeEach
    void define() throws SQLException {
        aerospike.registerFunctions(FunctionOptions.DEFAULT);
    }

    private String get(String set, String rest) {
        return "aerospike_get('" + namespace + "', '" + set + "', " + rest + ")";
    }

    @Test
    void recordOfEachRowsKeyIsReadInALateralJoin() throws SQLException {
        String set = numbers(10_000);
        assertEquals(
                "10000|49995000|10000",
                one(
                        "SELECT count(*), sum((r->>'number')::BIGINT),"
                                + " count(*) FILTER (r->>'text' = 'number ' || k)"
                                + " FROM range(10000) keys(k), LATERAL (SELECT "
                                + get(set, "k")
                                + "::JSON AS r)"));
        assertEquals(
                List.of("5|5", "7|7"),
                query(
                        "SELECT k, r.number FROM (VALUES (5), (7)) keys(k), LATERAL (SELECT "
                                + get(set, "k, 'number'")
                                + "::JSON::STRUCT(number BIGINT) AS r) ORDER BY k"));
    }

    @Test
    void keyWithoutARecordAndNullAreNull() throws SQLException {
        String set = numbers(3);
        assertEquals(
                List.of("0|true", "2|true", "3|false", "null|false"),
                query(
                        "SELECT k, "
                                + get(set, "k")
                                + " IS NOT NULL FROM (VALUES (0), (2), (3), (NULL)) keys(k)"
                                + " ORDER BY k"));
        assertEquals("null", one("SELECT " + get(set, "NULL::BIGINT")));
    }

    @Test
    void keysMayBeTexts() throws SQLException {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, "a"), Bin.of("n", 1));
        maps.put(Key.of(namespace, set, 1), Bin.of("n", 2));
        assertEquals(
                "{\"n\":1}|{\"n\":2}|null",
                one(
                        "SELECT "
                                + get(set, "k")
                                + ", "
                                + get(set, "i")
                                + ", "
                                + get(set, "i::VARCHAR")
                                + " FROM (VALUES ('a', 1::SMALLINT)) keys(k, i)"));
    }

    @Test
    void onlyTheBinsThatAreNamedAreRead() throws SQLException {
        String set = numbers(1);
        assertEquals("{\"number\":0}", one("SELECT " + get(set, "0, 'number'")));
        assertEquals("{}", one("SELECT " + get(set, "0, 'nothing'")));
        SQLException e =
                assertThrows(
                        SQLException.class,
                        () -> query("SELECT " + get(set, "0, 'n' || k") + " FROM range(2) t(k)"));
        assertTrue(e.getMessage().contains("the same in all rows"), e.getMessage());
        assertFalse(e.getMessage().contains("\tat "), "no stack trace: " + e.getMessage());
        assertThrows(SQLException.class, () -> query("SELECT " + get(set, "0, NULL")));
    }

    @Test
    void whateverIsInABinIsInTheJson() throws SQLException {
        String set = cluster.uniqueSet();
        maps.put(
                Key.of(namespace, set, 1),
                Bin.of("i", Long.MIN_VALUE),
                Bin.of("d", 0.5),
                Bin.of("nan", Double.NaN),
                Bin.of("b", true),
                Bin.of("x", new byte[] {0, (byte) 0xff}),
                Bin.of("g", GeoJson.point(1, 2)),
                Bin.of("s", "a\"b"),
                Bin.of("l", new ArrayList<>(Arrays.asList(1L, null, "x"))),
                Bin.of("m", Map.of(7, List.of(1.5))));
        assertEquals(
                "-9223372036854775808|0.5|NaN|true|00ff|a\"b|[1,null,\"x\"]|{\"7\":[1.5]}",
                one(
                        "SELECT r->>'i', r->>'d', r->>'nan', r->>'b', r->>'x', r->>'s', r->'l',"
                                + " r->'m' FROM (SELECT "
                                + get(set, "1")
                                + "::JSON AS r)"));
        maps.put(Key.of(namespace, set, 2), Bin.of("m", Map.of(7, 1, "7", 2)));
        SQLException e =
                assertThrows(SQLException.class, () -> query("SELECT " + get(set, "2, 'm'")));
        assertTrue(e.getMessage().contains("the same text"), e.getMessage());
    }

    @Test
    void preparedStatementReadsAnew() throws SQLException {
        String set = numbers(1);
        try (PreparedStatement statement =
                duckdb.prepareStatement("SELECT " + get(set, "0, 'number'"))) {
            for (int i = 0; i < 2; i++) {
                maps.put(Key.of(namespace, set, 0), Bin.of("number", i));
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertEquals("{\"number\":" + i + "}", rows.getString(1));
                }
            }
        }
    }

    @Test
    void unknownNamespaceFailsWithAMessage() {
        SQLException e =
                assertThrows(
                        SQLException.class, () -> query("SELECT aerospike_get('nowhere', 's', 1)"));
        assertTrue(e.getMessage().contains("aerospike_get: "), e.getMessage());
        assertTrue(e.getMessage().contains("nowhere"), e.getMessage());
    }
}
