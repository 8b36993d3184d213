package dev.aerospikearrow.benchmarks.duckdb;

import dev.aerospikearrow.benchmarks.BenchmarkCluster;
import dev.aerospikearrow.benchmarks.ResultFile;
import dev.aerospikearrow.benchmarks.contest.Contest;
import dev.aerospikearrow.benchmarks.contest.ContestParameters;
import dev.aerospikearrow.benchmarks.contest.ResultTable;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.duckdb.work.Works;
import dev.aerospikearrow.benchmarks.rounds.MeteredProcess;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.suite.ServerCheck;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The program behind {@code make run-benchmark-duckdb}. */
public final class DuckDbBenchmarkMain {
    private static final int WRONG_PARAMETER = 2;
    private static final int NO_SERVER = 3;

    private static final WarmUpTime WARM_UP =
            new WarmUpTime(Duration.ofSeconds(1), Duration.ofSeconds(4));

    private DuckDbBenchmarkMain() {}

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
            Map<String, String> facts = new LinkedHashMap<>(environment.get().facts());
            facts.put("duckdb", version());
            facts.put("by hand", Official.version());
            try (ResultFile file = ResultFile.open("duckdb", parameters.describe(), facts);
                    Works works = new Works(cluster.hosts(), parameters.rows())) {
                return run(parameters, works, file.output());
            }
        }
    }

    private static String version() throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            return duckdb.getMetaData().getDatabaseProductVersion()
                    + ", driver "
                    + duckdb.getMetaData().getDriverVersion();
        }
    }

    private static int run(ContestParameters parameters, Works works, PrintStream output)
            throws Exception {
        Contest contest =
                new Contest(parameters.rounds(), parameters.limit(), WARM_UP, MeteredProcess::new);
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
}
