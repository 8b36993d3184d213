package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.InvalidRowException;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values at the edges of DuckDB's types, and nulls inside of them, in the bins they become. */
class TypeEdgesIT extends DuckDbTest {
    private String set = "";

    TypeEdgesIT(TestCluster cluster) throws SQLException {
        super(cluster);
    }

    private Object written(String value) throws SQLException {
        set = cluster.uniqueSet();
        aerospike
                .write(
                        "SELECT 1 AS id, 1 AS n, " + value + " AS x",
                        ColumnarWriteOptions.keyedBy("id").set(SetName.of(namespace, set)).build())
                .requireAllWritten();
        Map<String, Object> bins = maps.get(Key.of(namespace, set, 1)).orElseThrow().bins();
        return bins.getOrDefault("x", "no bin");
    }

    /** A value, and what its bin holds. */
    record Edge(String sql, Object bin) {}

    static Stream<Edge> edges() {
        return Stream.of(
                new Edge("9223372036854775807::DECIMAL(38, 0)", Long.MAX_VALUE),
                new Edge("-9223372036854775808::DECIMAL(38, 0)", Long.MIN_VALUE),
                new Edge("9223372036854775807.0000000000::DECIMAL(38, 10)", Long.MAX_VALUE),
                new Edge("'nan'::DOUBLE", Double.NaN),
                new Edge("'-inf'::FLOAT", Double.NEGATIVE_INFINITY),
                new Edge("-0.0::DOUBLE", -0.0),
                new Edge("''", ""),
                new Edge(
                        "'80000000-0000-0000-0000-000000000000'::UUID",
                        "80000000-0000-0000-0000-000000000000"),
                new Edge(
                        "'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff"),
                new Edge("'24:00:00'::TIME_NS", 86_400_000_000_000L),
                new Edge("'290309-12-22 (BC) 00:00:00'::TIMESTAMP", -9_223_372_022_400_000_000L),
                new Edge("'294247-01-10 04:00:54.775806'::TIMESTAMPTZ", Long.MAX_VALUE - 1),
                new Edge("'290309-12-22 (BC) 00:00:00'::TIMESTAMP_S", -9_223_372_022_400L),
                new Edge("'294247-01-10 04:00:54'::TIMESTAMP_MS", 9_223_372_036_854_000L),
                new Edge("'2262-04-11 23:47:16.854775806'::TIMESTAMP_NS", Long.MAX_VALUE - 1),
                new Edge("'5877642-06-25 (BC)'::DATE", -2_147_483_646L),
                new Edge("'5881580-07-10'::DATE", 2_147_483_646L),
                new Edge("NULL::STRUCT(a INTEGER)", "no bin"),
                new Edge("NULL::INTEGER[3]", "no bin"),
                new Edge("[]", List.of()),
                new Edge("MAP {}", Map.of()),
                new Edge("[NULL]", Collections.singletonList(null)),
                new Edge(
                        "[[1], [NULL], NULL, []]",
                        Arrays.asList(
                                List.of(1L), Collections.singletonList(null), null, List.of())),
                new Edge("[1, 2, NULL]::INTEGER[3]", Arrays.asList(1L, 2L, null)),
                new Edge(
                        "[[1, 2], [3, 4]]::INTEGER[2][2]",
                        List.of(List.of(1L, 2L), List.of(3L, 4L))),
                new Edge("MAP {'a': NULL}", Collections.singletonMap("a", null)),
                new Edge("MAP {DATE '2001-01-01': 1}", Map.of(11_323L, 1L)),
                new Edge("{'a': NULL, 'b': 2}", Map.of("b", 2L)),
                new Edge(
                        "[{'a': 1}, {'a': NULL}, NULL]",
                        Arrays.asList(Map.of("a", 1L), Map.of(), null)),
                new Edge(
                        "{'a': {'b': [MAP {'x': [1]}]}}",
                        Map.of("a", Map.of("b", List.of(Map.of("x", List.of(1L)))))),
                new Edge(
                        "[18446744073709551615::UBIGINT]",
                        List.of(new BigInteger("18446744073709551615"))),
                new Edge("['{\"a\": 1}'::JSON, 'null'::JSON]", List.of("{\"a\": 1}", "null")));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void valueAtTheEdgeIsInItsBinAsItWas(Edge edge) throws SQLException {
        assertEquals(edge.bin(), written(edge.sql()));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 40_000, 70_000})
    void enumerationsOfAnySizeAreTheirTexts(int size) throws SQLException {
        run(
                IntStream.range(0, size)
                        .mapToObj(i -> "'v" + i + "'")
                        .collect(Collectors.joining(", ", "CREATE TYPE many AS ENUM (", ")")));
        String last = "v" + (size - 1);
        assertEquals(last, written("'" + last + "'::many"));
        assertEquals(
                Arrays.asList(last, "v" + size / 2, null),
                written("['" + last + "', 'v" + size / 2 + "', NULL]::many[]"));
        aerospike.registerFunctions(FunctionOptions.builder().allowEmpty().build());
        assertEquals(
                last, one("SELECT __key FROM " + lookup(set, "SELECT '" + last + "'::many", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.5",
                "[5.5]",
                "{'a': 5.5}",
                "MAP {1.5: 1}",
                "-9223372036854775809::DECIMAL(38, 0)",
                "99999999999999999999999999999999999999::DECIMAL(38, 0)",
                "18446744073709551615::UBIGINT",
                "[170141183460469231731687303715884105727::HUGEINT]"
            })
    void numberThatNoIntegerOfABinIsMakesItsRowInvalid(String value) {
        InvalidRowException e =
                assertThrows(InvalidRowException.class, () -> written(value), value);
        assertTrue(e.getMessage().contains("field x is "), e.getMessage());
        assertTrue(maps.get(Key.of(namespace, set, 1)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAP {1.5::DOUBLE: 1}",
                "MAP {true: 1}",
                "MAP {[1]: 1}",
                "MAP {{'a': 1}: 1}",
                "[MAP {1.5::FLOAT: 1}]",
                "MAP {1: MAP {true: 1}}"
            })
    void mapWithKeysThatNoMapOfABinHasIsRefusedBeforeAnythingIsWritten(String value) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> written(value), value);
        assertTrue(e.getMessage().contains("keys of a map in a bin are"), e.getMessage());
        assertTrue(maps.get(Key.of(namespace, set, 1)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAP {'infinity'::DATE: 1}",
                "MAP {1: 'infinity'::TIMESTAMP}",
                "{'t': '-infinity'::TIMESTAMPTZ}",
                "[['infinity'::TIMESTAMP_NS]]"
            })
    void infinityInsideOfAnythingIsRefused(String value) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> written(value), value);
        assertTrue(e.getMessage().contains("infinities, which no bin has"), e.getMessage());
    }

    @Test
    void typeThatNoKeyHasIsNamedAsInSql() throws SQLException {
        aerospike.registerFunctions(FunctionOptions.builder().allowEmpty().build());
        for (String key : List.of("5::HUGEINT", "DATE '2001-01-01'", "1.5::DOUBLE", "[1]")) {
            String type = one("SELECT typeof(" + key + ")");
            SQLException e =
                    assertThrows(
                            SQLException.class,
                            () -> query("FROM " + lookup("any", "SELECT " + key + " AS k", "")));
            assertTrue(e.getMessage().contains("k, is " + type + "."), e.getMessage());
        }
    }
}
