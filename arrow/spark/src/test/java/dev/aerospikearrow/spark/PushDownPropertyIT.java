package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random filters keep the same rows whether they are pushed down or not, over bins that are missing
 * or hold values of any type.
 */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushDownPropertyIT {
    private static final int RECORDS = 400;
    private static final int FILTERS = 25;
    private static final String SCHEMA =
            "id BIGINT, b TINYINT, i INT, l BIGINT, d DOUBLE, s STRING, t BOOLEAN, ts TIMESTAMP, dt DATE";

    private final SparkSession spark;
    private final TestSet mixed;
    private final TestSet clean;

    PushDownPropertyIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        mixed = new TestSet(cluster);
        clean = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        Random random = new Random(20011231);
        for (long id = 0; id < RECORDS; id++) {
            mixed.put(id, bins(random, id, 6));
            clean.put(id, bins(random, id, Integer.MAX_VALUE));
        }
        for (TestSet set : List.of(mixed, clean)) {
            index(set, "i", IndexDefinition.Type.NUMERIC);
            index(set, "s", IndexDefinition.Type.STRING);
        }
    }

    private static void index(TestSet set, String bin, IndexDefinition.Type type) {
        set.client()
                .createIndex(
                        IndexDefinition.of(
                                SetName.of("test", set.name()), set.name() + "_" + bin, bin, type),
                        Duration.ofSeconds(10));
    }

    /** One value in {@code misfits} is of a type that its column does not expect. */
    private static Bin[] bins(Random random, long id, int misfits) {
        List<Bin> bins = new ArrayList<>();
        bins.add(Bin.of("id", id));
        for (String column : List.of("b", "i", "l", "d", "s", "t", "ts", "dt")) {
            if (random.nextInt(5) == 0) {
                continue;
            }
            boolean fits = random.nextInt(misfits) != 0;
            bins.add(Bin.of(column, fits ? value(random, column) : anyValue(random)));
        }
        return bins.toArray(Bin[]::new);
    }

    private static Object value(Random random, String column) {
        return switch (column) {
            case "b", "i", "l" -> (long) random.nextInt(21) - 10;
            case "d" ->
                    switch (random.nextInt(8)) {
                        case 0 -> Double.NaN;
                        case 1 -> -0.0;
                        case 2 -> (long) random.nextInt(10);
                        case 3 -> Double.POSITIVE_INFINITY;
                        default -> (random.nextInt(21) - 10) / 2.0;
                    };
            case "s" -> text(random);
            case "t" -> random.nextBoolean();
            case "ts" -> random.nextInt(20) * 3_600_000_000L;
            default -> (long) random.nextInt(30);
        };
    }

    private static String text(Random random) {
        return List.of("", "a", "aa", "ab", "b", "é", "z\uD83D\uDE00", "\uFFFF", "A%", "10", "x\0y")
                .get(random.nextInt(11));
    }

    private static Object anyValue(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> true;
            case 1 -> false;
            case 2 -> "7";
            case 3 -> 7.0;
            case 4 -> 7.5;
            case 5 -> Long.MAX_VALUE - random.nextInt(3);
            case 6 -> Long.MIN_VALUE + random.nextInt(3);
            case 7 -> 300L;
            case 8 -> List.of(1, 2);
            case 9 -> new byte[] {1, 2};
            case 10 -> new GeoJson("{\"type\": \"Point\", \"coordinates\": [1.0, 2.0]}");
            default -> (1L << 53) + 1;
        };
    }

    @AfterAll
    void close() {
        mixed.close();
        clean.close();
    }

    private Dataset<Row> read(TestSet set, String onMismatch, boolean pushDown) {
        return set.read(spark)
                .option("aerospike.onMismatch", onMismatch)
                .option("aerospike.partition.factor", 0)
                .option("aerospike.pushdown.enable", pushDown)
                .schema(SCHEMA)
                .load();
    }

    private void keepsTheSameRows(TestSet set, String onMismatch, long seed) {
        Random random = new Random(seed);
        List<String> filters = Stream.generate(() -> filter(random, 3)).limit(FILTERS).toList();
        // Whether Spark keeps a row: all filters in one query, none of which is pushed down then.
        List<String> columns = new ArrayList<>(List.of("id"));
        filters.forEach(filter -> columns.add("(" + filter + ")"));
        List<Row> verdicts =
                read(set, onMismatch, false)
                        .selectExpr(columns.toArray(String[]::new))
                        .collectAsList();
        Dataset<Row> pushed = read(set, onMismatch, true);
        int kept = 0;
        for (int i = 0; i < FILTERS; i++) {
            int column = i + 1;
            List<String> expected =
                    verdicts.stream()
                            .filter(row -> Boolean.TRUE.equals(row.get(column)))
                            .map(row -> "[" + row.getLong(0) + "]")
                            .sorted()
                            .toList();
            assertEquals(expected, ids(pushed.where(filters.get(i))), filters.get(i));
            kept += expected.size();
        }
        assertTrue(kept > FILTERS, "the filters keep rows at all: " + kept);
    }

    private static List<String> ids(Dataset<Row> rows) {
        return rows.select("id").collectAsList().stream().map(Row::toString).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1})
    void valuesThatDoNotFitAreNullEitherWay(long seed) {
        keepsTheSameRows(mixed, "null", seed);
    }

    @Test
    void valuesThatDoNotFitAreConvertedEitherWay() {
        keepsTheSameRows(mixed, "coerce", 3);
    }

    @Test
    void valuesThatFitAndNullsAreKeptAlike() {
        keepsTheSameRows(clean, "fail", 4);
    }

    /** A filter hides no value that does not fit: what fails without it fails with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "l = 3",
                "l IN (1, 2)",
                "l IS NULL",
                "d > 1e9",
                "s = 'a'",
                "s LIKE 'a%'",
                "t",
                "ts > TIMESTAMP '1970-01-01 05:00:00'",
                "dt = DATE '1970-01-02'",
                "b < 3"
            })
    void valuesThatDoNotFitFailEitherWay(String filter) {
        for (boolean pushDown : new boolean[] {false, true}) {
            Exception e =
                    assertThrows(
                            Exception.class,
                            () -> failing(pushDown).where(filter).count(),
                            "push-down " + pushDown);
            assertTrue(causes(e).contains("Bin \""), causes(e));
        }
    }

    private Dataset<Row> failing(boolean pushDown) {
        return mixed.read(spark)
                .option("aerospike.partition.factor", 0)
                .option("aerospike.pushdown.enable", pushDown)
                .option("aerospike.sindex.enable", false)
                .schema(SCHEMA)
                .load();
    }

    /**
     * An index has the values of its type only: records with others are not read, so they do not
     * fail.
     */
    @Test
    void anIndexLeavesOutValuesThatDoNotFit() {
        Dataset<Row> rows = read(mixed, "fail", true).where("s = 'aa'").select("s");

        assertEquals(
                read(mixed, "null", false).where("s = 'aa'").count(), rows.collectAsList().size());
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }

    private static String filter(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            String left = filter(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> "(" + left + " AND " + filter(random, depth - 1) + ")";
                case 1 -> "(" + left + " OR " + filter(random, depth - 1) + ")";
                default -> "NOT (" + left + ")";
            };
        }
        return leaf(random);
    }

    private static String leaf(Random random) {
        String column =
                List.of("b", "i", "i", "l", "d", "d", "s", "s", "t", "ts", "dt")
                        .get(random.nextInt(11));
        return switch (random.nextInt(10)) {
            case 0 -> column + " IS NULL";
            case 1 -> column + " IS NOT NULL";
            case 2 -> column + " <=> " + literal(random, column);
            case 3 ->
                    column
                            + " IN ("
                            + literal(random, column)
                            + ", "
                            + literal(random, column)
                            + ")";
            case 4 ->
                    column.equals("s")
                            ? "s LIKE '"
                                    + List.of("a", "aa", "z", "é").get(random.nextInt(4))
                                    + "%'"
                            : column + " <> " + literal(random, column);
            default ->
                    column
                            + List.of(" = ", " < ", " <= ", " > ", " >= ").get(random.nextInt(5))
                            + literal(random, column);
        };
    }

    private static String literal(Random random, String column) {
        return switch (column) {
            case "b", "i", "l" -> Integer.toString(random.nextInt(21) - 10);
            case "d" ->
                    random.nextInt(6) == 0
                            ? "double('NaN')"
                            : (random.nextInt(21) - 10) / 2.0 + "D";
            case "s" ->
                    "'" + List.of("a", "aa", "ab", "b", "é", "7", "x").get(random.nextInt(7)) + "'";
            case "t" -> Boolean.toString(random.nextBoolean());
            case "ts" -> "timestamp_micros(" + random.nextInt(20) * 3_600_000_000L + ")";
            default -> "date_from_unix_date(" + random.nextInt(30) + ")";
        };
    }
}
