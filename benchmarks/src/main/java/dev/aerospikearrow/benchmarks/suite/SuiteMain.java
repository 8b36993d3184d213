package dev.aerospikearrow.benchmarks.suite;

import dev.aerospikearrow.benchmarks.BenchmarkCluster;
import dev.aerospikearrow.benchmarks.ResultFile;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import dev.aerospikearrow.benchmarks.suite.client.Roster;
import dev.aerospikearrow.benchmarks.suite.data.DataKeeper;
import dev.aerospikearrow.benchmarks.suite.memory.MemoryScenario;
import dev.aerospikearrow.benchmarks.suite.memory.OwnProcess;
import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters.Connections;
import dev.aerospikearrow.benchmarks.suite.python.PythonPeers;
import dev.aerospikearrow.benchmarks.suite.report.ConsoleReport;
import dev.aerospikearrow.benchmarks.suite.report.Report;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.benchmarks.suite.scenario.Scenarios;
import dev.aerospikearrow.benchmarks.text.Style;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The program behind {@code make run-benchmark} and {@code make run-benchmark-report}. */
public final class SuiteMain {
    private static final int WRONG_PARAMETER = 2;
    private static final int NO_SERVER = 3;

    /** Looks at parameters and server only: it shall not take a large heap to say what is wrong. */
    private static final String CHECK = "--check";

    /** Followed by the folder of the documentation, into which the report is written. */
    private static final String REPORT = "--report";

    /** Set where the output can have colours and a progress bar. */
    private static final String TERMINAL = "benchmarks.terminal";

    private static final boolean IS_WITHOUT_COLLECTOR =
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .allMatch(collector -> collector.getName().startsWith("Epsilon"));

    private SuiteMain() {}

    /** Parameters come from the environment, see {@link SuiteParameters}. */
    public static void main(String[] arguments) {
        SuiteParameters parameters;
        try {
            parameters = SuiteParameters.of(System.getenv());
            Roster.invited(parameters);
            Scenarios.require(parameters);
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_PARAMETER);
            return;
        }
        List<String> list = List.of(arguments);
        int folder = list.indexOf(REPORT) + 1;
        Optional<Path> report =
                folder == 0 ? Optional.empty() : Optional.of(Path.of(list.get(folder)));
        if (report.isPresent() && parameters.connections() == Connections.TLS) {
            System.err.println("The pages show connections without TLS: leave out BENCH_TLS.");
            System.exit(WRONG_PARAMETER);
        }
        int status = list.contains(CHECK) ? check(parameters) : run(parameters, report);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int check(SuiteParameters parameters) {
        if (!parameters.hosts().isEmpty()) {
            try (BenchmarkCluster cluster = BenchmarkCluster.at(parameters.hosts())) {
                return ServerCheck.environment(cluster).isEmpty() ? NO_SERVER : 0;
            }
        }
        return 0;
    }

    private static int run(SuiteParameters parameters, Optional<Path> report) {
        try (BenchmarkCluster cluster = cluster(parameters)) {
            Optional<Environment> environment = ServerCheck.environment(cluster);
            if (environment.isEmpty()) {
                return NO_SERVER;
            }
            String scenarios =
                    parameters.scenarios().stream()
                            .map(scenario -> scenario.key().replace('_', '-'))
                            .collect(Collectors.joining("-"));
            Map<String, String> facts = environment.get().facts();
            try (ResultFile file = ResultFile.open(scenarios, parameters.describe(), facts)) {
                run(parameters, report, cluster, environment.get(), file.output());
            }
            return 0;
        }
    }

    private static BenchmarkCluster cluster(SuiteParameters parameters) {
        if (!parameters.hosts().isEmpty()) {
            return BenchmarkCluster.at(parameters.hosts());
        }
        return parameters.connections() == Connections.TLS
                ? BenchmarkCluster.startSecured()
                : BenchmarkCluster.start();
    }

    private static void run(
            SuiteParameters parameters,
            Optional<Path> report,
            BenchmarkCluster cluster,
            Environment environment,
            PrintStream output) {
        boolean isTerminal = Boolean.getBoolean(TERMINAL);
        Style style =
                isTerminal && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                        ? Style.COLOUR
                        : Style.PLAIN;
        ConsoleReport console = new ConsoleReport(style);
        PythonPeers python =
                new PythonPeers(
                        Path.of("benchmarks", "python"),
                        Path.of("benchmarks", "target", "python"),
                        System.getenv().getOrDefault("PYTHON", "python3"),
                        cluster.hosts(),
                        System.err::println);
        try (Roster roster = Roster.connect(cluster.address(), parameters, python);
                DataKeeper keeper = new DataKeeper(Official.connect(cluster.address()))) {
            MemoryScenario memory =
                    new MemoryScenario(
                            keeper,
                            Roster.invited(parameters),
                            roster.absent(),
                            new OwnProcess(cluster.hosts()),
                            (id, data, kind, keys) -> python.memory(id, data, keys));
            double steps = Suite.steps(parameters, roster, memory);
            try (TerminalProgress progress =
                    new TerminalProgress(
                            System.err, isTerminal, style, steps, SuiteMain::hasMemory)) {
                Suite suite =
                        new Suite(
                                parameters,
                                roster,
                                keeper,
                                memory,
                                new WarmUpTime(parameters.warmUpOfEach(), Suite.WARM_UP_LIMIT),
                                progress);
                SuiteResult result =
                        suite.run(
                                environment,
                                comparison -> progress.print(output, console.format(comparison)));
                if (!result.memory().isEmpty()) {
                    progress.print(output, console.format(result.memory()));
                }
                if (report.isPresent()) {
                    Report.write(result, report.get(), text -> progress.print(output, text));
                }
                if (!result.isComplete()) {
                    progress.print(output, stopped());
                }
            }
        }
    }

    private static String stopped() {
        return hasMemory()
                ? "Stopped. What was measured so far stands above."
                : "Stopped: without a collector the heap is nearly used up. Lower BENCH_COUNT or"
                        + " BENCH_ROUNDS, or choose one scenario.";
    }

    /** Without a collector, a heap that is used up ends the process: stops before. */
    private static boolean hasMemory() {
        if (!IS_WITHOUT_COLLECTOR) {
            return true;
        }
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return free > runtime.maxMemory() / 8;
    }
}
