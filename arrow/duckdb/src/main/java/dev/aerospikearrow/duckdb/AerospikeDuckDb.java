package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.duckdb.stream.ValueRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;

/**
 * Aerospike in the SQL of one DuckDB connection.
 *
 * <pre>{@code
 * try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
 *         ColumnarClient client = ColumnarClient.connect("localhost:3000");
 *         AerospikeDuckDb aerospike = AerospikeDuckDb.over(duckdb, client)) {
 *     aerospike.createTable("flights", QuerySpec.of(SetName.of("test", "flights")), schema);
 *     aerospike.registerFunctions(FunctionOptions.DEFAULT);
 *     … SELECT origin, avg(delay) FROM flights GROUP BY ALL
 *     … SELECT * FROM aerospike_scan('test', 'flights') WHERE delay > 60
 *     aerospike.write("SELECT origin AS id, avg(delay) AS delay FROM …", options);
 * }
 * }</pre>
 *
 * <p>There are three ways to read. {@link #createTable} copies rows into DuckDB, in all types; the
 * table can be queried any number of times. {@link #createView} hands over a stream that one query
 * reads, without a copy. The functions {@code aerospike_scan} and {@code aerospike_lookup} read the
 * cluster anew with each query, and only the columns that it uses.
 *
 * <p>Tables, views and {@link #write} want {@code --add-opens=java.base/java.nio=ALL-UNNAMED} among
 * the flags of the JVM, and say so; the functions want none.
 *
 * <p><b>Ownership.</b> Connection and client stay the caller's. They and this object may be closed
 * in any order; what is used too late fails with a message.
 *
 * <p>Like its connection, for one thread at a time. Queries with the functions may run on any
 * connection to the same database, also at the same time.
 */
public final class AerospikeDuckDb implements AutoCloseable {
    private static final AtomicLong NEXT_STREAM = new AtomicLong();

    private final DuckDBConnection connection;
    private final ColumnarClient client;
    private final List<TableFunctions> definitions = new ArrayList<>();

    private AerospikeDuckDb(DuckDBConnection connection, ColumnarClient client) {
        this.connection = connection;
        this.client = client;
    }

    /**
     * Aerospike for a connection.
     *
     * @param connection to DuckDB, of its own driver or of a pool over it
     * @param client to the cluster
     * @throws IllegalArgumentException if the connection is to another database
     */
    public static AerospikeDuckDb over(Connection connection, ColumnarClient client)
            throws SQLException {
        return new AerospikeDuckDb(
                Sql.duckDb(connection), Objects.requireNonNull(client, "client"));
    }

    /**
     * Copies a set into a new table: scans it, or what the specification says of it. Values that do
     * not fit and that the schema wants as null or converted are counted in a warning of the log;
     * who wants the counts copies a reader of {@link ColumnarClient#scan} and asks it.
     *
     * @param table its name, in the connection's current schema
     * @param schema which bins become which columns
     * @return how many rows there are
     * @throws SQLException if the table cannot be made; there is none then
     * @throws dev.aerospikearrow.client.AerospikeException if the scan fails
     * @throws dev.aerospikearrow.columnar.TypeMismatchException if a value does not fit its field
     *     and the field's policy says so
     */
    public long createTable(String table, QuerySpec spec, Schema schema) throws SQLException {
        ScanReader rows = client.scan(spec, withinRanges(schema));
        long rowCount = createTable(table, rows);
        MismatchLog.report(rows, MismatchLog::warn);
        return rowCount;
    }

    /**
     * Returns the schema with the ranges of DuckDB's types as metadata of its fields, so that a
     * time which DuckDB has no place for does not fit its field, and the field's policy says what
     * becomes of it. {@link #createTable(String, QuerySpec, Schema)} and the functions read so by
     * themselves; a reader or batch that was read without fails at such a value.
     */
    public static Schema withinRanges(Schema schema) {
        return ValueRange.inTable(schema);
    }

    /**
     * Copies a batch into a new table, in the order of its rows.
     *
     * @param batch stays the caller's
     * @return how many rows there are
     * @throws SQLException if the table cannot be made; there is none then
     */
    public long createTable(String table, ColumnarBatch batch) throws SQLException {
        return createTable(table, BatchAsReader.of(batch));
    }

