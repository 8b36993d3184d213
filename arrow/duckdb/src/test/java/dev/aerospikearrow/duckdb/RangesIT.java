package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which numbers of an Arrow type of times DuckDB shows as the times that they are: both ends of
 * each range, and what is beyond them, in tables and from functions.
 */
class RangesIT extends DuckDbTest {
    private static final long MAX = Long.MAX_VALUE;
    private static final long MIN = Long.MIN_VALUE;

    RangesIT(TestCluster cluster) throws SQLException {
        super(cluster);
    }

    /**
     * The range of a type.
     *
     * @param min the smallest number, and what DuckDB shows for it
     * @param outside numbers that have no place
     * @param cast from the function's column {@code x} to the table's type
     */
    record Case(
            ArrowType type,
            long min,
            String minText,
            long max,
            String maxText,
            List<Long> outside,
            String cast) {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    private static ArrowType timestamp(TimeUnit unit, String zone) {
        return new ArrowType.Timestamp(unit, zone);
    }

    static Stream<Case> tables() {
        return Stream.concat(
                shared(),
                Stream.of(
                        new Case(
                                timestamp(TimeUnit.NANOSECOND, null),
                                -MAX + 1,
                                "1677-09-21 00:12:43.145224194",
                                MAX - 1,
                                "2262-04-11 23:47:16.854775806",
                                List.of(MIN, -MAX, MAX),
                                "x"),
                        // Any nanosecond, in TIMESTAMPTZ_NS.
                        new Case(
                                timestamp(TimeUnit.NANOSECOND, "UTC"),
                                -MAX + 1,
                                "1677-09-21 00:12:43.145224194+00",
                                MAX - 1,
                                "2262-04-11 23:47:16.854775806+00",
                                List.of(MIN, -MAX, MAX),
                                "x"),
                        new Case(
                                new ArrowType.Duration(TimeUnit.SECOND),
                                -9_223_372_036_854L,
                                "-2562047788:00:54",
                                9_223_372_036_854L,
                                "2562047788:00:54",
                                List.of(MIN, -9_223_372_036_855L, 9_223_372_036_855L, MAX),
                                "x"),
                        new Case(
                                new ArrowType.Duration(TimeUnit.MILLISECOND),
                                -9_223_372_036_854_775L,
                                "-2562047788:00:54.775",
                                9_223_372_036_854_775L,
                                "2562047788:00:54.775",
                                List.of(MIN, -9_223_372_036_854_776L, 9_223_372_036_854_776L, MAX),
                                "x"),
                        // A nanosecond would be cut off.
                        new Case(
                                new ArrowType.Duration(TimeUnit.NANOSECOND),
                                -9_223_372_036_854_775_000L,
                                "-2562047:47:16.854775",
                                9_223_372_036_854_775_000L,
                                "2562047:47:16.854775",
                                List.of(MIN, MAX, 1L, -1L, 999L, 1_001L),
                                "x")));
    }

    static Stream<Case> functions() {
        return Stream.concat(
                shared(),
                Stream.of(
                        // The driver multiplies whole seconds, rounded down.
                        new Case(
                                timestamp(TimeUnit.NANOSECOND, null),
                                -9_223_372_036_000_000_000L,
                                "1677-09-21 00:12:44",
                                MAX - 1,
                                "2262-04-11 23:47:16.854775806",
                                List.of(MIN, -MAX, -9_223_372_036_000_000_001L, MAX),
                                "x"),
                        // The driver's functions have microseconds.
                        new Case(
                                timestamp(TimeUnit.NANOSECOND, "UTC"),
                                -9_223_372_036_854_775_000L,
                                "1677-09-21 00:12:43.145225+00",
                                9_223_372_036_854_775_000L,
                                "2262-04-11 23:47:16.854775+00",
                                List.of(MIN, -MAX, MAX, 1L, -1L, 1_001L),
                                "x")));
    }

    private static Stream<Case> shared() {
        List<Case> cases = new ArrayList<>();
        cases.add(
                new Case(
                        new ArrowType.Date(DateUnit.DAY),
                        -2_147_483_646,
                        "5877642-06-25 (BC)",
                        2_147_483_646,
                        "5881580-07-10",
                        List.of(MIN, -2_147_483_648L, -2_147_483_647L, 2_147_483_647L, MAX),
                        "x"));
        cases.add(
                new Case(
                        new ArrowType.Date(DateUnit.MILLISECOND),
                        -185_542_587_014_400_000L,
                        "5877642-06-25 (BC)",
                        185_542_587_014_400_000L,
                        "5881580-07-10",
                        List.of(
                                MIN,
                                -185_542_587_100_800_000L,
                                1L,
                                185_542_587_100_800_000L,
                                106_751_991_167L * 86_400_000),
                        "x"));
        for (String zone : new String[] {null, "UTC"}) {
            String suffix = zone == null ? "" : "+00";
            cases.add(
                    new Case(
                            timestamp(TimeUnit.SECOND, zone),
                            -9_223_372_022_400L,
                            "290309-12-22 (BC) 00:00:00" + suffix,
                            9_223_372_036_854L,
                            "294247-01-10 04:00:54" + suffix,
                            List.of(MIN, -MAX, -9_223_372_022_401L, 9_223_372_036_855L, MAX),
                            "x"));
            cases.add(
                    new Case(
                            timestamp(TimeUnit.MILLISECOND, zone),
                            -9_223_372_022_400_000L,
                            "290309-12-22 (BC) 00:00:00" + suffix,
                            9_223_372_036_854_775L,
                            "294247-01-10 04:00:54.775" + suffix,
                            List.of(
                                    MIN,
                                    -MAX,
                                    -9_223_372_022_400_001L,
                                    9_223_372_036_854_776L,
                                    MAX),
                            "x"));
            cases.add(
                    new Case(
                            timestamp(TimeUnit.MICROSECOND, zone),
                            -9_223_372_022_400_000_000L,
                            "290309-12-22 (BC) 00:00:00" + suffix,
                            MAX - 1,
                            "294247-01-10 04:00:54.775806" + suffix,
                            List.of(MIN, -MAX, -9_223_372_022_400_000_001L, MAX),
                            "x"));
        }
        cases.add(time(TimeUnit.SECOND, 32, 86_399, "23:59:59"));
        cases.add(time(TimeUnit.MILLISECOND, 32, 86_399_999, "23:59:59.999"));
        cases.add(time(TimeUnit.MICROSECOND, 64, 86_399_999_999L, "23:59:59.999999"));
        cases.add(time(TimeUnit.NANOSECOND, 64, 86_399_999_999_999L, "23:59:59.999999999"));
        cases.add(
                new Case(
                        new ArrowType.Duration(TimeUnit.MICROSECOND),
                        MIN,
                        "-2562047788:00:54.775808",
                        MAX,
                        "2562047788:00:54.775807",
                        List.of(),
                        "x::INTERVAL"));
        return cases.stream();
    }

    /** Midnight of the next day has no place in Arrow's type, though it has in DuckDB's. */
    private static Case time(TimeUnit unit, int bits, long last, String lastText) {
        return new Case(
                new ArrowType.Time(unit, bits),
                0,
                "00:00:00",
                last,
                lastText,
                List.of(MIN, -1L, last + 1, last + 2, MAX),
                unit == TimeUnit.NANOSECOND ? "x::TIME_NS" : "x::TIME");
    }

    private static Field field(ArrowType type, String policy) {
        return new Field(
                "x",
                new FieldType(true, type, null, Map.of(FieldMetadata.ON_MISMATCH, policy)),
                List.of());
    }

    /** The record with key 0 has the smallest number, that with key 1 the largest. */
    private String set(Case type) {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, 0), Bin.of("n", 0), Bin.of("x", type.min()));
        maps.put(Key.of(namespace, set, 1), Bin.of("n", 1), Bin.of("x", type.max()));
        return set;
    }

    private Schema schema(ArrowType type, String policy) {
        return new Schema(
                List.of(Field.nullable("n", new ArrowType.Int(64, true)), field(type, policy)));
    }

    private void assertNamesBinAndKey(RuntimeException e, long value) {
        assertTrue(e.getMessage().contains("Bin \"x\" holds INTEGER " + value), e.getMessage());
        assertTrue(e.getMessage().contains("digest"), e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void bothEndsAreInATableAndWhatIsBeyondFollowsThePolicy(Case type) throws SQLException {
        run("SET TimeZone = 'UTC'");
        String set = set(type);
        QuerySpec spec = QuerySpec.of(SetName.of(namespace, set));
        aerospike.createTable("ends", spec, schema(type.type(), "fail"));
        assertEquals(
                List.of(type.minText() + "|true", type.maxText() + "|true"),
                query(
                        "SELECT x::VARCHAR, x::VARCHAR::"
                                + one("SELECT DISTINCT typeof(x) FROM ends")
                                + " = x FROM ends ORDER BY n"));
        for (long outside : type.outside()) {
            maps.put(Key.of(namespace, set, 0), Bin.of("x", outside));
            TypeMismatchException e =
                    assertThrows(
                            TypeMismatchException.class,
                            () -> aerospike.createTable("t", spec, schema(type.type(), "fail")),
                            String.valueOf(outside));
            assertNamesBinAndKey(e, outside);
            assertFalse(query("SHOW TABLES").contains("t"));

            ScanReader reader =
                    columns.scan(
                            spec,
                            AerospikeDuckDb.withinRanges(schema(type.type(), "null")),
                            options(10).build());
            aerospike.createTable("t", reader);
            assertEquals(1, reader.mismatches().get(1).nullCount());
            assertEquals(
                    List.of("null", type.maxText()),
                    query("SELECT x::VARCHAR FROM t ORDER BY n"),
                    String.valueOf(outside));
            run("DROP TABLE t");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void bothEndsAreInAFunctionAndWhatIsBeyondFollowsThePolicy(Case type) throws SQLException {
        run("SET TimeZone = 'UTC'");
        String set = set(type);
        ConcurrentLinkedQueue<MismatchReport> reports = new ConcurrentLinkedQueue<>();
        Field x = Field.nullable("x", type.type());
        aerospike.registerFunctions(
                FunctionOptions.builder()
                        .schema(
                                SetName.of(namespace, set),
                                new Schema(
                                        List.of(
                                                Field.nullable("n", new ArrowType.Int(64, true)),
                                                x)))
                        .mismatchListener(reports::add)
                        .build());
        String texts = "SELECT (" + type.cast() + ")::VARCHAR FROM ";
        String keys = "VALUES (0), (1)";
        assertEquals(
                List.of(type.minText(), type.maxText()),
                query(texts + scan(set, "") + " ORDER BY n"));
        assertEquals(List.of(type.minText(), type.maxText()), query(texts + lookup(set, keys, "")));
        for (long outside : type.outside()) {
            maps.put(Key.of(namespace, set, 0), Bin.of("x", outside));
            SQLException e =
                    assertThrows(
                            SQLException.class,
                            () -> query(texts + scan(set, "")),
                            String.valueOf(outside));
            assertTrue(
                    e.getMessage().contains("Bin \"x\" holds INTEGER " + outside + " at row"),
                    e.getMessage());
            assertEquals(0, reports.size());
            String asNull = ", on_mismatch := 'null'";
            assertEquals(
                    List.of("null", type.maxText()),
                    query(texts + scan(set, asNull) + " ORDER BY n"));
            assertEquals(List.of("null", type.maxText()), query(texts + lookup(set, keys, asNull)));
            assertEquals(2, reports.stream().mapToLong(MismatchReport::nullCount).sum());
            reports.clear();
        }
    }

    @Test
    void batchThatWasReadWithoutTheRangesIsRefusedWithFieldRowAndKey() throws SQLException {
        String set = cluster.uniqueSet();
        ArrowType micros = timestamp(TimeUnit.MICROSECOND, null);
        maps.put(Key.of(namespace, set, 7), Bin.of("t", 1), Bin.of("l", List.of(1)));
        maps.put(
                Key.of(namespace, set, 8),
                Bin.of("t", MIN),
                Bin.of("l", List.of(1, MIN)),
                Bin.of("m", Map.of("a", List.of(MAX))));
        Field key = Field.nullable("__key", new ArrowType.Int(64, true));
        Field element = Field.nullable("e", micros);
        Field list = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(element));
        Field largeList =
                new Field("a", FieldType.nullable(ArrowType.LargeList.INSTANCE), List.of(element));
        Field struct =
                new Field("m", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(largeList));
        for (Field field : List.of(Field.nullable("t", micros), list, struct)) {
            ReadOptions options = ReadOptions.builder().allocator(allocator).build();
            try (ColumnarBatch batch =
                    columns.batchRead(
                            BatchKeys.of(SetName.of(namespace, set), new long[] {7, 9, 8}),
                            new Schema(List.of(key, field)),
                            options)) {
                IllegalArgumentException e =
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> aerospike.createTable("t", batch));
                assertTrue(
                        e.getMessage()
                                .startsWith(
                                        "Field "
                                                + field.getName()
                                                + " holds "
                                                + (field == struct ? MAX : MIN)
                                                + " at row 2 (key 8), but for "
                                                + micros
                                                + " DuckDB has -9223372022400000000 to"
                                                + " 9223372036854775806. "),
                        e.getMessage());
                assertTrue(e.getMessage().contains("withinRanges"), e.getMessage());
                assertInstanceOf(SQLException.class, e.getSuppressed()[0]);
            }
        }
        assertEquals(List.of(), query("SHOW TABLES"));
        assertEquals("1", one("SELECT 1"), "the database is alive");
    }

    @Test
    void viewThatWasReadWithoutTheRangesFailsItsQueryAndNotTheDatabase() throws SQLException {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, 7), Bin.of("x", MIN));
        Schema schema = new Schema(List.of(field(timestamp(TimeUnit.SECOND, null), "fail")));
        try (StreamView view =
                aerospike.createView(
                        "live",
                        columns.scan(
                                QuerySpec.of(SetName.of(namespace, set)),
                                schema,
                                options(1).build()))) {
            SQLException e =
                    assertThrows(SQLException.class, () -> query("SELECT x::VARCHAR FROM live"));
            assertTrue(e.getMessage().contains("withinRanges"), e.getMessage());
            assertEquals(0, view.rowCount());
        }
        assertEquals("1", one("SELECT 1"), "the database is alive");
    }

    @Test
    void timesInsideOfAListAreHeldToTheRangeInTablesAndFunctions() throws SQLException {
        String set = cluster.uniqueSet();
        long last = 9_223_372_036_854L;
        maps.put(Key.of(namespace, set, 7), Bin.of("x", List.of(last, last + 1, -62_167_219_200L)));
        Field element = Field.nullable("e", timestamp(TimeUnit.SECOND, null));
        Field list = new Field("x", FieldType.nullable(ArrowType.List.INSTANCE), List.of(element));
        Schema schema = new Schema(List.of(list));
        String expected = "['294247-01-10 04:00:54', NULL, '0001-01-01 (BC) 00:00:00']";
        StreamOptions asNull =
                StreamOptions.builder()
                        .readOptions(
                                ReadOptions.builder()
                                        .allocator(allocator)
                                        .onMismatch(OnMismatch.NULL)
                                        .build())
                        .build();
        ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)),
                        AerospikeDuckDb.withinRanges(schema),
                        asNull);
        aerospike.createTable("t", reader);
        assertEquals(1, reader.mismatches().get(0).nullCount());
        assertEquals(expected, one("SELECT x::VARCHAR FROM t"));
        assertThrows(
                TypeMismatchException.class,
                () -> aerospike.createTable("f", QuerySpec.of(SetName.of(namespace, set)), schema));
        aerospike.registerFunctions(
                FunctionOptions.builder()
                        .schema(SetName.of(namespace, set), schema)
                        .mismatchListener(report -> {})
                        .build());
        assertEquals(
                expected,
                one("SELECT x::TIMESTAMP[]::VARCHAR FROM " + scan(set, ", on_mismatch := 'null'")));
    }

    @Test
    void ownRangeOfAFieldStaysWhereItIsNarrower() {
        Field own =
                new Field(
                        "x",
                        new FieldType(
                                true,
                                new ArrowType.Duration(TimeUnit.NANOSECOND),
                                null,
                                Map.of(
                                        FieldMetadata.MIN,
                                        "0",
                                        FieldMetadata.MULTIPLE_OF,
                                        "1500",
                                        "other",
                                        "kept")),
                        List.of());
        assertEquals(
                Map.of(
                        FieldMetadata.MIN,
                        "0",
                        FieldMetadata.MAX,
                        String.valueOf(MAX),
                        FieldMetadata.MULTIPLE_OF,
                        "3000",
                        "other",
                        "kept"),
                AerospikeDuckDb.withinRanges(new Schema(List.of(own)))
                        .findField("x")
                        .getMetadata());
    }

    @Test
    void decimalWhoseScaleDuckDbDoesNotHaveIsRefused() {
        for (int scale : List.of(-2, 6)) {
            ArrowType type = new ArrowType.Decimal(5, scale, 128);
            Schema schema = new Schema(List.of(Field.nullable("x", type)));
            String set = cluster.uniqueSet();
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    aerospike.createTable(
                                            "t", QuerySpec.of(SetName.of(namespace, set)), schema));
            assertTrue(e.getMessage().contains("scale " + scale), e.getMessage());
        }
    }
}
