package dev.aerospikearrow.benchmarks.contest;

import dev.aerospikearrow.benchmarks.BenchmarkCluster;
import dev.aerospikearrow.benchmarks.ResultFile;
import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.rounds.Task;
import dev.aerospikearrow.benchmarks.suite.ServerCheck;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A program that measures pieces of work against a real cluster, or the embedded server.
 *
 * @param name the end of the result file's name
 * @param meter makes somebody who measures a task
 * @param opener opens the work
 */
public record ContestProgram(
        String name, WarmUpTime warmUpTime, Function<Task, Participant> meter, Opener opener) {
    private static final int WRONG_PARAMETER = 2;
    private static final int NO_SERVER = 3;

    /** Opens the work of a program. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it; the caller closes it.
         *
         * @param hosts {@code host:port,…}
         * @param records how many records a set has
         */
        ProgramWork open(String hosts, long records) throws Exception;
    }

    /** Runs, with the parameters of this process's environment, and exits if that fails. */
    public void runOrExit() throws Exception {
        int status = run(System.getenv());
        if (status != 0) {
            System.exit(status);
        }
    }

    private int run(Map<String, String> environment) throws Exception {
        try {
            ContestParameters parameters = ContestParameters.of(environment);
            try (BenchmarkCluster cluster =
                    parameters.hosts().isEmpty()
                            ? BenchmarkCluster.start()
                            : BenchmarkCluster.at(parameters.hosts())) {
                return run(parameters, cluster);
            }
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            return WRONG_PARAMETER;
        }
    }

    private int run(ContestParameters parameters, BenchmarkCluster cluster) throws Exception {
        Optional<Environment> environment = ServerCheck.environment(cluster);
        if (environment.isEmpty()) {
            return NO_SERVER;
        }
        Map<String, String> facts = new LinkedHashMap<>(environment.get().facts());
        try (ProgramWork works = opener.open(cluster.hosts(), parameters.rows())) {
            facts.putAll(works.facts());
            facts.put("by hand", Official.version());
            try (ResultFile file = ResultFile.open(name, parameters.describe(), facts)) {
                measure(parameters, works, file.output());
            }
        }
        return 0;
    }

    private void measure(ContestParameters parameters, ProgramWork works, PrintStream output)
            throws Exception {
        Contest contest = new Contest(parameters.rounds(), parameters.limit(), warmUpTime, meter);
        for (Work work : parameters.chosen(works.all())) {
            output.println(ResultTable.format(contest.run(work)));
        }
    }
}
