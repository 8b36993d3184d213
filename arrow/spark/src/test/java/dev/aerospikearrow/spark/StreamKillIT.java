package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.fault.FaultPlan;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors and the driver of a streaming query are killed while they write an epoch. Each epoch
 * writes all records, so that whatever is written twice or not at all is seen by the generations.
 * {@code -Dsoak.kills=100} kills as many executors; 3 by default.
 */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class StreamKillIT {
    private static final int KILLS = Integer.getInteger("soak.kills", 3);

    /** One for each kill of an executor, one in which the driver is killed, and one after it. */
    private static final int EPOCHS = KILLS + 2;

    private static final long RECORDS = 2_000;

    /** Rows are written in the order of their keys, so a quarter of an epoch is written with it. */
    private static final long FIRST_QUARTER = RECORDS / 4;

    private final TestCluster cluster;
    private final SparkSession spark;

    StreamKillIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
    }

    @Test
    void eachEpochWritesEachRecordOnceWhateverIsKilled(@TempDir Path directory) throws Exception {
        Path rows = Files.createDirectory(directory.resolve("rows"));
        Path checkpoint = directory.resolve("checkpoint");
        Path output = directory.resolve("output");
        StreamFiles files = new StreamFiles(rows);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            files.add(rowsOf(epoch));
        }
        try (TestSet set = new TestSet(cluster)) {
            Map<String, String> options = new HashMap<>(set.options());
            options.put("aerospike.updateByKey", "id");
            options.put("aerospike.stream.epoch-bin", "epoch");
            options.put("aerospike.write.batchsize", "20");
            int unfinished = 0;
            delayAnswers(Duration.ofMillis(5));
            Process driver = StreamDriver.start(options, rows, checkpoint, output);
            try {
                for (int epoch = 0; epoch < KILLS; epoch++) {
                    awaitEpoch(epoch, set, driver, output);
                    killed(driver.children().findFirst().orElseThrow());
                    unfinished += isFinished(epoch, set) ? 0 : 1;
                }
                awaitEpoch(KILLS, set, driver, output);
            } finally {
                List<ProcessHandle> executors = driver.children().toList();
                killed(driver.toHandle());
                executors.forEach(StreamKillIT::killed);
                delayAnswers(Duration.ZERO);
            }
            assertTrue(
                    unfinished > 0 || !cluster.isEmbedded(),
                    "no executor was killed while its epoch was under way");

            StreamDriver.run(spark, options, rows, checkpoint);

            long sum = 0;
            for (long id = 0; id < RECORDS; id++) {
                StoredRecord record = set.client().get(set.key(id)).orElseThrow();
                assertEquals(EPOCHS, record.generation(), "generation of record " + id);
                sum += (Long) record.bin("v");
            }
            assertEquals(LongStream.range(0, RECORDS).map(id -> value(EPOCHS - 1, id)).sum(), sum);
            System.out.printf(
                    Locale.ROOT,
                    "Killed %,d executors, %,d of them in the middle of an epoch, and the driver."
                            + " Each of %,d records was written once in each of %,d epochs.%n",
                    KILLS,
                    unfinished,
                    RECORDS,
                    EPOCHS);
        }
    }

    private static List<String> rowsOf(int epoch) {
        return LongStream.range(0, RECORDS)
                .mapToObj(id -> "{\"id\": " + id + ", \"v\": " + value(epoch, id) + "}")
                .toList();
    }

    private static long value(int epoch, long id) {
        return epoch * RECORDS + id;
    }

    private void delayAnswers(Duration delay) {
        if (cluster.isEmbedded()) {
            for (EmbeddedNode node : cluster.embedded().nodes()) {
                node.setFaults(delay.isZero() ? FaultPlan.none() : FaultPlan.none().delay(delay));
            }
        }
    }

    /** Kills as {@code kill -9} does, and waits until the process is gone. */
    private static void killed(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static int generation(TestSet set, long id) {
        return set.client().get(set.key(id)).map(StoredRecord::generation).orElse(0);
    }

    private static boolean isFinished(int epoch, TestSet set) {
        return LongStream.range(RECORDS - 10, RECORDS).allMatch(id -> generation(set, id) > epoch);
    }

    private static void awaitEpoch(int epoch, TestSet set, Process driver, Path output)
            throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (generation(set, FIRST_QUARTER) <= epoch) {
            if (!driver.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "epoch "
                                + epoch
                                + " was not begun. The driver: "
                                + Files.readString(output));
            }
            Thread.sleep(5);
        }
    }
}
