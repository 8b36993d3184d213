package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.IncompleteWriteException;
import dev.aerospikearrow.columnar.InvalidRowException;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.stream.ResultTypes;
import dev.aerospikearrow.duckdb.stream.SqlType;
import dev.aerospikearrow.testkit.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Type by type: what a value of DuckDB is in a bin that it is written to. Each type is kept, or
 * refused with the cast that converts it.
 */
class ResultTypesIT extends DuckDbTest {
    private static final Path GUIDE = Path.of("..", "..", "docs/docs/integrations/duckdb.md");
    private static final byte[] BYTES = {0, (byte) 0xaa};

    ResultTypesIT(TestCluster cluster) throws SQLException {
        super(cluster);
    }

    /** A value and what its bin holds. */
    record Kept(String sql, Object bin) {}

    static Stream<Kept> kept() {
        return Stream.of(
                new Kept("true", true),
                new Kept("-7::TINYINT", -7L),
                new Kept("-700::SMALLINT", -700L),
                new Kept("-70000::INTEGER", -70_000L),
                new Kept("(-9223372036854775808)::BIGINT", Long.MIN_VALUE),
                new Kept("200::UTINYINT", 200L),
                new Kept("60000::USMALLINT", 60_000L),
                new Kept("4000000000::UINTEGER", 4_000_000_000L),
                new Kept("9223372036854775807::UBIGINT", Long.MAX_VALUE),
                new Kept("(-9223372036854775808)::HUGEINT", Long.MIN_VALUE),
                new Kept("sum(5)", 5L),
                new Kept("5.00::DECIMAL(5, 2)", 5L),
                new Kept("0.5::FLOAT", 0.5),
                new Kept("0.1::DOUBLE", 0.1),
                new Kept("'Zürich'", "Zürich"),
                new Kept("'a' || chr(0) || 'b'", "a\0b"),
                new Kept("'{\"a\": 1}'::JSON", "{\"a\": 1}"),
                new Kept(
                        "'2d24a3d4-c625-427d-8053-6e3ec492ef1f'::UUID",
                        "2d24a3d4-c625-427d-8053-6e3ec492ef1f"),
                new Kept("'ok'::ENUM('sad', 'ok')", "ok"),
                new Kept("'\\x00\\xAA'::BLOB", BYTES),
                new Kept("DATE '2001-01-01'", 11_323L),
                new Kept("TIME '24:00:00'", 86_400_000_000L),
                new Kept("'01:00:00.000000001'::TIME_NS", 3_600_000_000_001L),
                new Kept("'2001-01-01'::TIMESTAMP_S", 978_307_200L),
                new Kept("'2001-01-01'::TIMESTAMP_MS", 978_307_200_000L),
                new Kept("'2001-01-01'::TIMESTAMP", 978_307_200_000_000L),
                new Kept("'2001-01-01'::TIMESTAMP_NS", 978_307_200_000_000_000L),
                new Kept("'2001-01-01 01:00:00+01'::TIMESTAMPTZ", 978_307_200_000_000L),
                new Kept("'2001-01-01 00:00:00+00'::TIMESTAMPTZ_NS", 978_307_200_000_000_000L),
                new Kept("[1, 2]", List.of(1L, 2L)),
                new Kept("[1, 2]::INTEGER[2]", List.of(1L, 2L)),
                new Kept("{'a': 1, 'b c': 'x'}", Map.of("a", 1L, "b c", "x")),
                new Kept("MAP {1: 'x'}", Map.of(1L, "x")),
                new Kept("['a', 'b']::ENUM('b', 'a')[]", List.of("a", "b")),
                new Kept(
                        "{'e': 'a'::ENUM('b', 'a'), 'f': 'x'::ENUM('y', 'z', 'x')}",
                        Map.of("e", "a", "f", "x")),
                new Kept("MAP {'a'::ENUM('b', 'a'): [5::HUGEINT]}", Map.of("a", List.of(5L))),
                new Kept(
                        "['2d24a3d4-c625-427d-8053-6e3ec492ef1f'::UUID]",
                        List.of("2d24a3d4-c625-427d-8053-6e3ec492ef1f")));
    }

