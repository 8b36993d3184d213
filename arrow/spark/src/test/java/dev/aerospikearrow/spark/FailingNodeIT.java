package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.fault.FaultPlan;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that lose one of three nodes in the middle. Tasks have one attempt here, so that a job which
 * comes to its end has not been saved by Spark's repetition.
 */
@ExtendWith(LocalSpark.class)
class FailingNodeIT {
    private static final int RECORDS = 20_000;

    /** What a task does when it has seen a third of the rows. */
    private static volatile Runnable trouble = () -> {};

    private static final AtomicInteger SEEN = new AtomicInteger();

    private final SparkSession spark;
    private EmbeddedCluster cluster;

    FailingNodeIT(SparkSession spark) {
        this.spark = spark;
    }

    @AfterEach
    void close() {
        ExecutorClients.closeUnused();
        cluster.close();
        assertEquals(0, TaskMemory.allocatedBytes());
    }

    private void start(int copies, Runnable inTheMiddle) {
        cluster = EmbeddedCluster.builder().nodes(3).replicationFactor(copies).start();
        SEEN.set(0);
        trouble = inTheMiddle;
    }

    private Map<String, String> options(String set) {
        Map<String, String> options = new HashMap<>();
        options.put("aerospike.seedhost", String.join(",", cluster.hosts()));
        options.put("aerospike.namespace", "test");
        options.put("aerospike.set", set);
        options.put("aerospike.updateByKey", "id");
        options.put("aerospike.rowsPerBatch", "100");
        options.put("aerospike.write.batchsize", "100");
        return options;
    }

    private void fill(String set) {
        String text = "x".repeat(500);
        try (AerospikeClient client = AerospikeClient.connect(String.join(",", cluster.hosts()))) {
            for (long id = 0; id < RECORDS; id++) {
                client.put(Key.of("test", set, id), Bin.of("id", id), Bin.of("text", text));
            }
        }
    }

    /** The same rows; the task that takes one in the middle of all makes the trouble. */
    private static Dataset<Row> troubled(Dataset<Row> rows) {
        FilterFunction<Row> count =
                row -> {
                    if (SEEN.incrementAndGet() == RECORDS / 3) {
                        trouble.run();
                    }
                    return true;
                };
        return rows.filter(count);
    }

    private void stopANode() {
        cluster.node(1).stop();
    }

    private static void assertAllOnce(List<Row> rows) {
        Set<Long> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getLong(0)));
        assertEquals(RECORDS, rows.size());
        assertEquals(RECORDS, ids.size());
    }

    private Dataset<Row> scan(String set) {
        return spark.read()
                .format("aerospike")
                .options(options(set))
                .option("aerospike.partition.factor", 2)
                .schema("id LONG, text STRING")
                .load();
    }

    @Test
    void aScanThatLosesANodeReadsEachRecordOnceFromTheOtherCopies() {
        start(2, this::stopANode);
        fill("scanned");

        assertAllOnce(troubled(scan("scanned")).select("id").collectAsList());
    }

    @Test
    void aScanThatLosesAllNodesFailsAndNamesWhatIsMissing() {
        start(2, () -> cluster.nodes().forEach(EmbeddedNode::stop));
        fill("lost");
        Dataset<Row> rows =
                spark.read()
                        .format("aerospike")
                        .options(options("lost"))
                        .option("aerospike.retrytimeout", 1_000)
                        .option("aerospike.partition.factor", 2)
                        .schema("id LONG, text STRING")
                        .load();

        Exception e =
                assertThrows(Exception.class, () -> troubled(rows).select("id").collectAsList());

        assertTrue(causes(e).contains("partition"), causes(e));
    }

    @Test
    void aLookupThatLosesANodeFindsEachRecord() {
        start(2, this::stopANode);
        fill("looked_up");
        Dataset<Row> keys = troubled(spark.range(0, RECORDS, 1, 2).toDF("key"));

        List<Row> rows =
                AerospikeLookup.join(keys, "key", "id LONG, text STRING", options("looked_up"))
                        .where("id = key AND length(text) = 500")
                        .select("id")
                        .collectAsList();

        assertAllOnce(rows);
    }

    @Test
    void aSaveThatLosesANodeWritesEachRow() {
        start(2, this::stopANode);
        Dataset<Row> rows = troubled(spark.range(0, RECORDS, 1, 2).selectExpr("id", "id * 2 AS a"));

        rows.write().format("aerospike").options(options("saved")).mode("append").save();

        assertWritten("saved", false);
    }

    private void assertWritten(String set, boolean once) {
        try (AerospikeClient client = AerospikeClient.connect(String.join(",", cluster.hosts()))) {
            for (long id = 0; id < RECORDS; id++) {
                StoredRecord record = client.get(Key.of("test", set, id)).orElseThrow();
                assertEquals(id * 2, record.bin("a"));
                assertTrue(record.generation() == 1 || !once, () -> "written twice: " + record);
            }
        }
    }

    /** Connections end after some answers, so that requests have been carried out in vain. */
    @Test
    void aStreamWhoseWritesAreNotAnsweredWritesEachRecordOnce(@TempDir Path directory)
            throws Exception {
        start(2, () -> {});
        Path files = Files.createDirectory(directory.resolve("rows"));
        new StreamFiles(files)
                .add(
                        LongStream.range(0, RECORDS)
                                .mapToObj(id -> "{\"id\": " + id + ", \"a\": " + id * 2 + "}")
                                .toList());
        EmbeddedNode node = cluster.node(1);
        Map<String, String> options = options("streamed");
        options.put("aerospike.stream.epoch-bin", "epoch");
        node.setFaults(FaultPlan.none().dropAfterBytes(20_000));

        StreamFiles.stream(spark, "id LONG, a LONG", files)
                .writeStream()
                .format("aerospike")
                .options(options)
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();

        node.setFaults(FaultPlan.none());
        assertWritten("streamed", true);
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
