package dev.aerospikearrow.cli.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions of statements that nodes evaluate, so that fewer records travel and none is lost. */
@ExtendWith(TestClusterExtension.class)
class SqlFiltersIT {
    private static final long TWO_TO_53 = 1L << 53;
    private static final int RECORDS = 400;

    private static final Schema COLUMNS =
            new Schema(
                    List.of(
                            Field.nullable("__key", new ArrowType.Int(64, true)),
                            Field.nullable("i", new ArrowType.Int(64, true)),
                            Field.nullable(
                                    "d",
                                    new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                            Field.nullable("s", ArrowType.Utf8.INSTANCE),
                            Field.nullable("b", ArrowType.Bool.INSTANCE),
                            Field.nullable("any \"or\" is", ArrowType.Utf8.INSTANCE)));

    private static final List<Object> INTEGERS =
            List.of(
                    0L,
                    1L,
                    -1L,
                    59L,
                    60L,
                    61L,
                    TWO_TO_53,
                    TWO_TO_53 + 1,
                    -TWO_TO_53 - 1,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE);

    private static final List<Object> DOUBLES =
            List.of(
                    0.0,
                    -0.0,
                    60.5,
                    60.0,
                    1e300,
                    (double) TWO_TO_53,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY);

    private static final List<Object> TEXTS =
            List.of("", "a", "ab", "abc", "ac", "é", "日本", "it's", "A", "60", "\uD83D\uDE00");

    private final SetName set;
    private final AerospikeClient client;
    private final ColumnarClient columnar;
    private final BufferAllocator allocator = new RootAllocator();

    SqlFiltersIT(TestCluster cluster) {
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
        client = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columnar = ColumnarClient.over(client);
    }

    @BeforeEach
    void write() {
        Random random = new Random(1);
        AerospikeClient writing =
                client.with(WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build());
        for (int key = 0; key < RECORDS; key++) {
            List<Bin> bins = new ArrayList<>(List.of(Bin.of("always", 1)));
            add(bins, "i", one(random, INTEGERS, TEXTS, DOUBLES, List.of(true, false)));
            add(bins, "d", one(random, DOUBLES, INTEGERS, TEXTS, List.of(true)));
            add(
                    bins,
                    "s",
                    one(
                            random,
                            TEXTS,
                            INTEGERS,
                            List.of(
                                    new GeoJson("{\"type\":\"Point\",\"coordinates\":[1.0,2.0]}"),
                                    new byte[] {'a', 'b'})));
            add(bins, "b", one(random, List.of(true, false), INTEGERS, TEXTS));
            add(bins, "any \"or\" is", one(random, TEXTS, INTEGERS));
            writing.put(set.key(key), bins.toArray(new Bin[0]));
        }
    }

    @AfterEach
    void close() {
        columnar.close();
        client.close();
        allocator.close();
    }

    /** Mostly of the first kind, sometimes of another one, and sometimes nothing. */
    @SafeVarargs
    private static Object one(Random random, List<Object> usual, List<Object>... unusual) {
        int kind = random.nextInt(20);
        List<Object> values =
                kind < 14 ? usual : kind < 17 ? List.of() : unusual[kind % unusual.length];
        return values.isEmpty() ? List.of() : values.get(random.nextInt(values.size()));
    }

    private static void add(List<Bin> bins, String name, Object value) {
        if (!value.equals(List.of())) {
            bins.add(Bin.of(name, value));
        }
    }

    private SqlSession open(OnMismatch onMismatch) throws Exception {
        SetDirectory sets =
                new SetDirectory() {
                    @Override
                    public boolean isEmptyAllowed() {
                        return true; // Not every set has all bins.
                    }

                    @Override
                    public List<String> namespaces() {
                        return List.of(set.namespace());
                    }

                    @Override
                    public SetName find(String namespace, String setName) {
                        return SetName.of(namespace, setName);
                    }

                    @Override
                    public List<Named> named(String setName) {
                        return List.of(new Named(set, setName));
                    }

                    @Override
                    public Schema columns(SetName any) {
                        return COLUMNS;
                    }
                };
        ReadOptions reading = ReadOptions.builder().onMismatch(onMismatch).build();
        return SqlSession.open(
                columnar, sets, StreamOptions.builder().readOptions(reading).build());
    }

    /** The one value of the one row of a statement. */
    private String value(SqlSession session, String sql) throws Exception {
        try (SqlResult result = session.run(sql);
                SqlRows rows = result.rows(allocator, 1000)) {
            String found = "";
            while (rows.loadNextBatch()) {
                if (rows.getVectorSchemaRoot().getRowCount() > 0) {
                    found = String.valueOf(rows.getVectorSchemaRoot().getVector(0).getObject(0));
                }
            }
            return found;
        }
    }

    private static void run(SqlSession session, String sql) throws Exception {
        session.run(sql).close();
    }

    /** The number of rows that a condition has, and a sum over all their values. */
    private String rowsOf(SqlSession session, String table, String condition) throws Exception {
        return value(
                session,
                "SELECT count(*) || ' ' || coalesce(sum(hash(rows)), 0) FROM "
                        + table
                        + " rows WHERE "
                        + condition);
    }

    private String filter(SqlSession session, String condition) throws Exception {
        run(session, "EXPLAIN FROM " + set + " WHERE " + condition);
        return Optional.ofNullable(session.filters().get(set)).map(Object::toString).orElse("");
    }

    @ParameterizedTest
    @EnumSource(
            value = OnMismatch.class,
            names = {"NULL", "COERCE"})
    void resultsAreThoseOfAllRecords(OnMismatch onMismatch) throws Exception {
        Random random = new Random(2);
        try (SqlSession session = open(onMismatch)) {
            run(session, "CREATE TABLE everything AS FROM " + set);
            int filtered = 0;
            for (int i = 0; i < 400; i++) {
                String condition = condition(random, 3);
                String expected = rowsOf(session, "everything", condition);
                String found = rowsOf(session, set.toString(), condition);
                assertEquals(expected, found, condition + " with " + session.filters().get(set));
                filtered += session.filters().isEmpty() ? 0 : 1;
            }
            assertTrue(filtered > 150, filtered + " of 400 were filtered by nodes");
        }
    }

    private static String condition(Random random, int levels) {
        int kind = random.nextInt(levels > 0 ? 9 : 5);
        return switch (kind) {
            case 0, 1 -> compared(random, "i", INTEGERS);
            case 2 -> compared(random, "d", DOUBLES);
            case 3 -> compared(random, "s", TEXTS);
            case 4 ->
                    List.of(
                                    "b",
                                    "NOT b",
                                    "b = true",
                                    "b <> true",
                                    "b IS NULL",
                                    "__key < 100",
                                    "__key IN (3, 5)",
                                    "\"any \"\"or\"\" is\" = 'ab'",
                                    "s LIKE 'a%'",
                                    "s LIKE 'é%'",
                                    "s LIKE '%b'",
                                    "s NOT LIKE 'a%'",
                                    "i > 60.5",
                                    "i <= -0.5",
                                    "i = 60.0",
                                    "i > 59.99999999999999999",
                                    "i < d",
                                    "i % 2 = 0",
                                    "d > i")
                            .get(random.nextInt(19));
            case 5, 6 ->
                    "("
                            + condition(random, levels - 1)
                            + " AND "
                            + condition(random, levels - 1)
                            + ")";
            case 7 ->
                    "("
                            + condition(random, levels - 1)
                            + " OR "
                            + condition(random, levels - 1)
                            + ")";
            default -> "NOT (" + condition(random, levels - 1) + ")";
        };
    }

    private static String compared(Random random, String column, List<Object> values) {
        String first = literal(values.get(random.nextInt(values.size())));
        String second = literal(values.get(random.nextInt(values.size())));
        return switch (random.nextInt(12)) {
            case 0 -> column + " IS NULL";
            case 1 -> column + " IS NOT NULL";
            case 2 -> column + " IN (" + first + ", " + second + ")";
            case 3 -> column + " NOT IN (" + first + ", " + second + ")";
            case 4 -> column + " BETWEEN " + first + " AND " + second;
            default -> {
                List<String> symbols = List.of("=", "<>", "<", "<=", ">", ">=");
                yield column + " " + symbols.get(random.nextInt(symbols.size())) + " " + first;
            }
        };
    }

    private static String literal(Object value) {
        if (value instanceof Double number) {
            return "'" + number.toString().replace("Infinity", "inf") + "'::DOUBLE";
        }
        return value instanceof String text ? Identifier.text(text) : value.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "i > 60                    | greater(intBin(\"i\"), 60)",
                "60 < i                    | greater(intBin(\"i\"), 60)",
                "i > 60.5                  | greater(intBin(\"i\"), 60)",
                "i <= -0.5                 | lessOrEqual(intBin(\"i\"), -1)",
                "s = 'it''s'               | equal(stringBin(\"s\"), \"it's\")",
                "s IS NOT NULL             | notEqual(binType(\"s\"), 0)",
                "i > 60 AND random() < 2   | greater(intBin(\"i\"), 60)",
                "i > 60 OR random() < 2    | ``",
                "lower(s) = 'ab'           | ``"
            })
    void nodesAreAskedWhatTheyCanAnswer(String condition, String expected) throws Exception {
        try (SqlSession session = open(OnMismatch.NULL)) {
            assertEquals(expected, filter(session, condition));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*)::VARCHAR FROM (SELECT i AS d, d AS i FROM %1$s) WHERE d = 60",
                "WITH late AS (SELECT i AS s FROM %1$s) SELECT count(*)::VARCHAR FROM late WHERE s ="
                        + " 60",
                "SELECT count(*)::VARCHAR FROM %1$s a JOIN %1$s b USING (__key) WHERE a.i = 60"
            })
    void aColumnIsMeantWhateverTheStatementCallsIt(String statement) throws Exception {
        try (SqlSession session = open(OnMismatch.NULL)) {
            run(session, "CREATE TABLE everything AS FROM " + set);
            String expected = value(session, statement.formatted("everything"));
            assertEquals(expected, value(session, statement.formatted(set)));
        }
    }

    @Test
    void scansOfOneSetGetWhatEachOfThemWants() throws Exception {
        String statement =
                "SELECT count(*)::VARCHAR FROM %1$s a, %1$s b WHERE a.i = 60 AND b.i = 61";
        try (SqlSession session = open(OnMismatch.NULL)) {
            run(session, "CREATE TABLE everything AS FROM " + set);
            String expected = value(session, statement.formatted("everything"));
            assertEquals(expected, value(session, statement.formatted(set)));
            assertTrue(
                    session.filters().get(set).toString().matches(".*6[01].*6[01].*"),
                    session.filters()::toString);
            value(
                    session,
                    "SELECT (SELECT count(*) FROM "
                            + set
                            + " WHERE i = 60) || ' ' || (SELECT count(*) FROM "
                            + set
                            + ")");
            assertEquals(Map.of(), session.filters());
        }
    }

    @Test
    void onlyWhatNodesLetPassTravels() throws Exception {
        SetName plain = SetName.of(set.namespace(), set.name() + "_plain");
        for (int key = 0; key < 100; key++) {
            client.put(plain.key(key), Bin.of("i", key));
        }
        try (SqlSession session = open(OnMismatch.FAIL)) {
            long before = found();
            String sum = value(session, "SELECT sum(i)::VARCHAR FROM " + plain + " WHERE i >= 98");
            assertEquals("197", sum);
            assertEquals(2, found() - before);
            assertFalse(session.filters().isEmpty());
            assertEquals("100", value(session, "SELECT count(*)::VARCHAR FROM " + plain));
            assertEquals(Map.of(), session.filters());
        }
    }

    @Test
    void aStatementThatIsCancelledBeforeItBeginsDoesNotRun() throws Exception {
        try (SqlSession session = open(OnMismatch.NULL)) {
            session.cancel();
            assertThrows(
                    CancellationException.class,
                    () -> session.run("CREATE TABLE late AS SELECT 1"));
            session.goOn();
            assertEquals("0", value(session, "SELECT count(*)::VARCHAR FROM duckdb_tables()"));
        }
    }

    private long found() {
        return client.statistics().rows().found();
    }

    @Test
    void aValueThatDoesNotFitFailsTheStatementAsItDoesWithoutAFilter() throws Exception {
        try (SqlSession session = open(OnMismatch.FAIL)) {
            for (String condition : List.of("i > 1", "i > 1 OR i IS NULL", "random() < 2")) {
                RuntimeException failure =
                        assertThrows(
                                RuntimeException.class,
                                () -> rowsOf(session, set.toString(), condition));
                assertTrue(failure.getMessage().contains("Int64"), failure.getMessage());
            }
        }
    }
}
