package dev.aerospikearrow.cli.sql;

import dev.aerospikearrow.duckdb.AerospikeDuckDb;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** What a statement has to tell: rows, a plan, or nothing. */
public final class SqlResult implements AutoCloseable {
    private static final String PLAN_COLUMN = "explain_value";

    private final SqlSession session;
    private final PreparedStatement statement;
    private final Optional<ResultSet> rows;

    private SqlResult(SqlSession session, PreparedStatement statement, Optional<ResultSet> rows) {
        this.session = session;
        this.statement = statement;
        this.rows = rows;
    }

    static SqlResult of(SqlSession session, PreparedStatement statement, boolean hasRows)
            throws SQLException {
        return new SqlResult(
                session,
                statement,
                hasRows ? Optional.of(statement.getResultSet()) : Optional.empty());
    }

    /** Whether there are rows, though none perhaps. */
    public boolean hasRows() {
        return rows.isPresent();
    }

    /** The text of a plan, if the statement is EXPLAIN: it is no table for people. */
    public Optional<String> plan() throws SQLException {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        ResultSet result = rows.get();
        ResultSetMetaData columns = result.getMetaData();
        if (columns.getColumnCount() != 2 || !columns.getColumnName(2).equals(PLAN_COLUMN)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        while (result.next()) {
            text.append(result.getString(2).stripTrailing()).append('\n');
        }
        return Optional.of(text.toString());
    }

    /**
     * The rows, to be closed by the caller before the result.
     *
     * @param rowsPerBatch about so many
     */
    public SqlRows rows(BufferAllocator allocator, int rowsPerBatch) {
        try {
            return new SqlRows(
                    AerospikeDuckDb.read(rows.orElseThrow(), allocator, rowsPerBatch),
                    allocator,
                    session);
        } catch (SQLException e) {
            throw session.failure(e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (rows.isPresent()) {
            rows.get().close();
        }
        statement.close();
    }
}
