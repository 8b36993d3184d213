package dev.aerospikearrow.duckdb.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.AerospikeDuckDb;
import dev.aerospikearrow.duckdb.FunctionOptions;
import dev.aerospikearrow.testkit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A measurement, which {@code make run-benchmark-duckdb-native} starts: queries for 1 % of a set
 * and less, by each way that there is. The ways take turns, so that all meet the same machine.
 */
class NativeBenchmark extends NativeDuckDbTest {
    private static final int RECORDS = Integer.getInteger("bench.records", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 15);
    private static final int WARM_UP_ROUNDS = 5;
    private static final int RECORDS_PER_BATCH = 2_000;

    private final String set = "bench_duckdb_native";
    private final SetName name;

    NativeBenchmark(TestCluster cluster) {
        super(cluster);
        name = SetName.of(namespace, set);
    }

    /** One way to an answer. */
    @FunctionalInterface
    private interface Way {
        String answer() throws Exception;
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void smallRecords() throws Exception {
        measure(
                "records of four small bins, a sum over one",
                RECORDS,
                "count(*), sum(plain)",
                i -> new Bin[] {Bin.of("half", i / 2.0), Bin.of("text", "text" + i % 10_000)});
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void largeRecords() throws Exception {
        String padding = "x".repeat(96);
        measure(
                "records of 20 doubles and two texts of 100 bytes, all columns read",
                RECORDS / 5,
                "count(*), max(COLUMNS(* EXCLUDE __key))",
                i -> {
                    Bin[] bins = new Bin[22];
                    for (int b = 0; b < 20; b++) {
                        bins[b] = Bin.of("d" + b, i + b / 32.0);
                    }
                    bins[20] = Bin.of("t0", padding + i % 10_000);
                    bins[21] = Bin.of("t1", padding + i % 1_000);
                    return bins;
                });
    }

    /** The bins of a record beside {@code plain} and {@code indexed}, which have its number. */
    @FunctionalInterface
    private interface Bins {
        Bin[] of(long number);
    }

    private void measure(String title, int records, String select, Bins bins) throws Exception {
        maps.truncate(name);
        write(records, bins);
        IndexDefinition index =
                IndexDefinition.of(name, set, "indexed", IndexDefinition.Type.NUMERIC);
        maps.createIndex(index, Duration.ofMinutes(5));
        List<Field> fields = new ArrayList<>();
        fields.add(Field.nullable("__key", new ArrowType.Int(64, true)));
        fields.addAll(SchemaInference.sample(maps, name).schema().getFields());
        FunctionOptions options =
                FunctionOptions.builder().schema(name, new Schema(fields)).build();
        reopen(options);
        long first = records / 2;
        long last = first + records / 100 - 1;
        String range = " BETWEEN " + first + " AND " + last;
        String ofSet = "SELECT " + select + " FROM " + table(set) + " WHERE ";
        String ofJdbc =
                "SELECT " + select + " FROM aerospike_scan('" + namespace + "', '" + set + "'";
        try (Connection jdbc = DriverManager.getConnection("jdbc:duckdb:");
                AerospikeDuckDb functions = AerospikeDuckDb.over(jdbc, columns)) {
            functions.registerFunctions(options);
            Map<String, Way> ways = new LinkedHashMap<>();
            ways.put(
                    "1 %: aerospike_scan on JDBC, DuckDB filters",
                    () -> jdbc(jdbc, ofJdbc + ", key := 'BIGINT') WHERE plain" + range));
            ways.put(
                    "1 %: aerospike_scan on JDBC, filter :=",
                    () ->
                            jdbc(
                                    jdbc,
                                    ofJdbc
                                            + ", key := 'BIGINT', filter := 'plain >= "
                                            + first
                                            + " and plain <= "
                                            + last
                                            + "')"));
            ways.put("1 %: NativeDuckDb, the nodes filter", () -> one(ofSet + "plain" + range));
            ways.put("1 %: NativeDuckDb, an index", () -> one(ofSet + "indexed" + range));
            ways.put("1 %: the index query alone, one bin", () -> indexQuery(first, last));
            ways.put("one record: NativeDuckDb, an index", () -> one(ofSet + "indexed = " + first));
            ways.put("one record: NativeDuckDb, its key", () -> one(ofSet + "__key = " + first));
            print(title, records, rounds(ways));
        } finally {
            maps.dropIndex(namespace, set, Duration.ofMinutes(1));
            maps.truncate(name);
        }
    }

    private void write(int records, Bins bins) {
        List<BatchWrite> writes = new ArrayList<>();
        for (long i = 0; i < records; i++) {
            List<Bin> all = new ArrayList<>(Arrays.asList(bins.of(i)));
            all.add(Bin.of("plain", i));
            all.add(Bin.of("indexed", i));
            writes.add(BatchWrite.put(Key.of(namespace, set, i), all.toArray(Bin[]::new)));
            if (writes.size() == RECORDS_PER_BATCH || i == records - 1) {
                maps.batchWrite(writes);
                writes.clear();
            }
        }
    }

    private static String jdbc(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String indexQuery(long first, long last) {
        QuerySpec spec =
                QuerySpec.of(name).withIndexRange(IndexRange.between("indexed", first, last));
        Schema plain = new Schema(List.of(Field.nullable("plain", new ArrowType.Int(64, true))));
        long count = 0;
        try (RecordBatchReader rows = columns.scan(spec, plain, StreamOptions.DEFAULT)) {
            while (rows.loadNextBatch()) {
                count += rows.getVectorSchemaRoot().getRowCount();
            }
        }
        return String.valueOf(count);
    }

    /** The milliseconds of each way in each round. */
    private static Map<String, double[]> rounds(Map<String, Way> ways) throws Exception {
        Map<String, double[]> millis = new LinkedHashMap<>();
        Map<String, String> answers = new LinkedHashMap<>();
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                long began = System.nanoTime();
                String answer = way.getValue().answer().split("\\|")[0];
                double took = (System.nanoTime() - began) / 1e6;
                assertEquals(
                        answers.computeIfAbsent(question(way.getKey()), it -> answer),
                        answer,
                        way.getKey());
                if (round >= 0) {
                    millis.computeIfAbsent(way.getKey(), it -> new double[ROUNDS])[round] = took;
                }
            }
        }
        return millis;
    }

    private static String question(String way) {
        return way.substring(0, way.indexOf(':'));
    }

    private static void print(String title, int records, Map<String, double[]> millis) {
        System.out.printf(
                "%n%,d %s; medians of %d rounds in turns%n%n| | ms | fastest | times as fast |%n"
                        + "|---|---|---|---|%n",
                records, title, ROUNDS);
        double baseline = Double.NaN;
        for (Map.Entry<String, double[]> way : millis.entrySet()) {
            double[] sorted = way.getValue().clone();
            Arrays.sort(sorted);
            double median = sorted[sorted.length / 2];
            baseline = Double.isNaN(baseline) ? median : baseline;
            System.out.printf(
                    "| %s | %.1f | %.1f | %.1f |%n",
                    way.getKey(), median, sorted[0], baseline / median);
        }
    }
}
