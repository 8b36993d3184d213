package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.text.TextTable;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The program that runs JMH with the settings of this project where the command line has none: one
 * process for each benchmark, 5 seconds of warm-up, 5 of measurement, and always heap and CPU time
 * per operation. Ends with a table in the units that the layers are compared in.
 */
public final class BenchmarkMain {
    private BenchmarkMain() {}

    /**
     * Runs what the arguments choose, all benchmarks if they choose none.
     *
     * @param arguments those of JMH; {@code -h} lists them
     */
    public static void main(String[] arguments) throws Exception {
        CommandLineOptions chosen = parse(arguments);
        if (chosen.shouldHelp()
                || chosen.shouldList()
                || chosen.shouldListWithParams()
                || chosen.shouldListProfilers()
                || chosen.shouldListResultFormats()) {
            Main.main(arguments);
            return;
        }
        try (ResultFile file =
                ResultFile.open("jmh", String.join(" ", arguments), HostFacts.read())) {
            file.output().println(table(run(chosen)));
        } catch (NoBenchmarksException e) {
            System.err.println("No benchmark has such a name. The option -l lists them.");
            System.exit(1);
        }
    }

    private static CommandLineOptions parse(String[] arguments) {
        try {
            return new CommandLineOptions(arguments);
        } catch (CommandLineOptionException e) {
            System.err.println(e.getMessage() + ". The option -h lists what there is.");
            System.exit(2);
            throw new AssertionError(e);
        }
    }

    private static Collection<RunResult> run(CommandLineOptions chosen) throws RunnerException {
        TimeValue second = TimeValue.seconds(1);
        Options options =
                new OptionsBuilder()
                        .parent(chosen)
                        .forks(chosen.getForkCount().orElse(1))
                        .warmupIterations(chosen.getWarmupIterations().orElse(5))
                        .warmupTime(chosen.getWarmupTime().orElse(second))
                        .measurementIterations(chosen.getMeasurementIterations().orElse(5))
                        .measurementTime(chosen.getMeasurementTime().orElse(second))
                        .shouldFailOnError(chosen.shouldFailOnError().orElse(true))
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTimeProfiler.class)
                        .build();
        return new Runner(options).run();
    }

    private static TextTable table(Collection<RunResult> results) {
        TextTable table =
                new TextTable(
                        1,
                        "benchmark",
                        "records/s",
                        "ns/record",
                        "CPU ns/record",
                        "heap B/record",
                        "MB/s",
                        "p50 us",
                        "p99 us");
        for (RunResult result : results) {
            boolean sampled = result.getParams().getMode() == Mode.SampleTime;
            double perSecond = perSecond(result);
            table.row(
                    name(result.getParams()),
                    format("%,.0f", perSecond),
                    format("%,.1f", 1e9 / perSecond),
                    secondary(result, CpuTimeProfiler.LABEL, "%,.1f", 1),
                    secondary(result, "gc.alloc.rate.norm", "%,.1f", 1),
                    secondary(result, "bytes", "%,.0f", 1e-6),
                    sampled ? percentile(result, 50) : "",
                    sampled ? percentile(result, 99) : "");
        }
        return table;
    }

    private static String name(BenchmarkParams params) {
        String full = params.getBenchmark();
        int method = full.lastIndexOf('.');
        String name = full.substring(full.lastIndexOf('.', method - 1) + 1);
        return params.getParamsKeys().stream()
                .map(params::getParam)
                .collect(Collectors.joining(" ", name + " ", ""))
                .strip();
    }

    private static double perSecond(RunResult result) {
        Result<?> primary = result.getPrimaryResult();
        double unitsPerSecond =
                (double) TimeUnit.SECONDS.toNanos(1) / result.getParams().getTimeUnit().toNanos(1);
        return result.getParams().getMode() == Mode.Throughput
                ? primary.getScore() * unitsPerSecond
                : unitsPerSecond / primary.getScore();
    }

    private static String percentile(RunResult result, int rank) {
        double units = result.getPrimaryResult().getStatistics().getPercentile(rank);
        return format("%,.1f", units * result.getParams().getTimeUnit().toNanos(1) / 1e3);
    }

    private static String secondary(RunResult result, String label, String format, double factor) {
        Result<?> found = result.getSecondaryResults().get(label);
        return found == null ? "" : format(format, found.getScore() * factor);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
