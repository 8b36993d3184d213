package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark's user interface shows of scans, lookups and saves. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private static final int RECORDS = 100;

    private final SparkSession spark;
    private final TestSet set;

    MetricsIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @BeforeAll
    void fill() {
        for (int i = 0; i < RECORDS; i++) {
            set.put(i, i % 10 == 0 ? Bin.of("a", "text") : Bin.of("a", i));
        }
    }

    @AfterAll
    void close() {
        set.close();
    }

    private static Optional<Map<String, SQLMetric>> metricsWith(SparkPlan plan, String name) {
        Map<String, SQLMetric> metrics = CollectionConverters.asJava(plan.metrics());
        if (metrics.containsKey(name)) {
            return Optional.of(metrics);
        }
        for (SparkPlan child : CollectionConverters.asJava(plan.children())) {
            Optional<Map<String, SQLMetric>> found = metricsWith(child, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Test
    void aScanCountsBytesRetriesMisfitsAndTime() {
        Dataset<Row> rows =
                set.read(spark).option("aerospike.onMismatch", "null").schema("a INT").load();

        assertEquals(RECORDS, rows.collectAsList().size());

        Map<String, SQLMetric> metrics =
                metricsWith(rows.queryExecution().executedPlan(), "aerospikeBytes").orElseThrow();
        assertTrue(metrics.get("aerospikeBytes").value() > 0);
        assertTrue(metrics.get("aerospikeBytesReceived").value() > 22L * RECORDS);
        assertEquals(0, metrics.get("aerospikeRetries").value());
        assertEquals(RECORDS / 10, metrics.get("aerospikeNulled").value());
        assertEquals(0, metrics.get("aerospikeCoerced").value());
        assertTrue(metrics.get("aerospikeReadMillis").value() >= 0);
    }

    @Test
    void aLookupCountsMisfitsAndTime() {
        Dataset<Row> joined =
                AerospikeLookup.join(
                        spark.range(0, 2 * RECORDS, 1, 2).toDF("id"),
                        "id",
                        "a INT",
                        with(set.options(), "aerospike.onMismatch", "null"));

        assertEquals(2 * RECORDS, joined.collectAsList().size());

        Map<String, SQLMetric> metrics =
                metricsWith(joined.queryExecution().executedPlan(), "nullKeys").orElseThrow();
        assertEquals(RECORDS, metrics.get("found").value());
        assertEquals(RECORDS, metrics.get("missing").value());
        assertEquals(RECORDS / 10, metrics.get("nulled").value());
        assertEquals(0, metrics.get("coerced").value());
        assertTrue(metrics.get("readTime").value() > 0);
    }

    @Test
    void aSaveCountsRowsAndTime() throws Exception {
        CompletableFuture<QueryExecution> saved = new CompletableFuture<>();
        QueryExecutionListener listener =
                new QueryExecutionListener() {
                    @Override
                    public void onSuccess(String name, QueryExecution run, long nanos) {
                        saved.complete(run);
                    }

                    @Override
                    public void onFailure(String name, QueryExecution run, Exception failure) {
                        saved.completeExceptionally(failure);
                    }
                };
        spark.listenerManager().register(listener);
        try {
            spark.range(0, RECORDS, 1, 2)
                    .selectExpr("id", "id AS b")
                    .write()
                    .format("aerospike")
                    .options(set.options())
                    .option("aerospike.updateByKey", "id")
                    .mode("append")
                    .save();

            Map<String, SQLMetric> metrics =
                    metricsWith(
                                    saved.get(1, TimeUnit.MINUTES).executedPlan(),
                                    "aerospikeRowsWritten")
                            .orElseThrow();
            assertEquals(RECORDS, metrics.get("aerospikeRowsWritten").value());
            assertEquals(0, metrics.get("aerospikeRowsWithoutBins").value());
            assertTrue(metrics.get("aerospikeWaitMillis").value() >= 0);
        } finally {
            spark.listenerManager().unregister(listener);
        }
    }

    private static Map<String, String> with(
            Map<String, String> options, String name, String value) {
        Map<String, String> all = new HashMap<>(options);
        all.put(name, value);
        return all;
    }
}
