package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmedUp;
import dev.aerospikearrow.benchmarks.rounds.Spread;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.rounds.Summary.CallTimes;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import dev.aerospikearrow.benchmarks.suite.result.Environment.Server;
import dev.aerospikearrow.benchmarks.suite.result.MemoryUse;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.benchmarks.suite.scenario.Cell;
import dev.aerospikearrow.benchmarks.suite.scenario.Scenarios;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Results that nobody measured: the same in every test, and far from any real ones. */
final class SampleResults {
    static final String REASON = "There is no <interpreter> named `python3`";

    private SampleResults() {}

    /** Every scenario, every client but one, which is absent. */
    static SuiteResult all() {
        SuiteParameters parameters =
                SuiteParameters.of(Map.of("BENCH_SCENARIO", "all", "BENCH_PEERS", "java,python"));
        List<Comparison> comparisons = new ArrayList<>();
        for (ScenarioName scenario : ScenarioName.values()) {
            Scenarios.cells(scenario, parameters)
                    .forEach(cell -> comparisons.add(comparison(cell)));
        }
        Map<ClientId, String> clients = new EnumMap<>(ClientId.class);
        Arrays.stream(ClientId.values()).forEach(id -> clients.put(id, id.key() + " 1.0"));
        clients.put(ClientId.PY_OFFICIAL, "absent: " + REASON);
        return new SuiteResult(
                new Environment(
                        "2020-02-02T20:20:20Z",
                        Server.EMBEDDED,
                        Map.of("server", "a {server} of tests")),
                parameters,
                clients,
                comparisons,
                List.of(memory(ClientId.COLUMNAR), memory(ClientId.OFFICIAL_SYNC)),
                true);
    }

    /** The same, of which only one scenario was run, and not to its end. */
    static SuiteResult stoppedAfter(ScenarioName scenario) {
        SuiteResult all = all();
        return new SuiteResult(
                all.environment(),
                all.parameters(),
                all.clients(),
                all.of(scenario),
                List.of(),
                false);
    }

    private static Comparison comparison(Cell cell) {
        List<Entry> entries = new ArrayList<>();
        for (ClientId id : cell.participants()) {
            Work work = cell.work(id).orElseThrow();
            entries.add(
                    id == ClientId.PY_OFFICIAL
                            ? new Entry(id, Optional.empty(), OptionalDouble.empty(), REASON)
                            : entry(id, work));
        }
        return new Comparison(
                cell.scenario(),
                cell.section(),
                cell.key(),
                cell.title(),
                cell.dimensions(),
                new WarmedUp(7, Duration.ofMillis(2_500), 0.01),
                entries);
    }

    private static Entry entry(ClientId id, Work work) {
        double micros = microsPerOperation(id, work);
        OptionalDouble speedUp =
                id == id.baseline()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(microsPerOperation(id.baseline(), work) / micros);
        return new Entry(id, Optional.of(summary(id, work, micros)), speedUp, "");
    }

    /**
     * Columns are twice as fast as the official client, maps a little slower, Python four times.
     */
    private static double microsPerOperation(ClientId id, Work work) {
        boolean isBatch = work.mostRows() > 1 || work instanceof Work.BatchRead;
        double usual = isBatch ? 2 + 60.0 / work.mostRows() : 60;
        double factor =
                id == ClientId.COLUMNAR
                        ? 0.5
                        : id.maker() == Maker.PYTHON
                                ? 4
                                : id.maker() == Maker.THIS_PROJECT ? 1.1 : 1;
        return usual * factor / (id.mode() == Mode.ASYNC ? 4 : 1);
    }

    private static Summary summary(ClientId id, Work work, double micros) {
        double callMicros = micros * work.mostRows();
        return new Summary(
                20,
                work.operations(),
                spread(1e6 / micros),
                spread(micros),
                new CallTimes(
                        callMicros * 2,
                        callMicros * 5,
                        callMicros * 9,
                        spread(callMicros),
                        spread(callMicros * 5),
                        spread(callMicros * 9)),
                micros / 2,
                micros * 0.6,
                id.maker() == Maker.PYTHON
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(id == ClientId.COLUMNAR ? 40 : 1_300),
                1,
                12,
                3,
                1_000);
    }

    private static Spread spread(double median) {
        return new Spread(median, median * 0.95, median * 1.05, median * 0.5, median * 1.1, 1);
    }

    private static MemoryUse memory(ClientId id) {
        return new MemoryUse(
                id,
                "10,000 records, 5 doubles",
                10_000,
                OptionalLong.of(13_000_000),
                OptionalLong.of(id == ClientId.COLUMNAR ? 3_000 : 5_000_000),
                OptionalLong.of(90_000_000),
                OptionalLong.of(500_000),
                OptionalLong.of(200_000_000),
                "");
    }
}
