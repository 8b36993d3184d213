package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.duckdb.stream.CheckedReader;
import dev.aerospikearrow.duckdb.stream.Readers;
import dev.aerospikearrow.duckdb.stream.WideningReader;
import java.sql.SQLException;
import java.util.Set;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;

/**
 * A temporary view whose rows come from an Arrow stream, without being copied into DuckDB first.
 * One query reads it; a second one fails, with {@code This stream has been released}.
 *
 * <p><b>Ownership.</b> The stream is closed when the query is done, or by {@link #close()} if there
 * was none. View and connection may be closed in any order, also while statements that were
 * prepared with the view are open: these fail then.
 *
 * <p>Like its connection, for one thread at a time.
 */
public final class StreamView implements AutoCloseable {
    private static final String ADVICE =
            "Read it with the schema that AerospikeDuckDb.withinRanges makes, so that the field's"
                    + " OnMismatch policy holds, or as Int64.";

    private final DuckDBConnection connection;
    private final String name;
    private final ArrowArrayStream stream;
    private final WatchedReader reader;
    private boolean closed;

    private StreamView(
            DuckDBConnection connection,
            String name,
            ArrowArrayStream stream,
            WatchedReader reader) {
        this.connection = connection;
        this.name = name;
        this.stream = stream;
        this.reader = reader;
    }

    /**
     * Makes the view; one of the same name is replaced. The reader is closed if that fails.
     *
     * @throws IllegalArgumentException if a field has no type in DuckDB, or not a name of its own
     */
    static StreamView create(DuckDBConnection connection, String name, ArrowReader rows)
            throws SQLException {
        WatchedReader reader;
        ArrowArrayStream stream;
        try {
            stream = StreamSlots.allocate(connection);
            Sql.quoted(name);
            ColumnNames.requireKept(Readers.root(rows).getSchema().getFields());
            reader =
                    new WatchedReader(
                            WideningReader.over(new CheckedReader(rows, Set.of(), ADVICE)));
            Data.exportArrayStream(Readers.allocator(reader), reader, stream);
        } catch (RuntimeException | Error e) {
            closeAfter(e, rows::close);
            throw e;
        }
        StreamView view = new StreamView(connection, name, stream, reader);
        try {
            connection.registerArrowStream(name, stream);
            return view;
        } catch (RuntimeException e) {
            // The driver wraps what the database says.
            closeAfter(e, view::release);
            if (e.getCause() instanceof SQLException cause) {
                cause.addSuppressed(e);
                throw cause;
            }
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /** What the view is called in SQL. */
    public String name() {
        return name;
    }

    /** How many rows DuckDB has taken so far. */
    public long rowCount() {
        return reader.rowCount();
    }

    /**
     * The exception of the stream behind a failed query, of which DuckDB passes on the text only:
     * the exception itself, if there is one, else the query's.
     */
    Exception cause(SQLException queryFailure) {
        Throwable failure = reader.failure();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            exception.addSuppressed(queryFailure);
            return exception;
        }
        return queryFailure;
    }

    /**
     * Drops the view, if the connection is open, and closes the stream, if no query has taken it.
     *
     * @throws SQLException if the view cannot be dropped, as in a transaction that has failed; the
     *     stream is closed all the same
     */
    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!connection.isClosed()) {
                Sql.run(connection, "DROP VIEW IF EXISTS temp." + Sql.quoted(name));
            }
        } finally {
            release();
        }
    }

    /** The memory of the struct stays, see {@link StreamSlots}. */
    private void release() {
        if (stream.snapshot().release != 0) {
            stream.release();
            stream.markReleased();
        }
    }
}
