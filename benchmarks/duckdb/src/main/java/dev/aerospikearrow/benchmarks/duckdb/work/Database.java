package dev.aerospikearrow.benchmarks.duckdb.work;

import dev.aerospikearrow.benchmarks.contest.Outcome;
import dev.aerospikearrow.benchmarks.duckdb.official.BinColumn;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.AerospikeDuckDb;
import dev.aerospikearrow.duckdb.FunctionOptions;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** A database in memory with this project's functions. What is compared is in the table RESULT. */
final class Database implements AutoCloseable {
    static final String RESULT = "result";

    private final DuckDBConnection connection;
    private final AerospikeClient client;
    private final ColumnarClient columns;
    private final AerospikeDuckDb aerospike;

    /**
     * @param hosts {@code host:port,…}
     */
    Database(String hosts) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        client = AerospikeClient.connect(hosts);
        columns = ColumnarClient.over(client);
        aerospike = AerospikeDuckDb.over(connection, columns);
    }

    /** Defines the functions, which know the columns of these sets. */
    void define(List<BenchmarkSet> sets) throws SQLException {
        FunctionOptions.Builder options = FunctionOptions.builder();
        sets.forEach(set -> options.schema(set.setName(), set.shape().schema()));
        aerospike.registerFunctions(options.build());
    }

    DuckDBConnection connection() {
        return connection;
    }

    AerospikeClient client() {
        return client;
    }

    ColumnarClient columns() {
        return columns;
    }

    AerospikeDuckDb aerospike() {
        return aerospike;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void drop(String table) throws SQLException {
        run("DROP TABLE IF EXISTS " + table);
    }

    /** Makes an empty table, without the one of that name that may be there. */
    void createEmpty(String table, List<BinColumn> columns) throws SQLException {
        run(
                columns.stream()
                        .map(BinColumn::sql)
                        .collect(
                                Collectors.joining(
                                        ", ", "CREATE OR REPLACE TABLE " + table + " (", ")")));
    }

    /** What is in a table, or in what a table function gives. */
    Outcome outcome(String table) throws SQLException {
        // Half of the bits, so that the sum has room.
        String sql =
                "SELECT count(*), coalesce(sum((hash(t) >> 32)::BIGINT), 0)::BIGINT FROM "
                        + table
                        + " t";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return new Outcome(rows.getLong(1), rows.getLong(2));
        }
    }

    void truncate(SetName set) {
        client.truncate(set);
    }

    @Override
    public void close() throws SQLException {
        aerospike.close();
        connection.close();
        columns.close();
        client.close();
    }
}
