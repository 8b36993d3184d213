package dev.aerospikearrow.duckdb.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.FunctionOptions;
import dev.aerospikearrow.testkit.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Type by type: a bin's value, in a table of DuckDB and in a filter over it. */
class NativeTypesIT extends NativeDuckDbTest {
    NativeTypesIT(TestCluster cluster) {
        super(cluster);
    }

    /** A bin's value, the field that reads it, and what DuckDB makes of it. */
    record Case(Object value, Field field, String type, String literal) {
        Case(Object value, ArrowType arrowType, String type, String literal) {
            this(value, Field.nullable("x", arrowType), type, literal);
        }
    }

    static Stream<Case> cases() {
        Field number = Field.nullable("item", new ArrowType.Int(64, true));
        return Stream.of(
                new Case(-7, new ArrowType.Int(8, true), "TINYINT", "-7"),
                new Case(-700, new ArrowType.Int(16, true), "SMALLINT", "-700"),
                new Case(-70_000, new ArrowType.Int(32, true), "INTEGER", "-70000"),
                new Case(
                        Long.MAX_VALUE,
                        new ArrowType.Int(64, true),
                        "BIGINT",
                        "9223372036854775807"),
                new Case(200, new ArrowType.Int(8, false), "UTINYINT", "200"),
                new Case(
                        2.5,
                        new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
                        "FLOAT",
                        "2.5"),
                new Case(
                        0.5,
                        new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                        "FLOAT",
                        "0.5"),
                new Case(
                        0.1,
                        new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                        "DOUBLE",
                        "0.1::DOUBLE"),
                new Case(true, ArrowType.Bool.INSTANCE, "BOOLEAN", "true"),
                new Case(-5, new ArrowType.Decimal(5, 2, 128), "DECIMAL(5,2)", "-5.00"),
                new Case(-5, new ArrowType.Decimal(30, 1, 256), "DECIMAL(30,1)", "-5.0"),
                new Case(11_323, new ArrowType.Date(DateUnit.DAY), "DATE", "DATE '2001-01-01'"),
                new Case(
                        -1,
                        new ArrowType.Timestamp(TimeUnit.SECOND, null),
                        "TIMESTAMP_S",
                        "TIMESTAMP_S '1969-12-31 23:59:59'"),
                new Case(
                        978_307_200_001L,
                        new ArrowType.Timestamp(TimeUnit.MILLISECOND, null),
                        "TIMESTAMP_MS",
                        "'2001-01-01 00:00:00.001'"),
                new Case(
                        978_307_200_000_001L,
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
                        "TIMESTAMP",
                        "'2001-01-01 00:00:00.000001'"),
                new Case(
                        978_307_200_000_000_001L,
                        new ArrowType.Timestamp(TimeUnit.NANOSECOND, null),
                        "TIMESTAMP_NS",
                        "'2001-01-01 00:00:00.000000001'"),
                new Case(
                        978_307_200_000_000L,
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
                        "TIMESTAMP WITH TIME ZONE",
                        "'2001-01-01 00:00:00+00'"),
                new Case(
                        3_600_000_000L,
                        new ArrowType.Time(TimeUnit.MICROSECOND, 64),
                        "TIME",
                        "TIME '01:00:00'"),
                new Case(
                        90,
                        new ArrowType.Duration(TimeUnit.SECOND),
                        "INTERVAL",
                        "INTERVAL 90 SECONDS"),
                new Case("Zürich", ArrowType.Utf8.INSTANCE, "VARCHAR", "'Zürich'"),
                new Case(
                        "long enough to lie outside",
                        ArrowType.LargeUtf8.INSTANCE,
                        "VARCHAR",
                        "'long enough to lie outside'"),
                new Case(
                        "ok",
                        new Field(
                                "x",
                                new FieldType(
                                        true,
                                        ArrowType.Utf8.INSTANCE,
                                        new DictionaryEncoding(1, false, null)),
                                List.of()),
                        "VARCHAR",
                        "'ok'"),
                new Case(
                        new byte[] {0, (byte) 0xaa},
                        ArrowType.Binary.INSTANCE,
                        "BLOB",
                        "'\\x00\\xAA'::BLOB"),
                new Case(
                        List.of(1, 2),
                        new Field(
                                "x", FieldType.nullable(ArrowType.List.INSTANCE), List.of(number)),
                        "BIGINT[]",
                        "[1, 2]"),
                new Case(
                        List.of(1, 2),
                        new Field(
                                "x",
                                FieldType.nullable(new ArrowType.FixedSizeList(2)),
                                List.of(number)),
                        "BIGINT[2]",
                        "[1, 2]::BIGINT[2]"),
                new Case(
                        Map.of("a", 1L, "b", "y"),
                        new Field(
                                "x",
                                FieldType.nullable(ArrowType.Struct.INSTANCE),
                                List.of(
                                        Field.nullable("a", new ArrowType.Int(64, true)),
                                        Field.nullable("b", ArrowType.Utf8.INSTANCE))),
                        "STRUCT(a BIGINT, b VARCHAR)",
                        "{'a': 1, 'b': 'y'}"),
                new Case(
                        Map.of("k", 7),
                        new Field(
                                "x",
                                FieldType.nullable(new ArrowType.Map(false)),
                                List.of(
                                        new Field(
                                                "entries",
                                                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                                                List.of(
                                                        new Field(
                                                                "key",
                                                                FieldType.notNullable(
                                                                        ArrowType.Utf8.INSTANCE),
                                                                List.of()),
                                                        Field.nullable(
                                                                "value",
                                                                new ArrowType.Int(64, true)))))),
                        "MAP(VARCHAR, BIGINT)",
                        "MAP {'k': 7::BIGINT}"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valueIsWhatItWas(Case it) {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, 1), Bin.of("x", it.value()), Bin.of("n", 1));
        maps.put(Key.of(namespace, set, 2), Bin.of("n", 2));
        reopen(
                FunctionOptions.builder()
                        .schema(
                                SetName.of(namespace, set),
                                new Schema(
                                        List.of(
                                                it.field(),
                                                Field.nullable("n", new ArrowType.Int(64, true)))))
                        .build());
        String select = "SELECT typeof(x), n FROM " + table(set) + " WHERE x ";
        assertEquals(it.type() + "|1", one(select + "= " + it.literal()));
        assertEquals(it.type() + "|1", one(select + "IS NOT NULL"));
        assertEquals("2", one("SELECT n FROM " + table(set) + " WHERE x IS NULL"));
        assertEquals(
                List.of("1", "2"),
                query(
                        "SELECT n FROM "
                                + table(set)
                                + " WHERE x >= "
                                + it.literal()
                                + " OR x IS NULL ORDER BY n"));
    }

    @Test
    void failureOfAStatementIsAMessage() {
        DuckDbException e =
                assertThrows(
                        DuckDbException.class,
                        () ->
                                duckdb.query(
                                        "SELECT * FROM aerospike.test.nothing_at_all", allocator));
        assertTrue(e.getMessage().contains("nothing_at_all"), e.getMessage());
        assertThrows(DuckDbException.class, () -> duckdb.execute("SELEKT 1"));
        assertThrows(IllegalArgumentException.class, () -> duckdb.query("", allocator));
        assertEquals("1", one("SELECT 1"));
    }

    @Test
    void tablesOfDuckDbAndSetsAreJoined() {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, 1), Bin.of("id", 1), Bin.of("name", "one"));
        duckdb.execute(
                "CREATE TABLE facts AS SELECT range AS id FROM range(3); INSERT INTO facts VALUES (1)");
        assertEquals(
                List.of("1|one", "1|one"),
                query("SELECT id, name FROM facts JOIN " + table(set) + " USING (id)"));
    }
}
