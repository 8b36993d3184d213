package dev.aerospikearrow.benchmarks.duckdb.work;

import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Outcome;
import dev.aerospikearrow.benchmarks.contest.Work;

/** A contestant whose work fills a set. */
final class SetWriter implements Contestant {
    private final String title;
    private final Database database;
    private final BenchmarkSet set;
    private final Work.Step step;

    SetWriter(String title, Database database, BenchmarkSet set, Work.Step step) {
        this.title = title;
        this.database = database;
        this.set = set;
        this.step = step;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void run() throws Exception {
        step.run();
    }

    @Override
    public Outcome outcome() throws Exception {
        run();
        return database.outcome(set.scan(""));
    }
}
