package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad input, clusters that are not there, and tasks that do not come to their end. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class TroubleIT {
    private static final CountDownLatch READING = new CountDownLatch(1);

    private final TestCluster cluster;
    private final SparkSession spark;

    TroubleIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not happen within 30 seconds");
            Thread.sleep(10);
        }
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    @Test
    void anUnknownSetIsEmptyAndWarnedOf() {
        try (TestSet set = new TestSet(cluster)) {
            Dataset<Row> rows = set.read(spark).schema("a INT, b STRING").load();

            List<String> warnings =
                    LoggedMessages.during(() -> assertEquals(List.of(), rows.collectAsList()));

            assertEquals("struct<a:int,b:string>", rows.schema().simpleString());
            assertTrue(
                    warnings.stream().anyMatch(it -> it.contains(set.name() + " is not known")),
                    warnings.toString());
        }
    }

    @Test
    void aClusterThatIsNotThereIsNamedByItsSeeds() {
        Exception e =
                assertThrows(
                        Exception.class,
                        () ->
                                spark.read()
                                        .format("aerospike")
                                        .option("aerospike.seedhost", "127.0.0.1:1,127.0.0.1")
                                        .option("aerospike.port", 2)
                                        .option("aerospike.connecttimeout", 500)
                                        .option("aerospike.namespace", "test")
                                        .option("aerospike.set", "none")
                                        .load());

        assertTrue(causes(e).contains("127.0.0.1:1,127.0.0.1:2"), causes(e));
    }

    @Test
    void aValueThatDoesNotFitIsNamedWithItsBin() {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("a", "text"));

            Exception e =
                    assertThrows(
                            Exception.class,
                            () -> set.read(spark).schema("a INT").load().collectAsList());

            assertTrue(causes(e).contains("Bin \"a\" holds STRING \"text\""), causes(e));
        }
        assertEquals(0, TaskMemory.allocatedBytes());
    }

    @Test
    void aCancelledTaskLeavesNoMemory() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            for (int key = 0; key < 2_000; key++) {
                set.put(key, Bin.of("a", key), Bin.of("b", "text " + key));
            }
            Dataset<Row> rows =
                    set.read(spark)
                            .option("aerospike.rowsPerBatch", 10)
                            .option("aerospike.partition.factor", 1)
                            .schema("a INT, b STRING")
                            .load();
            Thread job =
                    new Thread(
                            () -> {
                                spark.sparkContext().setJobGroup("cancelled", "slow", true);
                                assertThrows(Exception.class, () -> readForEver(rows));
                            });
            job.start();
            READING.await();
            assertTrue(TaskMemory.allocatedBytes() > 0);

            spark.sparkContext().cancelJobGroup("cancelled");

            job.join();
            await(() -> TaskMemory.allocatedBytes() == 0 && TaskMemory.allocatorCount() == 0);
        }
    }

    /** Takes a row, and then waits until the task is ended. */
    private static void readForEver(Dataset<Row> rows) {
        ForeachPartitionFunction<Row> slow =
                iterator -> {
                    assertTrue(iterator.hasNext());
                    iterator.next();
                    READING.countDown();
                    new CountDownLatch(1).await();
                };
        rows.foreachPartition(slow);
    }

    @Test
    void tasksShareAClientThatIsClosedWhenNobodyUsesItAnyMore() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("a", 1));
            ExecutorClients.closeUnused();
            assertEquals(0, ExecutorClients.count());
            Dataset<Row> rows =
                    set.read(spark)
                            .option("aerospike.keepalive", 200)
                            .option("aerospike.partition.factor", 5)
                            .schema("a INT")
                            .load();

            assertEquals(1, rows.count());
            assertTrue(ExecutorClients.count() <= 1);

            await(() -> ExecutorClients.count() == 0);
        }
    }
}
