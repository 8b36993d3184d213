package dev.aerospikearrow.benchmarks.suite;

import dev.aerospikearrow.benchmarks.BenchmarkCluster;
import dev.aerospikearrow.benchmarks.HostFacts;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import dev.aerospikearrow.benchmarks.suite.client.Roster;
import dev.aerospikearrow.benchmarks.suite.data.DataKeeper;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.report.ConsoleReport;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.benchmarks.text.Style;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program behind {@code make run-benchmark} and {@code make run-benchmark-report}. */
public final class SuiteMain {
    private static final int WRONG_PARAMETER = 2;
    private static final int NO_SERVER = 3;

    private SuiteMain() {}

    /** Parameters come from the environment, see {@link SuiteParameters}. */
    public static void main(String[] arguments) {
        SuiteParameters parameters;
        try {
            parameters = SuiteParameters.of(System.getenv());
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

    private static int run(SuiteParameters parameters) {
        try (BenchmarkCluster cluster =
                parameters.hosts().isEmpty()
                        ? BenchmarkCluster.start(1)
                        : BenchmarkCluster.at(parameters.hosts())) {
            Map<String, String> server;
            try {
                server = serverFacts(cluster);
            } catch (AerospikeException e) {
                System.err.println(
                        "No server answers at "
                                + cluster.hosts()
                                + ": "
                                + e.getMessage()
                                + "\nStart one, correct AEROSPIKE_HOSTS, or leave it empty for the"
                                + " embedded server.");
                return NO_SERVER;
            }
            return run(parameters, cluster, server);
        }
    }

    private static Map<String, String> serverFacts(BenchmarkCluster cluster) {
        try (AerospikeClient client = AerospikeClient.connect(cluster.hosts())) {
            String namespaces = client.info("namespaces");
            if (!List.of(namespaces.split(";")).contains(Dataset.NAMESPACE)) {
                throw new IllegalStateException(
                        "The server has no namespace " + Dataset.NAMESPACE + ", only " + namespaces);
            }
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("server", cluster.describe() + ", build " + client.info("build"));
            return facts;
        }
    }

    private static int run(
            SuiteParameters parameters, BenchmarkCluster cluster, Map<String, String> server) {
        Map<String, String> facts = new LinkedHashMap<>(server);
        facts.putAll(HostFacts.read());
        Environment environment =
                new Environment(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), facts);
        ConsoleReport console = new ConsoleReport(Style.PLAIN);
        try (Roster roster =
                        Roster.connect(
                                cluster.hosts(),
                                parameters.peers(),
                                id -> {
                                    throw new IllegalStateException("not there yet");
                                });
                DataKeeper keeper = new DataKeeper(Official.connect(cluster.hosts()))) {
            Suite suite = new Suite(parameters, roster, keeper, Progress.none());
            SuiteResult result =
                    suite.run(
                            environment,
                            comparison -> System.out.println(console.format(comparison)));
            return result.isComplete() ? 0 : 1;
        }
    }
}
