package dev.aerospikearrow.benchmarks.duckdb.work;

import dev.aerospikearrow.benchmarks.contest.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All pieces of work, and the database and sets that they need. */
public final class Works implements AutoCloseable {
    private final Database database;
    private final List<BenchmarkSet> sets = new ArrayList<>();
    private final List<Work> all = new ArrayList<>();

    /**
     * Nothing is stored before a work is prepared.
     *
     * @param hosts {@code host:port,…}
     * @param records how many records a set has
     */
    public Works(String hosts, long records) throws SQLException {
        database = new Database(hosts);
        for (RecordShape shape : RecordShape.values()) {
            SetWorks works = new SetWorks(database, hosts, shape, records);
            sets.addAll(works.sets());
            all.addAll(works.all());
        }
        database.define(sets);
    }

    /** In the order in which they are measured. */
    public List<Work> all() {
        return all;
    }

    /** Empties the sets. */
    @Override
    public void close() throws SQLException {
        try (database) {
            sets.forEach(BenchmarkSet::close);
        }
    }
}
