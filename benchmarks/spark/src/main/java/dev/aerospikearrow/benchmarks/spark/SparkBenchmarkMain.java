package dev.aerospikearrow.benchmarks.spark;

import dev.aerospikearrow.benchmarks.BenchmarkCluster;
import dev.aerospikearrow.benchmarks.ResultFile;
import dev.aerospikearrow.benchmarks.contest.Contest;
import dev.aerospikearrow.benchmarks.contest.ContestParameters;
import dev.aerospikearrow.benchmarks.contest.ResultTable;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.spark.official.OfficialClients;
import dev.aerospikearrow.benchmarks.spark.work.Works;
import dev.aerospikearrow.benchmarks.suite.ServerCheck;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import dev.aerospikearrow.spark.AerospikeExtensions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The program behind {@code make run-benchmark-spark}. */
public final class SparkBenchmarkMain {
    private static final int WRONG_PARAMETER = 2;
    private static final int NO_SERVER = 3;

    /** Of the two cores that are usual where figures are taken. */
    private static final String MASTER = "local[2]";

    private static final WarmUpTime WARM_UP =
            new WarmUpTime(Duration.ofSeconds(2), Duration.ofSeconds(8));

    private SparkBenchmarkMain() {}

    /** Parameters come from the environment, see {@link ContestParameters}. */
    public static void main(String[] arguments) throws Exception {
        ContestParameters parameters;
        try {
            parameters = ContestParameters.of(System.getenv());
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_PARAMETER);
            return;
        }
        int status = run(parameters);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(ContestParameters parameters) throws Exception {
        try (BenchmarkCluster cluster =
                parameters.hosts().isEmpty()
                        ? BenchmarkCluster.start()
                        : BenchmarkCluster.at(parameters.hosts())) {
            Optional<Environment> environment = ServerCheck.environment(cluster);
            if (environment.isEmpty()) {
                return NO_SERVER;
            }
            SparkSession spark = session();
            Path folder = Files.createTempDirectory("spark-benchmark");
            Map<String, String> facts = new LinkedHashMap<>(environment.get().facts());
            facts.put("spark", spark.version() + ", " + MASTER);
            facts.put("by hand", Official.version());
            try (ResultFile file = ResultFile.open("spark", parameters.describe(), facts);
                    Works works = new Works(spark, cluster.hosts(), parameters.rows(), folder)) {
                return run(parameters, works, file.output());
            } finally {
                OfficialClients.closeAll();
                spark.stop();
                remove(folder);
            }
        }
    }

    private static int run(ContestParameters parameters, Works works, PrintStream output)
            throws Exception {
        Contest contest =
                new Contest(
                        parameters.rounds(),
                        parameters.limit(),
                        WARM_UP,
                        task -> new MeteredTask(task, 0));
        try {
            for (Work work : parameters.chosen(works.all())) {
                output.println(ResultTable.format(contest.run(work)));
            }
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            return WRONG_PARAMETER;
        }
        return 0;
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
