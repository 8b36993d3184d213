package dev.aerospikearrow.benchmarks.contest;

import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.parameters.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parameters of a run.
 *
 * @param rows the records of a set that is read
 * @param rounds how many rounds of each contestant count
 * @param limit how long the rounds of a piece of work last at most
 * @param only a part of the titles of the work that is measured; empty for all
 * @param hosts {@code host:port,…} of a cluster; empty for the embedded server
 */
public record ContestParameters(int rows, int rounds, Duration limit, String only, String hosts) {
    private static final List<String> KNOWN =
            List.of("BENCH_ROWS", "BENCH_ROUNDS", "BENCH_SECONDS", "BENCH_ONLY", "BENCH_SAVE");

    /**
     * Reads the variables whose names start with BENCH_, and AEROSPIKE_HOSTS.
     *
     * @throws ParameterException if one is unknown or has a value that is not allowed
     */
    public static ContestParameters of(Map<String, String> environment) {
        Variables variables = Variables.of(environment, KNOWN);
        return new ContestParameters(
                variables.number("BENCH_ROWS", 1_000_000, 1_000, 100_000_000),
                variables.number("BENCH_ROUNDS", 7, 1, 1_000),
                Duration.ofSeconds(variables.number("BENCH_SECONDS", 60, 1, 3_600)),
                variables.text("BENCH_ONLY"),
                variables.hosts());
    }

    /** The parameters as they would be given. */
    public String describe() {
        return String.format(
                        Locale.ROOT,
                        "BENCH_ROWS=%d BENCH_ROUNDS=%d BENCH_SECONDS=%d",
                        rows,
                        rounds,
                        limit.toSeconds())
                + (only.isEmpty() ? "" : " BENCH_ONLY='" + only + "'");
    }

    /**
     * The work that is to be measured.
     *
     * @throws ParameterException if none is
     */
    public List<Work> chosen(List<Work> all) {
        List<Work> chosen = all.stream().filter(work -> work.title().contains(only)).toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    "BENCH_ONLY",
                    only,
                    all.stream()
                            .map(work -> "\n  " + work.title())
                            .collect(
                                    Collectors.joining(
                                            "", "a part of one of these titles:", "\n")));
        }
        return chosen;
    }
}
