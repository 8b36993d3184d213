package dev.aerospikearrow.benchmarks.duckdb.work;

import dev.aerospikearrow.benchmarks.duckdb.official.BinColumn;
import dev.aerospikearrow.benchmarks.duckdb.official.OfficialSet;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.data.SetName;
import java.sql.SQLException;
import java.util.Locale;

/** A set that is read or written, of records of one shape, by this project and by hand. */
final class BenchmarkSet implements AutoCloseable {
    private static final String NAMESPACE = "test";

    private final Database database;
    private final RecordShape shape;
    private final SetName name;
    private final OfficialSet official;

    /**
     * @param hosts {@code host:port,…}
     * @param use a part of its name
     */
    BenchmarkSet(Database database, String hosts, RecordShape shape, String use) {
        this.database = database;
        this.shape = shape;
        name =
                SetName.of(
                        NAMESPACE,
                        "bench_duckdb_" + shape.name().toLowerCase(Locale.ROOT) + "_" + use);
        official = new OfficialSet(database.connection(), hosts, NAMESPACE, name.name());
    }

    RecordShape shape() {
        return shape;
    }

    SetName setName() {
        return name;
    }

    OfficialSet official() {
        return official;
    }

    /** A call of {@code aerospike_scan}. */
    String scan(String more) {
        return "aerospike_scan('" + name.namespace() + "', '" + name.name() + "'" + more + ")";
    }

    /** Writes the rows of a query with this project. */
    void write(String query) throws SQLException {
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy(RecordShape.KEY)
                        .bins(shape.columns().stream().map(BinColumn::name).toArray(String[]::new))
                        .set(name)
                        .build();
        database.aerospike().write(query, options).requireAllWritten();
    }

    /** Empties the set. */
    @Override
    public void close() {
        official.close();
        database.truncate(name);
    }
}
