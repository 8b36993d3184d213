package dev.aerospikearrow.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** Small things of SQL. */
final class Sql {
    private Sql() {}

    /** A name as it stands in SQL, whatever it consists of. */
    static String quoted(String identifier) {
        if (identifier.isEmpty()) {
            throw new IllegalArgumentException("A table or view has a name, but it is empty.");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * The driver's own class of a connection, also out of a pool.
     *
     * @throws IllegalArgumentException if it is another database's
     */
    static DuckDBConnection duckDb(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(DuckDBConnection.class)) {
            throw new IllegalArgumentException(
                    "A connection to DuckDB is wanted, but this is "
                            + connection.getClass().getName()
                            + ". Open one with DriverManager.getConnection(\"jdbc:duckdb:\").");
        }
        return connection.unwrap(DuckDBConnection.class);
    }
}
