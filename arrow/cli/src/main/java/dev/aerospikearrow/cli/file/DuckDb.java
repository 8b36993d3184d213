package dev.aerospikearrow.cli.file;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** A database of its own in memory, which reads and writes files. */
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    /** Opens one that fetches nothing from the network and leaves no folder where it runs. */
    static DuckDb open() throws SQLException {
        Properties properties = new Properties();
        // Results come as they are read, and not all at once.
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET autoinstall_known_extensions = false");
            settings.execute("SET temp_directory = ''");
            settings.execute("SET enable_progress_bar = false");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new DuckDb(connection);
    }

    /**
     * Why a query fails: streams of results lose the reason, so it runs once more without one.
     *
     * @param otherwise what is known already
     */
    static String reason(String query, Exception otherwise) {
        try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = plain.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT max(hash(rows)) FROM (" + query + ") rows")) {
            result.next();
        } catch (SQLException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
        return String.valueOf(otherwise.getMessage());
    }

    DuckDBConnection connection() throws SQLException {
        return connection.unwrap(DuckDBConnection.class);
    }

    Statement statement() throws SQLException {
        return connection.createStatement();
    }

    long number(String sql) throws SQLException {
        try (Statement statement = statement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** A text as SQL has it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
