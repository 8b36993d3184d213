package dev.aerospikearrow.benchmarks.duckdb.work;

import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Outcome;
import dev.aerospikearrow.benchmarks.contest.Work;

/** A contestant whose work makes the table {@link Database#RESULT}. */
final class TableMaker implements Contestant {
    private final String title;
    private final Database database;
    private final Work.Step step;

    TableMaker(String title, Database database, Work.Step step) {
        this.title = title;
        this.database = database;
        this.step = step;
    }

    /** One that does it in SQL. */
    static TableMaker of(String title, Database database, String query) {
        return new TableMaker(
                title,
                database,
                () -> database.run("CREATE TABLE " + Database.RESULT + " AS " + query));
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void prepare() throws Exception {
        database.drop(Database.RESULT);
    }

    @Override
    public void run() throws Exception {
        step.run();
    }

    @Override
    public Outcome outcome() throws Exception {
        prepare();
        run();
        return database.outcome(Database.RESULT);
    }
}
