package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random aggregates of random columns over random filters are the same whether they are pushed down
 * or not: over values that are missing, of other types, not numbers, too large for a sum, and over
 * no record at all.
 */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatePropertyIT {
    private static final int RECORDS = 300;
    private static final int QUERIES = 20;
    private static final String OVERFLOW = "overflow";

    /** The types that a bin is read as. */
    private static final Map<String, List<String>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("i", List.of("TINYINT", "SMALLINT", "INT", "BIGINT"));
        TYPES.put("l", List.of("BIGINT", "TIMESTAMP", "TIMESTAMP_NTZ", "INTERVAL DAY TO SECOND"));
        TYPES.put("days", List.of("INT", "DATE", "INTERVAL YEAR TO MONTH"));
        TYPES.put("large", List.of("BIGINT"));
        TYPES.put("d", List.of("FLOAT", "DOUBLE"));
        TYPES.put("s", List.of("STRING", "BINARY", "STRING COLLATE UTF8_LCASE"));
        TYPES.put("x", List.of("BINARY"));
        TYPES.put("t", List.of("BOOLEAN"));
    }

    private final SparkSession spark;
    private final TestSet mixed;
    private final TestSet clean;

    AggregatePropertyIT(TestCluster cluster, SparkSession session) {
        spark = session.newSession();
        mixed = new TestSet(cluster);
        clean = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        Random random = new Random(20261130);
        for (long id = 0; id < RECORDS; id++) {
            clean.put(id, bins(random, Integer.MAX_VALUE));
            mixed.put(id, bins(random, 6));
        }
    }

    @AfterAll
    void close() {
        mixed.close();
        clean.close();
    }

    /** One value in {@code misfits} is of a type that its column does not expect. */
    private static Bin[] bins(Random random, int misfits) {
        List<Bin> bins = new ArrayList<>();
        bins.add(Bin.of("always", random.nextInt(4)));
        for (String name : TYPES.keySet()) {
            if (random.nextInt(4) > 0) {
                boolean fits = random.nextInt(misfits) != 0;
                bins.add(Bin.of(name, fits ? value(random, name) : misfit(random)));
            }
        }
        return bins.toArray(Bin[]::new);
    }

    /** Sums of the doubles are exact, whatever their order. */
    private static Object value(Random random, String name) {
        return switch (name) {
            case "i" -> (long) random.nextInt(256) - 128;
            case "l" -> random.nextLong(-(1L << 40), 1L << 40);
            case "days" -> (long) random.nextInt(20_000) - 10_000;
            case "large" -> random.nextInt(8) == 0 ? Long.MAX_VALUE : (long) random.nextInt(3);
            case "d" ->
                    switch (random.nextInt(40)) {
                        case 0 -> Double.NaN;
                        case 1 -> Double.POSITIVE_INFINITY;
                        case 2 -> Double.NEGATIVE_INFINITY;
                        case 3, 4, 5 -> -0.0;
                        default -> (random.nextInt(201) - 100) / 4.0;
                    };
            case "s" ->
                    List.of("", "a", "A", "ab", "é", "z\uD83D\uDE00", "\uFFFF", "x\0y", "7")
                            .get(random.nextInt(9));
            case "x" -> new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(3)};
            default -> random.nextBoolean();
        };
    }

    private static Object misfit(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> true;
            case 1 -> "7";
            case 2 -> 7.5;
            case 3 -> 300L;
            case 4 -> Long.MIN_VALUE;
            default -> List.of(1, 2);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "clean, fail, true, 1",
        "mixed, null, true, 2",
        "mixed, null, false, 3",
        "mixed, coerce, true, 4"
    })
    void aggregatesAreTheSameEitherWay(String set, String onMismatch, boolean ansi, long seed) {
        Random random = new Random(seed);
        TestSet read = set.equals("clean") ? clean : mixed;
        int pushedCount = 0;
        int failedCount = 0;
        spark.conf().set("spark.sql.ansi.enabled", ansi);
        for (int i = 0; i < QUERIES; i++) {
            Map<String, String> types = types(random);
            if (i == 0) {
                types.put("large", "BIGINT");
            }
            String schema =
                    types.entrySet().stream()
                            .map(it -> it.getKey() + " " + it.getValue())
                            .collect(Collectors.joining(", ", "always INT, ", ""));
            String aggregates =
                    i == 0
                            ? "sum(large)"
                            : IntStream.rangeClosed(0, random.nextInt(4))
                                    .mapToObj(j -> aggregate(random, types))
                                    .collect(Collectors.joining(", "));
            String filter = i == 0 ? "" : filter(random, types);
            String query = aggregates + " of " + set + ": " + schema + filter;
            List<String> results = new ArrayList<>();
            for (boolean pushDown : new boolean[] {false, true}) {
                Dataset<Row> rows =
                        read.read(spark)
                                .option("aerospike.onMismatch", onMismatch)
                                .option("aerospike.pushdown.enable", pushDown)
                                .option("aerospike.rowsPerBatch", 50)
                                .option("aerospike.partition.factor", 1)
                                .schema(schema)
                                .load();
                rows.createOrReplaceTempView("records");
                Dataset<Row> result = spark.sql("SELECT " + aggregates + " FROM records" + filter);
                pushedCount += isPushed(result) ? 1 : 0;
                results.add(result(result));
            }
            assertEquals(results.get(0), results.get(1), query);
            failedCount += results.get(0).equals(OVERFLOW) ? 1 : 0;
        }
        assertTrue(pushedCount > QUERIES / 3, "pushed down: " + pushedCount);
        assertEquals(ansi, failedCount > 0, "sums that are too large fail: " + failedCount);
        assertTrue(failedCount < QUERIES / 2, "sums that are too large: " + failedCount);
    }

    private static boolean isPushed(Dataset<Row> rows) {
        return rows.queryExecution()
                .explainString(ExplainMode.fromString("simple"))
                .contains("PushedAggregates");
    }

    /** The row, or that there is none since a sum has no room. */
    private static String result(Dataset<Row> rows) {
        try {
            return rows.collectAsList().toString();
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ArithmeticException) {
                    return OVERFLOW;
                }
            }
            throw e;
        }
    }

    private static Map<String, String> types(Random random) {
        Map<String, String> types = new LinkedHashMap<>();
        TYPES.forEach(
                (name, all) -> {
                    if (random.nextInt(3) > 0) {
                        types.put(name, all.get(random.nextInt(all.size())));
                    }
                });
        types.putIfAbsent("i", "INT");
        return types;
    }

    private static String aggregate(Random random, Map<String, String> types) {
        List<String> names = List.copyOf(types.keySet());
        String name = names.get(random.nextInt(names.size()));
        String type = types.get(name);
        boolean isNumber =
                List.of("TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE").contains(type);
        String extreme = (random.nextBoolean() ? "min(" : "max(") + name + ")";
        return switch (random.nextInt(8)) {
            case 0 -> "count(*)";
            case 1 -> "count(" + name + ")";
            case 2, 3 -> isNumber ? "sum(" + name + ")" : "count(" + name + ")";
            case 4 ->
                    isNumber && !type.equals("BIGINT") ? "avg(" + name + ")" : text(extreme, type);
            default -> text(extreme, type);
        };
    }

    /** Zeros of either sign are equal, so which of them is the smallest depends on the order. */
    private static String text(String value, String type) {
        return switch (type) {
            case "BINARY" -> "hex(" + value + ")";
            case "FLOAT", "DOUBLE" -> value + " + 0";
            default -> "string(" + value + ")";
        };
    }

    private static String filter(Random random, Map<String, String> types) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> "";
            case 2 -> " WHERE always = " + random.nextInt(4);
            case 3 -> " WHERE always > 9";
            case 4 -> " WHERE i > " + (random.nextInt(200) - 100);
            default -> " WHERE " + List.copyOf(types.keySet()).get(0) + " IS NOT NULL";
        };
    }
}
