package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
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

/**
 * Type by type: what a bin holds, read in an Arrow type, is in DuckDB what it was, copied as a
 * table and handed out by a function. Each is followed by a null.
 */
class TypesIT extends DuckDbTest {
    private static final ArrowType FLOAT16 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.HALF);

    TypesIT(TestCluster cluster) throws SQLException {
        super(cluster);
    }

    /**
     * One type.
     *
     * @param value what the bin holds
     * @param field what it is read as
     * @param type what it is in a table
     * @param text the value, cast to VARCHAR
     * @param functionType what it is in a function's result
     * @param cast how SQL gets from there to the same text
     */
    record Case(
            Object value, Field field, String type, String text, String functionType, String cast) {
        static Case of(Object value, ArrowType arrowType, String type, String text) {
            return of(value, arrowType, type, text, type, "x");
        }

        static Case of(
                Object value,
                ArrowType arrowType,
                String type,
                String text,
                String functionType,
                String cast) {
            return new Case(value, Field.nullable("x", arrowType), type, text, functionType, cast);
        }

        @Override
        public String toString() {
            return field + " of " + value;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(numbers());
        cases.addAll(times());
        cases.addAll(texts());
        cases.addAll(nested());
        return cases.stream();
    }

    private static List<Case> numbers() {
        return List.of(
                Case.of(-7, new ArrowType.Int(8, true), "TINYINT", "-7"),
                Case.of(-700, new ArrowType.Int(16, true), "SMALLINT", "-700"),
                Case.of(-70_000, new ArrowType.Int(32, true), "INTEGER", "-70000"),
                Case.of(
                        Long.MIN_VALUE,
                        new ArrowType.Int(64, true),
                        "BIGINT",
                        "-9223372036854775808"),
                Case.of(200, new ArrowType.Int(8, false), "UTINYINT", "200"),
                Case.of(60_000, new ArrowType.Int(16, false), "USMALLINT", "60000"),
                Case.of(4_000_000_000L, new ArrowType.Int(32, false), "UINTEGER", "4000000000"),
                Case.of(
                        Long.MAX_VALUE,
                        new ArrowType.Int(64, false),
                        "UBIGINT",
                        "9223372036854775807"),
                Case.of(2.5, FLOAT16, "FLOAT", "2.5"),
                Case.of(-65_504.0, FLOAT16, "FLOAT", "-65504.0"),
                Case.of(
                        0.5,
                        new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                        "FLOAT",
                        "0.5"),
                Case.of(
                        0.1,
                        new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                        "DOUBLE",
                        "0.1"),
                Case.of(true, ArrowType.Bool.INSTANCE, "BOOLEAN", "true"),
                Case.of(-5, new ArrowType.Decimal(5, 2, 128), "DECIMAL(5,2)", "-5.00"),
                Case.of(
                        Long.MIN_VALUE,
                        new ArrowType.Decimal(38, 2, 128),
                        "DECIMAL(38,2)",
                        "-9223372036854775808.00"),
                Case.of(-5, new ArrowType.Decimal(30, 1, 256), "DECIMAL(30,1)", "-5.0"));
    }

    private static List<Case> times() {
        return List.of(
                Case.of(11_323, new ArrowType.Date(DateUnit.DAY), "DATE", "2001-01-01"),
                Case.of(
                        -86_400_000,
                        new ArrowType.Date(DateUnit.MILLISECOND),
                        "DATE",
                        "1969-12-31"),
                Case.of(
                        -1,
                        new ArrowType.Timestamp(TimeUnit.SECOND, null),
                        "TIMESTAMP_S",
                        "1969-12-31 23:59:59"),
                Case.of(
                        978_307_200_001L,
                        new ArrowType.Timestamp(TimeUnit.MILLISECOND, null),
                        "TIMESTAMP_MS",
                        "2001-01-01 00:00:00.001"),
                Case.of(
                        978_307_200_000_001L,
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
                        "TIMESTAMP",
                        "2001-01-01 00:00:00.000001"),
                Case.of(
                        978_307_200_000_000_001L,
                        new ArrowType.Timestamp(TimeUnit.NANOSECOND, null),
                        "TIMESTAMP_NS",
                        "2001-01-01 00:00:00.000000001"),
                Case.of(
                        978_307_200L,
                        new ArrowType.Timestamp(TimeUnit.SECOND, "UTC"),
                        "TIMESTAMP WITH TIME ZONE",
                        "2001-01-01 00:00:00+00"),
                Case.of(
                        3_600,
                        new ArrowType.Time(TimeUnit.SECOND, 32),
                        "TIME",
                        "01:00:00",
                        "VARCHAR",
                        "x::TIME"),
                Case.of(
                        3_600_001,
                        new ArrowType.Time(TimeUnit.MILLISECOND, 32),
                        "TIME",
                        "01:00:00.001",
                        "VARCHAR",
                        "x::TIME"),
                Case.of(
                        3_600_000_001L,
                        new ArrowType.Time(TimeUnit.MICROSECOND, 64),
                        "TIME",
                        "01:00:00.000001",
                        "VARCHAR",
                        "x::TIME"),
                Case.of(
                        3_600_000_000_001L,
                        new ArrowType.Time(TimeUnit.NANOSECOND, 64),
                        "TIME_NS",
                        "01:00:00.000000001",
                        "VARCHAR",
                        "x::TIME_NS"),
                Case.of(
                        -90,
                        new ArrowType.Duration(TimeUnit.SECOND),
                        "INTERVAL",
                        "-00:01:30",
                        "VARCHAR",
                        "x::INTERVAL"),
                Case.of(
                        1_500_001L,
                        new ArrowType.Duration(TimeUnit.MICROSECOND),
                        "INTERVAL",
                        "00:00:01.500001",
                        "VARCHAR",
                        "x::INTERVAL"));
    }

    private static List<Case> texts() {
        byte[] bytes = {0, (byte) 0xff, 'a'};
        String long16 = "a text longer than a view holds, Zürich";
        DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(16, true));
        return List.of(
                Case.of("Zürich", ArrowType.Utf8.INSTANCE, "VARCHAR", "Zürich"),
                Case.of("", ArrowType.Utf8.INSTANCE, "VARCHAR", ""),
                Case.of(long16, ArrowType.LargeUtf8.INSTANCE, "VARCHAR", long16),
                Case.of(long16, ArrowType.Utf8View.INSTANCE, "VARCHAR", long16),
                new Case(
                        "Zürich",
                        new Field(
                                "x",
                                new FieldType(true, ArrowType.Utf8.INSTANCE, encoding),
                                List.of()),
                        "VARCHAR",
                        "Zürich",
                        "VARCHAR",
                        "x"),
                blob(bytes, ArrowType.Binary.INSTANCE),
                blob(bytes, ArrowType.LargeBinary.INSTANCE),
                blob(bytes, ArrowType.BinaryView.INSTANCE),
                blob(bytes, new ArrowType.FixedSizeBinary(3)));
    }

    private static Case blob(byte[] value, ArrowType type) {
        return Case.of(value, type, "BLOB", "\\x00\\xFFa", "VARCHAR", "from_hex(x)");
    }

    private static List<Case> nested() {
        Field number = Field.nullable("n", new ArrowType.Int(64, true));
        Field text = Field.nullable("t", ArrowType.Utf8.INSTANCE);
        Field half = Field.nullable("h", FLOAT16);
        Field wide = Field.nullable("d", new ArrowType.Decimal(20, 1, 256));
        byte[] packedHalves =
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) 0x3c00)
                        .putShort((short) 0xc000)
                        .array();
        Field entries =
                new Field(
                        "entries",
                        FieldType.notNullable(ArrowType.Struct.INSTANCE),
                        List.of(
                                new Field(
                                        "key",
                                        FieldType.notNullable(ArrowType.Utf8.INSTANCE),
                                        List.of()),
                                Field.nullable("value", new ArrowType.Int(64, true))));
        return List.of(
                nested(List.of(1, 2, 3), ArrowType.List.INSTANCE, "BIGINT[]", "[1, 2, 3]", number),
                nested(List.of(), ArrowType.LargeList.INSTANCE, "BIGINT[]", "[]", number),
                nested(
                        List.of(1, 2),
                        new ArrowType.FixedSizeList(2),
                        "BIGINT[2]",
                        "[1, 2]",
                        number),
                nested(
                        packedHalves,
                        new ArrowType.FixedSizeList(2),
                        "FLOAT[2]",
                        "[1.0, -2.0]",
                        half),
                nested(List.of(1.5, 2.5), ArrowType.List.INSTANCE, "FLOAT[]", "[1.5, 2.5]", half),
                nested(
                        List.of("a\nb", "c, d", "\u0001", "e\\f"),
                        ArrowType.List.INSTANCE,
                        "VARCHAR[]",
                        "[a\nb, 'c, d', \u0001, 'e\\\\f']",
                        text),
                nested(
                        Map.of("n", 1, "t", "one"),
                        ArrowType.Struct.INSTANCE,
                        "STRUCT(n BIGINT, t VARCHAR)",
                        "{'n': 1, 't': one}",
                        number,
                        text),
                nested(
                        Map.of("h", 1.5, "d", 12, "t", "x"),
                        ArrowType.Struct.INSTANCE,
                        "STRUCT(h FLOAT, d DECIMAL(20,1), t VARCHAR)",
                        "{'h': 1.5, 'd': 12.0, 't': x}",
                        half,
                        wide,
                        text),
                new Case(
                        Map.of("a", 1),
                        new Field(
                                "x",
                                FieldType.nullable(new ArrowType.Map(false)),
                                List.of(entries)),
                        "MAP(VARCHAR, BIGINT)",
                        "{a=1}",
                        "VARCHAR",
                        "x::JSON::MAP(VARCHAR, BIGINT)"));
    }

    private static Case nested(
            Object value, ArrowType type, String sqlType, String text, Field... children) {
        return new Case(
                value,
                new Field("x", FieldType.nullable(type), List.of(children)),
                sqlType,
                text,
                "VARCHAR",
                "x::JSON::" + sqlType);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameInDuckDb(Case type) throws SQLException {
        run("SET TimeZone = 'UTC'");
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, 1), Bin.of("x", type.value()), Bin.of("n", 1));
        maps.put(Key.of(namespace, set, 2), Bin.of("n", 2));
        Field order = Field.nullable("n", new ArrowType.Int(32, true));
        Schema schema = new Schema(List.of(order, type.field(), text("after")));
        List<String> expected = List.of(type.text() + "|null", "null|null");

        aerospike.createTable(
                "t",
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), schema, options(100).build()));
        assertEquals(
                List.of(type.type(), type.type()), query("SELECT typeof(x) FROM t ORDER BY n"));
        assertEquals(expected, query("SELECT x::VARCHAR, after FROM t ORDER BY n"));

        // No record has the bin that comes after.
        aerospike.registerFunctions(
                FunctionOptions.builder()
                        .schema(SetName.of(namespace, set), schema)
                        .allowEmpty()
                        .build());
        assertEquals(
                List.of(type.functionType(), type.functionType()),
                query("SELECT typeof(x) FROM " + scan(set, "") + " ORDER BY n"));
        assertEquals(
                expected,
                query(
                        "SELECT ("
                                + type.cast()
                                + ")::VARCHAR, after FROM "
                                + scan(set, "")
                                + " ORDER BY n"));
    }

    private static Field text(String name) {
        return Field.nullable(name, ArrowType.Utf8.INSTANCE);
    }

    @Test
    void decimalOfMoreDigitsThanDuckDbHasIsRefusedWithAWayOut() {
        Schema schema = new Schema(List.of(Field.nullable("x", new ArrowType.Decimal(60, 2, 256))));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                aerospike.createTable(
                                        "t",
                                        columns.scan(
                                                QuerySpec.of(
                                                        SetName.of(namespace, cluster.uniqueSet())),
                                                schema,
                                                options(100).build())));
        assertTrue(e.getMessage().contains("60 digits"), e.getMessage());
    }
}