    private String target = "";

    private ColumnarWriteOptions.Builder keyed() {
        target = cluster.uniqueSet();
        return ColumnarWriteOptions.keyedBy("id").set(SetName.of(namespace, target));
    }

    private Map<String, Object> written() {
        return maps.get(Key.of(namespace, target, 1)).orElseThrow().bins();
    }

    private void write(String columns) throws SQLException {
        aerospike.write("SELECT 1 AS id, " + columns, keyed().build()).requireAllWritten();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void valueIsInItsBinAsItWas(Kept kept) throws SQLException {
        write(kept.sql() + " AS x");
        Object found = written().get("x");
        if (kept.bin() instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) found);
        } else {
            assertEquals(kept.bin(), found);
        }
    }

    /** A value that is refused, the way out that the message names, and what the bin holds then. */
    record Refused(String sql, String type, String advice, String cast, Object bin) {}

    static Stream<Refused> refused() {
        String time = "'12:34:56+02:00'::TIMETZ";
        return Stream.of(
                new Refused("'10101'::BIT", "BIT", "VARCHAR", "x::VARCHAR", "10101"),
                new Refused("123::BIGNUM", "BIGNUM", "VARCHAR", "x::VARCHAR", "123"),
                new Refused("123::BIGNUM", "BIGNUM", "BIGINT", "x::BIGINT", 123L),
                new Refused("7::UHUGEINT", "UHUGEINT", "HUGEINT", "x::HUGEINT", 7L),
                new Refused(
                        "'340282366920938463463374607431768211455'::UHUGEINT",
                        "UHUGEINT",
                        "VARCHAR",
                        "x::VARCHAR",
                        "340282366920938463463374607431768211455"),
                new Refused(time, "TIME WITH TIME ZONE", "VARCHAR", "x::VARCHAR", "12:34:56+02"),
                new Refused(time, "TIME WITH TIME ZONE", "TIME", "x::TIME", 45_296_000_000L),
                new Refused("INTERVAL 1 MONTH", "INTERVAL", "VARCHAR", "x::VARCHAR", "1 month"),
                new Refused(
                        "INTERVAL 1 MONTH",
                        "INTERVAL",
                        "epoch_us",
                        "epoch_us(x)",
                        2_592_000_000_000L),
                new Refused("union_value(a := 1)", "UNION", "VARCHAR", "x::VARCHAR", "1"),
                new Refused("union_value(a := 1)", "UNION", "members", "x.a", 1L),
                new Refused("[1, 2]::VARIANT", "VARIANT", "JSON", "x::JSON", "[1,2]"),
                new Refused("42::VARIANT", "VARIANT", "type of its values", "x::BIGINT", 42L),
                new Refused(
                        "row(1, 2)",
                        "TUPLE",
                        "STRUCT",
                        "x::STRUCT(a INTEGER, b INTEGER)",
                        Map.of("a", 1L, "b", 2L)),
                new Refused(
                        "'POINT(1 2)'::GEOMETRY",
                        "GEOMETRY",
                        "VARCHAR",
                        "x::VARCHAR",
                        "POINT (1 2)"),
                new Refused("get_type(1)", "TYPE", "VARCHAR", "x::VARCHAR", "INTEGER"),
                new Refused("['1'::BIT]", "BIT", "VARCHAR", "x::VARCHAR[]", List.of("1")),
                new Refused(
                        "{'a': '1'::BIT}",
                        "BIT",
                        "VARCHAR",
                        "x::STRUCT(a VARCHAR)",
                        Map.of("a", "1")),
                new Refused(
                        "MAP {'k': [" + time + "]}",
                        "TIME WITH TIME ZONE",
                        "VARCHAR",
                        "x::MAP(VARCHAR, VARCHAR[])",
                        Map.of("k", List.of("12:34:56+02"))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void valueThatWouldNotBeKeptIsRefusedWithTheCastThatConvertsIt(Refused refused)
            throws SQLException {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> write(refused.sql() + " AS x"));
        assertTrue(e.getMessage().startsWith("Column x is "), e.getMessage());
        assertTrue(e.getMessage().contains(refused.type()), e.getMessage());
        assertTrue(e.getMessage().contains(refused.advice()), e.getMessage());
        assertTrue(maps.get(Key.of(namespace, target, 1)).isEmpty());

        aerospike.write(
                "SELECT 1 AS id, "
                        + refused.cast()
                        + " AS x FROM (SELECT "
                        + refused.sql()
                        + " AS x)",
                keyed().build());
        assertEquals(refused.bin(), written().get("x"));
    }

    /** A type that a new version of DuckDB brings fails here until something is known of it. */
    @Test
    void everyTypeOfDuckDbIsKeptOrRefusedOnPurpose() throws SQLException {
        Set<String> types =
                new TreeSet<>(query("SELECT DISTINCT logical_type FROM duckdb_types()"));
        types.removeAll(ResultTypes.known());
        assertEquals(Set.of(), types);
    }

    @Test
    void everyTypeThatIsKnownIsTriedHere() throws SQLException {
        Set<String> untried = new TreeSet<>(ResultTypes.known());
        List<String> values = new ArrayList<>(kept().map(Kept::sql).toList());
        refused().map(Refused::sql).forEach(values::add);
        for (String value : values) {
            try (Statement statement = duckdb.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT " + value)) {
                String name = rows.getMetaData().getColumnTypeName(1);
                untried.remove(SqlType.parse(name).name());
            }
        }
        assertEquals(Set.of("NULL"), untried);
        write("NULL AS x, 1 AS y");
        assertEquals(Map.of("y", 1L), written());
    }

    @Test
    void everyTypeThatIsKnownHasARowInTheGuide() throws IOException {
        Set<String> missing = new TreeSet<>(ResultTypes.known());
        for (String line : Files.readAllLines(GUIDE)) {
            String[] cells = line.split("\\|");
            if (cells.length > 2) {
                missing.remove(cells[1].strip());
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void typesThatAUserNamedAreTheTypesThatTheyAre() throws SQLException {
        run("CREATE TYPE bits AS BIT");
        run("CREATE TYPE mood AS ENUM ('sad', 'ok')");
        write("'ok'::mood AS x");
        assertEquals("ok", written().get("x"));
        assertThrows(IllegalArgumentException.class, () -> write("{'a': ['1'::bits]} AS x"));
    }

    @Test
    void columnThatIsNotWrittenMayBeOfAnyType() throws SQLException {
        String query = "SELECT 1 AS id, 'a' AS x, '1'::BIT AS bits, 'infinity'::DATE AS never";
        aerospike.write(query, keyed().exclude("bits", "never").build());
        assertEquals(Map.of("x", "a"), written());
        aerospike.write(query, keyed().bins("x").build());
        assertEquals(Map.of("x", "a"), written());
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        aerospike.write(
                                query,
                                ColumnarWriteOptions.keyedBy("bits")
                                        .set(SetName.of(namespace, target))
                                        .bins("x")
                                        .build()));
    }

    @Test
    void integerThatIsTooLargeForABinIsRefusedOrWrittenAsText() throws SQLException {
        for (String huge :
                List.of(
                        "9223372036854775808::UBIGINT",
                        "170141183460469231731687303715884105727::HUGEINT")) {
            assertThrows(InvalidRowException.class, () -> write(huge + " AS x"));
        }
        aerospike.write(
                "SELECT 1 AS id, '-170141183460469231731687303715884105728'::HUGEINT AS x",
                keyed().encoding("x", ColumnEncoding.TEXT).build());
        assertEquals("-170141183460469231731687303715884105728", written().get("x"));
    }

    @Test
    void infinitiesAreRefusedWithTheirRow() throws SQLException {
        for (String type :
                List.of(
                        "DATE",
                        "TIMESTAMP",
                        "TIMESTAMP_S",
                        "TIMESTAMP_MS",
                        "TIMESTAMP_NS",
                        "TIMESTAMPTZ")) {
            for (String infinity : List.of("infinity", "-infinity")) {
                String query =
                        "SELECT range AS id, CASE WHEN range < 3 THEN '2001-01-01' ELSE '"
                                + infinity
                                + "' END::"
                                + type
                                + " AS x FROM range(4)";
                IllegalArgumentException e =
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> aerospike.write(query, keyed().build()));
                assertTrue(e.getMessage().contains("Field x holds "), e.getMessage());
                assertTrue(e.getMessage().contains("row 3"), e.getMessage());
                assertTrue(e.getMessage().contains("isfinite"), e.getMessage());
                aerospike.write(
                        "SELECT id, CASE WHEN isfinite(x) THEN x END AS x FROM (" + query + ")",
                        keyed().build());
                assertTrue(written().get("x") instanceof Long);
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> write("['infinity'::DATE] AS x"),
                "in a list");
    }

    @Test
    void infinityAfterManyRowsSaysWhatIsWritten() throws SQLException {
        String query =
                "SELECT range AS id, CASE WHEN range < 9000 THEN '2001-01-01' ELSE 'infinity'"
                        + " END::DATE AS x FROM range(9001)";
        IncompleteWriteException e =
                assertThrows(
                        IncompleteWriteException.class,
                        () -> aerospike.write(query, keyed().rowsPerRequest(2_048).build()));
        assertTrue(e.getCause() instanceof IllegalArgumentException, String.valueOf(e.getCause()));
        assertTrue(e.getCause().getMessage().contains("row 9000"), e.getCause().getMessage());
    }

    @Test
    void settingThatExportsBytesInsteadOfValuesIsNamed() throws SQLException {
        run("SET arrow_lossless_conversion = true");
        for (String column : List.of("true", "5::HUGEINT", "uuid()", "[uuid()]")) {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class, () -> write(column + " AS x"), column);
            assertTrue(e.getMessage().contains("arrow_lossless_conversion"), e.getMessage());
        }
        write("'{\"a\": 1}'::JSON AS x");
        assertEquals("{\"a\": 1}", written().get("x"));
    }

    @Test
    void columnsOfOneNameAreRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> write("2 AS x, 3 AS x"));
        assertTrue(e.getMessage().contains("two columns x"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> write("2 AS id, 3 AS x"));
    }

    @Test
    void keysOfALookupAreHeldToTheSameTypes() throws SQLException {
        String set = cluster.uniqueSet();
        byte[] key = "ab".getBytes(StandardCharsets.US_ASCII);
        maps.put(Key.of(namespace, set, key), Bin.of("n", 1));
        aerospike.registerFunctions(FunctionOptions.DEFAULT);
        assertEquals("1", one("SELECT n FROM " + lookup(set, "SELECT 'ab'::BLOB", "")));
        for (String type : List.of("'10101'::BIT", "123::BIGNUM", "'POINT(1 2)'::GEOMETRY")) {
            SQLException e =
                    assertThrows(
                            SQLException.class,
                            () -> query("FROM " + lookup(set, "SELECT " + type + " AS k", "")));
            assertTrue(e.getMessage().contains("Column k is "), e.getMessage());
            assertTrue(e.getMessage().contains("Cast it"), e.getMessage());
        }
        SQLException e =
                assertThrows(
                        SQLException.class,
                        () -> query("FROM " + lookup(set, "SELECT 1 AS k, 2 AS k", "")));
        assertTrue(e.getMessage().contains("two columns k"), e.getMessage());
    }
}
