package dev.aerospikearrow.benchmarks.duckdb.official;

import com.aerospike.client.Record;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** An appender of records to a table, on a connection of its own. For one thread. */
final class OfficialRows implements AutoCloseable {
    private final List<BinColumn> columns;
    private final DuckDBConnection connection;
    private final DuckDBAppender rows;

    OfficialRows(DuckDBConnection database, String table, List<BinColumn> columns)
            throws SQLException {
        this.columns = columns;
        connection = database.duplicate();
        rows = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table);
    }

    void append(Record record) throws SQLException {
        rows.beginRow();
        for (BinColumn column : columns) {
            Object value = record.getValue(column.name());
            if (value == null) {
                rows.appendNull();
            } else {
                column.kind().append(rows, value);
            }
        }
        rows.endRow();
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            rows.close();
        }
    }
}
