package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An {@code INSERT OVERWRITE} whose process is killed in the middle: each key has its old record or
 * its new one. The system property {@code aerospike.kills} says how often, 1.
 */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class KilledOverwriteIT {
    private static final int OLD_RECORDS = 4_000;
    private static final int NEW_RECORDS = 3_000;

    private final TestCluster cluster;
    private final SparkSession spark;

    KilledOverwriteIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
    }

    /** The job that is killed, in a process of its own: hosts, namespace and set are given. */
    public static void main(String[] arguments) {
        SparkSession session = LocalSpark.newSession("local[2]");
        String catalog = "spark.sql.catalog." + TestCatalog.NAME;
        session.conf().set(catalog, AerospikeCatalog.class.getName());
        session.conf().set(catalog + ".seedhost", arguments[0]);
        session.sql(overwrite(TestCatalog.NAME + "." + arguments[1] + "." + arguments[2]));
        session.stop();
    }

    private static String overwrite(String table) {
        return "INSERT OVERWRITE "
                + table
                + " WITH (`aerospike.updateByKey` = 'id', `aerospike.write.batchsize` = 1)"
                + " SELECT id, -1 FROM range(0, "
                + NEW_RECORDS
                + ", 1, 4)";
    }

    @Test
    void aKilledJobLosesNothingAndARerunCompletes(@TempDir Path folder)
            throws IOException, InterruptedException {
        int kills = Integer.getInteger("aerospike.kills", 1);
        for (int kill = 1; kill <= kills; kill++) {
            try (TestSet set = new TestSet(cluster)) {
                for (int key = 0; key < OLD_RECORDS; key++) {
                    set.put(key, Bin.of("id", key), Bin.of("v", key));
                }
                killWhen(set, NEW_RECORDS / 4 * kill / (kills + 1), folder.resolve("out"));

                int written = newRecords(set);
                assertTrue(written > 0 && written < NEW_RECORDS, written + " were written");
                TestCatalog catalog = new TestCatalog(spark, cluster);
                catalog.rows(overwrite(catalog.table(set.name())));
                assertEquals(
                        List.of("[" + NEW_RECORDS + ",-1]"),
                        catalog.rows("SELECT count(*), max(v) FROM %s", catalog.table(set.name())));
            }
        }
    }

    /** Kills the job as soon as it has written a record. */
    private void killWhen(TestSet set, long key, Path output)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(KilledOverwriteIT.class.getName());
        command.addAll(List.of(String.join(",", cluster.hosts()), cluster.namespace(), set.name()));
        Process job =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (!isNew(set.client().get(set.key(key)), key)) {
                assertTrue(
                        job.isAlive() && System.nanoTime() < deadline,
                        () -> "The job ended before it was killed: " + text(output));
                Thread.sleep(1);
            }
        } finally {
            job.destroyForcibly().waitFor();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Each key has the old record or the new one, and none is missing. */
    private static int newRecords(TestSet set) {
        List<Key> keys = LongStream.range(0, OLD_RECORDS).mapToObj(set::key).toList();
        int written = 0;
        List<BatchRow> rows = set.client().batchRead(keys);
        for (int key = 0; key < OLD_RECORDS; key++) {
            written += isNew(rows.get(key).record(), key) ? 1 : 0;
        }
        return written;
    }

    private static boolean isNew(Optional<StoredRecord> found, long key) {
        Map<String, Object> bins = found.orElseThrow().bins();
        if (bins.get("v").equals(-1L)) {
            assertEquals(Map.of("id", key, "v", -1L), bins);
            return true;
        }
        assertEquals(Map.of("id", key, "v", key), bins);
        return false;
    }
}
