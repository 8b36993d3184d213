package dev.aerospikearrow.benchmarks.suite;

import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.suite.client.Roster;
import dev.aerospikearrow.benchmarks.suite.data.DataKeeper;
import dev.aerospikearrow.benchmarks.suite.memory.MemoryScenario;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import dev.aerospikearrow.benchmarks.suite.result.MemoryUse;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.benchmarks.suite.scenario.Cell;
import dev.aerospikearrow.benchmarks.suite.scenario.Contest;
import dev.aerospikearrow.benchmarks.suite.scenario.Scenarios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A run of the scenarios that were asked for, with the clients that there are. */
public final class Suite {
    /** How long the warm-up of a comparison lasts at most, beside what each client has at least. */
    public static final Duration WARM_UP_LIMIT = Duration.ofSeconds(12);

    private final SuiteParameters parameters;
    private final Roster roster;
    private final DataKeeper keeper;
    private final SuiteProgress progress;
    private final WarmUpTime warmUpTime;
    private final MemoryScenario memoryScenario;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<MemoryUse> memory = new ArrayList<>();

    /** A run that has not started. */
    public Suite(
            SuiteParameters parameters,
            Roster roster,
            DataKeeper keeper,
            MemoryScenario memoryScenario,
            WarmUpTime warmUpTime,
            SuiteProgress progress) {
        this.warmUpTime = warmUpTime;
        this.parameters = parameters;
        this.memoryScenario = memoryScenario;
        this.roster = roster;
        this.keeper = keeper;
        this.progress = progress;
    }

    /**
     * Runs.
     *
     * @param onComparison is told each comparison when it is made
     * @return all of them, or those that were made before the run was stopped
     */
    public SuiteResult run(Environment environment, Consumer<Comparison> onComparison) {
        for (ScenarioName scenario : parameters.scenarios()) {
            run(scenario, onComparison);
        }
        return new SuiteResult(
                environment,
                parameters,
                roster.describe(),
                List.copyOf(comparisons),
                List.copyOf(memory),
                progress.goesOn());
    }

    private void run(ScenarioName scenario, Consumer<Comparison> onComparison) {
        Contest contest =
                new Contest(
                        roster.connected(),
                        roster.absent(),
                        keeper,
                        progress,
                        parameters.rounds(),
                        warmUpTime);
        for (Cell cell : Scenarios.cells(scenario, parameters)) {
            if (!progress.goesOn()) {
                return;
            }
            long participants = participants(cell, roster);
            if (participants > 0) {
                progress.starts(
                        scenario.key() + ": " + cell.title(),
                        1.0 / parameters.rounds() / participants);
                contest.run(cell)
                        .ifPresent(
                                comparison -> {
                                    comparisons.add(comparison);
                                    onComparison.accept(comparison);
                                });
            }
        }
        if (scenario == ScenarioName.MEMORY) {
            progress.starts("memory: each client in a process of its own", 1);
            memory.addAll(memoryScenario.run(progress::goesOn, progress::roundIsOver));
        }
        if (progress.goesOn()) {
            keeper.clear();
        }
    }

    private static long participants(Cell cell, Roster roster) {
        return cell.participants().stream().filter(roster.connected()::containsKey).count();
    }

    /**
     * How many steps there are for the progress: comparisons, and processes that measure memory.
     */
    public static double steps(
            SuiteParameters parameters, Roster roster, MemoryScenario memoryScenario) {
        boolean hasMemory = parameters.scenarios().contains(ScenarioName.MEMORY);
        return (hasMemory ? memoryScenario.size() : 0)
                + parameters.scenarios().stream()
                        .flatMap(scenario -> Scenarios.cells(scenario, parameters).stream())
                        .filter(cell -> participants(cell, roster) > 0)
                        .count();
    }
}