    /**
     * Copies a stream into a new table, such as a scan's, a query's, or that of many keys.
     *
     * <p><b>Cancelling.</b> Closing the reader from another thread ends the copy; there is no table
     * then.
     *
     * @param rows read to its end, and closed by this method
     * @return how many rows there are
     * @throws SQLException if the table cannot be made; there is none then. What the stream itself
     *     throws, this method throws
     */
    public long createTable(String table, ArrowReader rows) throws SQLException {
        return copy("CREATE TABLE ", table, " AS FROM ", rows);
    }

    /**
     * Copies a stream into a table that is there, each column to that of its name. Otherwise like
     * {@link #createTable(String, ArrowReader)}; after a failure the table is as it was.
     */
    public long insertInto(String table, ArrowReader rows) throws SQLException {
        return copy("INSERT INTO ", table, " BY NAME FROM ", rows);
    }

    private long copy(String verb, String table, String from, ArrowReader rows)
            throws SQLException {
        String viewName = "__aerospike_stream_" + NEXT_STREAM.incrementAndGet();
        try (StreamView view = StreamView.create(connection, viewName, rows)) {
            try {
                // In here, because the rows are closed also if the table's name is refused.
                Sql.run(connection, verb + Sql.quoted(table) + from + Sql.quoted(viewName));
                return view.rowCount();
            } catch (SQLException e) {
                throw rethrown(view.cause(e));
            }
        }
    }

    /** SQL exceptions and unchecked ones pass; a stream's IOException has no other way out. */
    private static SQLException rethrown(Exception cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return cause instanceof SQLException sqlException
                ? sqlException
                : new SQLException("The stream failed: " + cause.getMessage(), cause);
    }

    /**
     * Makes a temporary view of a stream, whose memory DuckDB reads as it is: nothing is copied,
     * and one query has it. A view of the same name is replaced.
     *
     * @param rows closed by the query that reads it, or with the view; also if this method throws
     * @return to be closed by the caller
     */
    public StreamView createView(String name, ArrowReader rows) throws SQLException {
        return StreamView.create(connection, name, rows);
    }

    /**
     * Defines {@code aerospike_scan}, {@code aerospike_lookup} and {@code aerospike_get} for all
     * connections to the database; docs of {@link FunctionOptions} say what they take. Later calls,
     * also those of another object for the same database, replace the options and the client.
     * DuckDB cannot take the functions away again: after this object is closed, they fail with a
     * message.
     */
    public void registerFunctions(FunctionOptions options) throws SQLException {
        TableFunctions functions = new TableFunctions(client, options, connection.duplicate());
        definitions.add(functions);
        FunctionSlot.of(connection).put(functions);
    }

    /**
     * Writes the rows of a query to the cluster.
     *
     * @param query whose columns become bins, but for those that the options use otherwise
     * @return the code of each row
     * @throws SQLException if the query fails; nothing is written then
     * @throws IllegalArgumentException as {@link ColumnarClient#batchWrite(ArrowReader,
     *     ColumnarWriteOptions)}
     */
    public WriteResult write(String query, ColumnarWriteOptions options) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return write(rows, options);
        }
    }

    /**
     * Writes the rows of a result to the cluster, for those who run the query themselves: with
     * parameters, say, or to cancel it.
     *
     * @param rows of DuckDB's, from its first row on; used up afterwards, and closed by the caller
     */
    public WriteResult write(ResultSet rows, ColumnarWriteOptions options) throws SQLException {
        return new ResultWriter(client).write(rows, options);
    }

    /**
     * The rows of a result of DuckDB as record batches, without a copy.
     *
     * @param rows of DuckDB's, from its first row on; closed by the caller, after the reader
     * @param allocator for the record batches
     * @param rowsPerRecordBatch about so many; DuckDB hands out whole chunks of its own
     * @return to be closed by the caller
     * @throws IllegalArgumentException if a column is of a type that leaves DuckDB as something
     *     else, such as BIT or INTERVAL; the message says what to cast it to
     */
    public static ArrowReader read(
            ResultSet rows, BufferAllocator allocator, int rowsPerRecordBatch) throws SQLException {
        return ResultWriter.checked(rows, allocator, rowsPerRecordBatch);
    }

    /** Ends the functions; running queries with them fail. Connection and client stay open. */
    @Override
    public void close() {
        definitions.forEach(TableFunctions::close);
    }
}
