package dev.aerospikearrow.benchmarks.spark;

import dev.aerospikearrow.benchmarks.contest.ContestParameters;
import dev.aerospikearrow.benchmarks.contest.ContestProgram;
import dev.aerospikearrow.benchmarks.contest.ProgramWork;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.spark.official.OfficialClients;
import dev.aerospikearrow.benchmarks.spark.work.Works;
import dev.aerospikearrow.spark.AerospikeExtensions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The program behind {@code make run-benchmark-spark}. */
public final class SparkBenchmarkMain {
    /** Of the two cores that are usual where figures are taken. */
    private static final String MASTER = "local[2]";

    private static final WarmUpTime WARM_UP =
            new WarmUpTime(Duration.ofSeconds(2), Duration.ofSeconds(8));

    private SparkBenchmarkMain() {}

    /** Parameters come from the environment, see {@link ContestParameters}. */
    public static void main(String[] arguments) throws Exception {
        new ContestProgram(
                        "spark",
                        WARM_UP,
                        task -> new MeteredTask(task, 0),
                        (hosts, records) ->
                                new SessionWork(
                                        session(),
                                        hosts,
                                        records,
                                        Files.createTempDirectory("spark-benchmark")))
                .runOrExit();
    }

    /** The work with a session, and with a folder that is removed afterwards. */
    private static final class SessionWork implements ProgramWork {
        private final SparkSession spark;
        private final Path folder;
        private final Works works;

        SessionWork(SparkSession spark, String hosts, long records, Path folder) {
            this.spark = spark;
            this.folder = folder;
            works = new Works(spark, hosts, records, folder);
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("spark", spark.version() + ", " + MASTER);
        }

        @Override
        public List<Work> all() {
            return works.all();
        }

        @Override
        public void close() throws IOException {
            try {
                works.close();
            } finally {
                OfficialClients.closeAll();
                spark.stop();
                remove(folder);
            }
        }
    }

    /** A session of this process, with two tasks at a time. */
    public static SparkSession session() {
        return SparkSession.builder()
                .appName("aerospike-arrow benchmark")
                .master(MASTER)
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.debug.maxToStringFields", 100)
                .config("spark.sql.extensions", AerospikeExtensions.class.getName())
                .getOrCreate();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
