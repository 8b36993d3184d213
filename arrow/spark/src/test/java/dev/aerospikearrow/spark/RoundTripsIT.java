package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.SessionOptions;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a query asks the cluster for besides the records that it wants. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class RoundTripsIT {
    private static final int RECORDS = 60;

    private final SparkSession spark;
    private final TestSet set;
    private final ExecutorClients.Lease lease;

    RoundTripsIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        set = new TestSet(cluster);
        lease = ExecutorClients.lease(SessionOptions.with(options()));
    }

    @BeforeEach
    void fill() {
        IntStream.range(0, RECORDS).forEach(i -> set.put(i, Bin.of("id", i), Bin.of("v", i % 10)));
    }

    @AfterEach
    void close() {
        lease.close();
        set.close();
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(set.options());
        options.put("aerospike.partition.factor", "0");
        options.put("aerospike.keyColumn", "id");
        return options;
    }

    private Dataset<Row> read(String schema) {
        return spark.read().format("aerospike").options(options()).schema(schema).load();
    }

    /** What the client of this process does meanwhile, which is that of the tasks, too. */
    private Traffic trafficOf(Runnable work) {
        ClientStatistics before = lease.client().statistics();
        work.run();
        ClientStatistics after = lease.client().statistics().minus(before);
        Map<String, Long> calls = new LinkedHashMap<>();
        after.calls().forEach((name, call) -> calls.put(name, call.count()));
        calls.values().removeIf(count -> count == 0);
        return new Traffic(calls, after.rows().found());
    }

    private record Traffic(Map<String, Long> calls, long records) {}

    @Test
    void aSetThatWasSeenIsScannedAndNothingElse() {
        Traffic first = trafficOf(() -> read("id INT, v INT").collectAsList());
        Traffic second = trafficOf(() -> read("v INT").collectAsList());

        assertEquals(2 * RECORDS, first.records(), "a sample and all records");
        assertTrue(first.calls().containsKey("info"), first.toString());
        assertEquals(new Traffic(Map.of("scan", 1L), RECORDS), second);
    }

    @Test
    void columnsThatComeFromASampleAreNotLookedForAgain() {
        Dataset<Row> inferred = spark.read().format("aerospike").options(options()).load();

        Traffic query = trafficOf(inferred::collectAsList);

        assertEquals(new Traffic(Map.of("scan", 1L), RECORDS), query);
    }

    @Test
    void aJoinByKeysAsksForTheSizeOfTheSetAndForItsRecords() {
        read("id BIGINT, v INT").createOrReplaceTempView("records");
        String query = "SELECT v FROM range(0, 5, 1, 1) t JOIN records ON t.id = records.id";
        spark.sql(query).collectAsList();

        Traffic join = trafficOf(() -> spark.sql(query).collectAsList());

        // The indexes of one node; what each says of the namespace, and of its sets.
        long infos = 1 + 2L * lease.client().nodes().size();
        assertEquals(new Traffic(Map.of("batch_read", 1L, "info", infos), 5), join);
    }

    @Test
    void aLookupAsksForItsRecordsOnly() {
        Dataset<Row> keys = spark.range(0, 5, 1, 1).toDF("key");
        AerospikeLookup.join(keys, "key", "v INT", options()).collectAsList();

        Traffic lookup =
                trafficOf(
                        () ->
                                AerospikeLookup.join(keys, "key", "v INT", options())
                                        .collectAsList());

        assertEquals(new Traffic(Map.of("batch_read", 1L), 5), lookup);
    }

    @Test
    void aBinThatWasNeverSeenIsRefusedHoweverOftenOthersWere() {
        read("id INT, v INT").collectAsList();

        for (int i = 0; i < 2; i++) {
            String message =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> read("id INT, w INT").collectAsList())
                            .getMessage();
            assertTrue(message.contains("has a bin w"), message);
        }
    }
}
