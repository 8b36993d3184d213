package dev.aerospikearrow.benchmarks.duckdb.work;

import dev.aerospikearrow.benchmarks.contest.ProgramWork;
import dev.aerospikearrow.benchmarks.contest.Work;
import java.io.IOException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All pieces of work, and the database and sets that they need. */
public final class Works implements ProgramWork {
    private final Database database;
    private final Map<String, String> facts;
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
        facts = Map.of("duckdb", version(database.connection().getMetaData()));
        for (RecordShape shape : RecordShape.values()) {
            SetWorks works = new SetWorks(database, hosts, shape, records);
            sets.addAll(works.sets());
            all.addAll(works.all());
        }
        database.define(sets);
    }

    private static String version(DatabaseMetaData duckdb) throws SQLException {
        return duckdb.getDatabaseProductVersion() + ", driver " + duckdb.getDriverVersion();
    }

    @Override
    public Map<String, String> facts() {
        return facts;
    }

    @Override
    public List<Work> all() {
        return all;
    }

    /** Empties the sets. */
    @Override
    public void close() throws IOException {
        try (database) {
            sets.forEach(BenchmarkSet::close);
        } catch (SQLException e) {
            throw new IOException("The database cannot be closed.", e);
        }
    }
}
