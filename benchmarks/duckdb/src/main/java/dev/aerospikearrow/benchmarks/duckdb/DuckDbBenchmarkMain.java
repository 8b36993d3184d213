package dev.aerospikearrow.benchmarks.duckdb;

import dev.aerospikearrow.benchmarks.contest.ContestParameters;
import dev.aerospikearrow.benchmarks.contest.ContestProgram;
import dev.aerospikearrow.benchmarks.duckdb.work.Works;
import dev.aerospikearrow.benchmarks.rounds.MeteredProcess;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import java.time.Duration;

/** The program behind {@code make run-benchmark-duckdb}. */
public final class DuckDbBenchmarkMain {
    private static final WarmUpTime WARM_UP =
            new WarmUpTime(Duration.ofSeconds(1), Duration.ofSeconds(4));

    private DuckDbBenchmarkMain() {}

    /** Parameters come from the environment, see {@link ContestParameters}. */
    public static void main(String[] arguments) throws Exception {
        new ContestProgram("duckdb", WARM_UP, MeteredProcess::new, Works::new).runOrExit();
    }
}
