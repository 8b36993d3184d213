package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientListener;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        SQLException e = refused(get(set, "k, 'n' || k") + " FROM range(2) t(k)");
        assertTrue(e.getMessage().contains("the same in all rows"), e.getMessage());
        assertFalse(e.getMessage().contains("\tat "), "no stack trace: " + e.getMessage());
        refused(get(set, "0, NULL"));
    }

    @Test
    void namesThatAreNotThereAreRefusedWithTheNearest() throws SQLException {
        String set = numbers(3);
        SQLException e = refused(get(set + "x", "0"));
        assertTrue(
                e.getMessage().contains("Did you mean " + set + " (3 records)?"), e.getMessage());
        assertTrue(e.getMessage().contains("allowEmpty()"), e.getMessage());
        e = refused("aerospike_get('nowhere', 's', 1)");
        assertTrue(e.getMessage().contains("aerospike_get: "), e.getMessage());
        assertTrue(e.getMessage().contains("no namespace nowhere"), e.getMessage());
        e = refused(get(set, "0, 'numbr'"));
        assertTrue(e.getMessage().contains("Did you mean number?"), e.getMessage());
        refused(
                "aerospike_get('"
                        + namespace
                        + "', s, 1) FROM (VALUES ('"
                        + set
                        + "'), ('"
                        + set
                        + "x')) t(s)");

        aerospike.registerFunctions(FunctionOptions.builder().allowEmpty().build());
        assertEquals("null|{}", one("SELECT " + get(set + "x", "0") + ", " + get(set, "0, 'no'")));
    }

    @Test
    void setThatWasThereIsNotAskedForAgain() throws SQLException {
        String set = numbers(3);
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        ClientListener listener =
                new ClientListener() {
                    @Override
                    public Optional<CallListener> onCall(CallBegin call) {
                        calls.add(call.operation());
                        return Optional.empty();
                    }
                };
        String hosts = String.join(",", cluster.hosts());
        try (ColumnarClient watched =
                        ColumnarClient.connect(
                                ClientConfig.builder(hosts).listener(listener).build());
                AerospikeDuckDb other = AerospikeDuckDb.over(duckdb, watched)) {
            other.registerFunctions(FunctionOptions.DEFAULT);
            query("SELECT " + get(set, "0, 'number'"));
            calls.clear();
            query("SELECT count(" + get(set, "k % 3, 'number'") + ") FROM range(10000) t(k)");
            assertEquals(
                    Collections.nCopies(5, calls.get(0)), calls, "a batch read for each chunk");
        }
    }

    @Test
    void keysOfAnotherTypeThanTheSetsAreRefused() throws SQLException {
        String set = numbers(3);
        SQLException e = refused(get(set, "k::VARCHAR") + " FROM range(3) t(k)");
        assertTrue(
                e.getMessage().contains("the keys are texts, but those that are stored"),
                e.getMessage());
        assertEquals("null", one("SELECT " + get(set, "7")), "no record is an answer");
    }

    @Test
    void integersOfAnyWidthAreKeysWithin64Bits() throws SQLException {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, Long.MAX_VALUE), Bin.of("n", 1));
        maps.put(Key.of(namespace, set, Long.MIN_VALUE), Bin.of("n", 2));
        maps.put(Key.of(namespace, set, 7), Bin.of("n", 3));
        for (String type : List.of("UBIGINT", "HUGEINT", "BIGINT")) {
            assertEquals(
                    "{\"n\":1}", one("SELECT " + get(set, "9223372036854775807::" + type)), type);
        }
        assertEquals("{\"n\":2}", one("SELECT " + get(set, "(-9223372036854775808)::HUGEINT")));
        for (String type : List.of("TINYINT", "UTINYINT", "USMALLINT", "INTEGER", "UINTEGER")) {
            assertEquals("{\"n\":3}", one("SELECT " + get(set, "7::" + type)), type);
        }
        for (String key :
                List.of(
                        "9223372036854775808::UBIGINT",
                        "18446744073709551615::UBIGINT",
                        "9223372036854775808::HUGEINT",
                        "-9223372036854775809")) {
            SQLException e = refused(get(set, key));
            assertTrue(e.getMessage().contains("but found " + key.split(":")[0]), e.getMessage());
        }
        assertEquals(
                "null", one("SELECT " + get(set, "NULL::HUGEINT")), "NULL is a key of no record");
    }

    @Test
    void keysThatNoRecordCanHaveAreRefusedWhenTheQueryIsBound() throws SQLException {
        String set = numbers(1);
        for (String key :
                List.of(
                        "0.0",
                        "0::DOUBLE",
                        "0::FLOAT",
                        "true",
                        "DATE '2026-11-30'",
                        "TIMESTAMP '2026-11-30'",
                        "0::UHUGEINT",
                        "0::BIGNUM",
                        "uuid()",
                        "INTERVAL 1 DAY",
                        "[0]",
                        "'00'::BLOB")) {
            SQLException e = refused(get(set, key) + " FROM range(0)");
            assertTrue(e.getMessage().contains("add explicit type casts"), key + e.getMessage());
            assertTrue(e.getMessage().contains("BIGINT"), key + e.getMessage());
        }
    }

    @Test
    void keysOfBytesAreHexadecimal() throws SQLException {
        String set = cluster.uniqueSet();
        byte[] bytes = {0, (byte) 0xff, 'a'};
        maps.put(Key.of(namespace, set, bytes), Bin.of("n", 1));
        String hex = "aerospike_get_hex('" + namespace + "', '" + set + "', ";
        assertEquals(
                "{\"n\":1}|{\"n\":1}|null|null",
                one(
                        "SELECT "
                                + hex
                                + "hex(k)), "
                                + hex
                                + "'00ff61', 'n'), "
                                + hex
                                + "'00ff'), "
                                + hex
                                + "hex(NULL::BLOB)) FROM (VALUES ('\\x00\\xFFa'::BLOB)) t(k)"));
        for (String digits : List.of("0", "0g", "\\x00")) {
            SQLException e = refused(hex + "'" + digits + "')");
            assertTrue(e.getMessage().contains("aerospike_get_hex: A key is two"), e.getMessage());
            assertTrue(e.getMessage().contains("found " + digits), e.getMessage());
        }
    }

    private SQLException refused(String expression) {
        return assertThrows(SQLException.class, () -> query("SELECT " + expression), expression);
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
}
