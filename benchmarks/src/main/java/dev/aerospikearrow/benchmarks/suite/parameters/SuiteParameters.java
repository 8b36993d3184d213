package dev.aerospikearrow.benchmarks.suite.parameters;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The parameters of the suite: what is measured, how often and on which cluster.
 *
 * @param count operations per round
 * @param rounds rounds of each client at each piece of work
 * @param roundTime how long a round lasts in the scenarios whose rounds are not counted in
 *     operations
 * @param warmUpOfEach how long each client of this process is warmed up at least, at each piece of
 *     work
 * @param concurrency operations that an asynchronous client has under way
 * @param batchGroups batches into which the operations of a round are divided
 * @param scenarios in the order in which they run
 * @param peers who takes part beside this project's clients
 * @param clients those that take part, by their keys; empty for all
 * @param only a part of the titles of the work that is measured; empty for all
 * @param hosts {@code host:port,…} of a cluster; empty for the embedded server
 * @param connections whether those to the embedded server are secured
 */
public record SuiteParameters(
        int count,
        int rounds,
        Duration roundTime,
        Duration warmUpOfEach,
        int concurrency,
        int batchGroups,
        List<ScenarioName> scenarios,
        Peers peers,
        List<String> clients,
        String only,
        String hosts,
        Connections connections) {

    /** Whether connections are secured. */
    public enum Connections {
        /** They are not. */
        PLAIN,
        /** By TLS. */
        TLS
    }

    /** The collectors that BENCH_GC may name; they are chosen where the process is started. */
    private static final List<String> COLLECTORS = List.of("parallel", "g1", "epsilon");

    private static final String ALL = "all";

    /** Variables of the environment that mean something here. */
    private static final List<String> KNOWN =
            List.of(
                    "BENCH_COUNT",
                    "BENCH_ROUNDS",
                    "BENCH_ROUND_MILLIS",
                    "BENCH_WARM_UP_MILLIS",
                    "BENCH_CONCURRENCY",
                    "BENCH_BATCH_GROUPS",
                    "BENCH_SCENARIO",
                    "BENCH_PEERS",
                    "BENCH_CLIENTS",
                    "BENCH_ONLY",
                    "BENCH_SAVE",
                    "BENCH_TLS",
                    "BENCH_GC");

    /**
     * Reads the variables whose names start with BENCH_, and AEROSPIKE_HOSTS.
     *
     * @throws ParameterException if one is unknown or has a value that is not allowed
     */
    public static SuiteParameters of(Map<String, String> environment) {
        Variables variables = Variables.of(environment, KNOWN);
        variables.chosen("BENCH_GC", "parallel", COLLECTORS, Function.identity());
        int count = variables.number("BENCH_COUNT", 5_000, 1, 1_000_000);
        return new SuiteParameters(
                count,
                variables.number("BENCH_ROUNDS", 20, 1, 10_000),
                Duration.ofMillis(variables.number("BENCH_ROUND_MILLIS", 200, 1, 60_000)),
                Duration.ofMillis(variables.number("BENCH_WARM_UP_MILLIS", 1_000, 0, 600_000)),
                variables.number("BENCH_CONCURRENCY", 50, 1, 1_000),
                variables.number("BENCH_BATCH_GROUPS", Math.min(10, count), 1, count),
                scenarios(variables),
                variables.chosen(
                        "BENCH_PEERS",
                        Peers.JAVA.text(),
                        Arrays.asList(Peers.values()),
                        Peers::text),
                Stream.of(variables.text("BENCH_CLIENTS").split(","))
                        .map(String::strip)
                        .filter(key -> !key.isEmpty())
                        .toList(),
                variables.text("BENCH_ONLY"),
                variables.hosts(),
                connections(variables));
    }

    private static Connections connections(Variables variables) {
        String wanted = variables.chosen("BENCH_TLS", "0", List.of("0", "1"), Function.identity());
        if (wanted.equals("0")) {
            return Connections.PLAIN;
        }
        if (!variables.hosts().isEmpty()) {
            throw new ParameterException(
                    "BENCH_TLS",
                    wanted,
                    "0 with AEROSPIKE_HOSTS: only the embedded server is given a certificate");
        }
        if (scenarios(variables).contains(ScenarioName.MEMORY)) {
            throw new ParameterException(
                    "BENCH_TLS",
                    wanted,
                    "0 with the memory scenario, whose processes know no certificate");
        }
        return Connections.TLS;
    }

    /** The parameters as they would be given. */
    public String describe() {
        return String.format(
                        Locale.ROOT,
                        "BENCH_COUNT=%d BENCH_ROUNDS=%d BENCH_ROUND_MILLIS=%d"
                                + " BENCH_WARM_UP_MILLIS=%d BENCH_CONCURRENCY=%d"
                                + " BENCH_BATCH_GROUPS=%d BENCH_PEERS=%s",
                        count,
                        rounds,
                        roundTime.toMillis(),
                        warmUpOfEach.toMillis(),
                        concurrency,
                        batchGroups,
                        peers.text())
                + (clients.isEmpty() ? "" : " BENCH_CLIENTS=" + String.join(",", clients))
                + (only.isEmpty() ? "" : " BENCH_ONLY='" + only + "'")
                + (connections == Connections.TLS ? " BENCH_TLS=1" : "");
    }

    private static List<ScenarioName> scenarios(Variables variables) {
        List<String> names =
                Stream.concat(
                                Arrays.stream(ScenarioName.values()).map(ScenarioName::key),
                                Stream.of(ALL))
                        .toList();
        String name = variables.chosen("BENCH_SCENARIO", "basic", names, Function.identity());
        return Arrays.stream(ScenarioName.values())
                .filter(scenario -> name.equals(ALL) || name.equals(scenario.key()))
                .toList();
    }
}
