package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
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

    private static String refusal(Supplier<?> read) {
        return causes(assertThrows(Exception.class, read::get));
    }

    private Dataset<Row> read(TestSet set, String schema, String... options) {
        DataFrameReader reader = set.read(spark).schema(schema);
        for (int i = 0; i < options.length; i += 2) {
            reader.option(options[i], options[i + 1]);
        }
        return reader.load();
    }

    @Test
    void aColumnThatTheNodesComputeIsNoBinThatIsMissing() {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("a", 1));
            Metadata metadata =
                    new MetadataBuilder()
                            .putString(FieldMetadata.EXPRESSION, Expressions.intBin("a").toBase64())
                            .build();
            StructType schema =
                    new StructType().add("computed", DataTypes.LongType, true, metadata);
            List<Row> rows =
                    set.read(spark).schema(schema).load().where("computed = 1").collectAsList();
            assertEquals(1L, rows.get(0).getLong(0));
        }
    }

    @Test
    void anUnknownSetIsRefusedWithTheNearestAndItsRecords() {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("a", 1));
            String wanted = "Did you mean " + set.name() + " (1 record)?";
            String wrong = set.name() + "x";
            Map<String, String> options = Map.of("aerospike.set", wrong);

            String declared =
                    refusal(
                            () ->
                                    set.read(spark)
                                            .options(options)
                                            .schema("a INT")
                                            .load()
                                            .collectAsList());

            assertTrue(declared.contains("There is no set " + wrong), declared);
            assertTrue(declared.contains(wanted), declared);
            assertTrue(declared.contains("aerospike.allow-empty"), declared);
            String inferred = refusal(() -> set.read(spark).options(options).load());
            assertTrue(inferred.contains(wanted), inferred);
            String lookup =
                    refusal(
                            () ->
                                    AerospikeLookup.join(
                                                    spark.range(2).toDF("id"),
                                                    "id",
                                                    "a INT",
                                                    with(set.options(), "aerospike.set", wrong))
                                            .collectAsList());
            assertTrue(lookup.contains(wanted), lookup);
            String namespace =
                    refusal(
                            () ->
                                    set.read(spark)
                                            .option("aerospike.namespace", "tset")
                                            .schema("a INT")
                                            .load()
                                            .collectAsList());
            assertTrue(namespace.contains("Did you mean test ("), namespace);
        }
    }

    private static Map<String, String> with(
            Map<String, String> options, String name, String value) {
        Map<String, String> all = new HashMap<>(options);
        all.put(name, value);
        return all;
    }

    @Test
    void anUnknownSetIsAnAnswerIfSomebodySaysSo() {
        try (TestSet set = new TestSet(cluster)) {
            String[] allowed = {"aerospike.allow-empty", "true"};

            assertEquals(List.of(), read(set, "a INT", allowed).collectAsList());
            assertEquals(
                    "[[0,null]]",
                    AerospikeLookup.join(
                                    spark.range(1).toDF("id"),
                                    "id",
                                    "a INT",
                                    with(set.options(), allowed[0], allowed[1]))
                            .collectAsList()
                            .toString());
        }
    }

    @Test
    void aSetThatIsKnownAndHasNoRecordsIsEmpty() {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("a", 1));
            set.client().delete(set.key(1));

            assertEquals(List.of(), read(set, "a INT").collectAsList());
        }
    }

    @Test
    void aBinThatNoRecordHasIsRefusedWithTheNearest() {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("delay", 1));
            set.put(2, Bin.of("delay", 2), Bin.of("rare", "x"));

            assertEquals(2, read(set, "delay INT, rare STRING").collectAsList().size());
            String declared = refusal(() -> read(set, "dealy INT, rare STRING").collectAsList());
            assertTrue(declared.contains("No record of test." + set.name() + " has a bin dealy."));
            assertTrue(declared.contains("Did you mean delay?"), declared);
            String filter =
                    refusal(
                            () ->
                                    read(set, "delay INT", "aerospike.filter", "dely > 1")
                                            .collectAsList());
            assertTrue(filter.contains("Did you mean delay?"), filter);
            assertEquals(
                    2,
                    read(set, "other INT", "aerospike.allow-empty", "true").collectAsList().size());
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
