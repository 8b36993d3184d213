package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.duckdb.FunctionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * A database of DuckDB in which sets are tables: {@code aerospike.NAMESPACE.SET}, with no
 * declaration before. Filters are pushed down to the nodes, keys become batch reads, and secondary
 * indexes are used.
 *
 * <pre>{@code
 * try (ColumnarClient client = ColumnarClient.connect("localhost:3000");
 *         NativeDuckDb duckdb = NativeDuckDb.open(client, FunctionOptions.DEFAULT);
 *         ArrowReader rows = duckdb.query(
 *                 "SELECT origin, avg(delay) FROM aerospike.test.flights WHERE delay > 60"
 *                         + " GROUP BY origin",
 *                 allocator)) {
 *     while (rows.loadNextBatch()) { … }
 * }
 * }</pre>
 *
 * <p><b>Unstable.</b> It calls version 2 of DuckDB's C interface, which DuckDB calls unstable, in
 * the library that its JDBC driver brings. It refuses a library of another version, and may change
 * or go with the next one. It wants Java 22 or newer, {@code --enable-native-access} for its
 * module, and {@code --add-opens=java.base/java.nio=ALL-UNNAMED}, as Arrow does.
 *
 * <p>The database is one of its own: connections of JDBC do not see it, and must not have the same
 * file open.
 *
 * <p><b>Ownership.</b> The client stays the caller's. A result is closed before the next statement;
 * the database closes what is open.
 *
 * <p>For one thread at a time, but for {@link #cancel()}. Threads that query at the same time have
 * a database each.
 */
public final class NativeDuckDb implements AutoCloseable {
    private final DuckDbLibrary library;
    private final Arena callbacks = Arena.ofShared();
    private final BufferAllocator allocator = new RootAllocator();
    private final MemorySegment environment;
    private final MemorySegment instance;
    private final DuckDbSession session;
    private final SetCatalog catalog;
    private final SetFunction function;
    private final Object closing = new Object();
    private @Nullable ResultReader open;
    private volatile boolean closed;

    private NativeDuckDb(
            DuckDbLibrary library, ColumnarClient client, FunctionOptions options, String path) {
        this.library = library;
        environment = library.handle("duckdb_v2_environment_create");
        instance = library.handle("duckdb_v2_instance_create", environment);
        library.call(
                "duckdb_v2_instance_attach",
                instance,
                MemorySegment.NULL,
                path,
                MemorySegment.NULL,
                true);
        catalog = new SetCatalog(client, options);
        session = new DuckDbSession(library, instance, new LookAgain());
        MemorySegment connection = session.connection();
        MemorySegment factory = library.handle("duckdb_v2_connection_get_factory", connection);
        Callbacks steps = new Callbacks(library, callbacks);
        HeldObjects held = new HeldObjects(callbacks);
        StreamOptions stream = charged(options.stream());
        function =
                new SetFunction(
                        library,
                        held,
                        client,
                        catalog,
                        sql -> KeyQuery.run(library, instance, sql, allocator),
                        options.scanThreads(),
                        stream);
        function.register(connection, factory, steps);
        new SetReplacement(library).register(instance, factory, steps);
        new SetCopy(library, held, allocator, client).register(connection, factory, steps);
        execute("SET disabled_optimizers = 'common_subplan'");
    }

    /** The options with an allocator: DuckDB may have the vectors for longer than the reader. */
    private StreamOptions charged(StreamOptions options) {
        ReadOptions reading = options.readOptions();
        if (reading.allocator().isPresent()) {
            return options;
        }
        ReadOptions.Builder charged =
                ReadOptions.builder().allocator(allocator).onMismatch(reading.onMismatch());
        reading.onMismatchOfField().forEach(charged::onMismatch);
        return StreamOptions.builder()
                .readOptions(charged.build())
                .rowsPerRecordBatch(options.rowsPerRecordBatch())
                .maxBytesInFlight(options.maxBytesInFlight())
                .maxRecordBatchesAhead(options.maxRecordBatchesAhead())
                .progressListener(options.progressListener())
                .build();
    }

    /**
     * A new database in memory.
     *
     * @param client to the cluster whose sets are tables
     * @param options how sets are read: schemas, samples, threads
     * @throws IllegalStateException if DuckDB's library is of another version
     */
    public static NativeDuckDb open(ColumnarClient client, FunctionOptions options) {
        return new NativeDuckDb(DuckDbLibrary.get(), client, options, ":memory:");
    }

    /**
     * Runs statements, one or more, whose rows nobody wants.
     *
     * @throws DuckDbException if one of them fails; those before it were carried out
     */
    public void execute(String sql) {
        requireOpen();
        function.takeBound();
        session.execute(sql);
    }

    /**
     * Runs a query, which is one statement.
     *
     * @param allocator for the record batches
     * @return the rows; closed by the caller, before the next statement
     * @throws DuckDbException if the query fails; while rows are loaded, the reader fails instead
     * @throws IllegalArgumentException if there is no statement, or more than one, before anything
     *     is carried out
     */
    public ArrowReader query(String sql, BufferAllocator allocator) {
        requireOpen();
        function.takeBound();
        open = new ResultReader(session.query(sql, allocator), allocator);
        return open;
    }

    /** A name that is not known may be that of a bin that a set has got meanwhile. */
    private final class LookAgain implements DuckDbSession.Watch {
        @Override
        public void begins() {
            catalog.begin();
        }

        @Override
        public boolean repeats(DuckDbException failure) {
            boolean repeats = failure.isOfBinder() && catalog.forget();
            if (repeats) {
                function.takeBound();
            }
            return repeats;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The database is closed.");
        }
    }

    /**
     * DuckDB's plan of a query, and below it how each set is read: by keys, an index or a scan, and
     * whether the nodes filter.
     */
    public String explain(String sql) {
        List<String> lines = new ArrayList<>();
        try (ArrowReader rows = query("EXPLAIN " + sql, allocator)) {
            while (rows.loadNextBatch()) {
                FieldVector plan = rows.getVectorSchemaRoot().getVector(1);
                for (int row = 0; row < plan.getValueCount(); row++) {
                    lines.add(String.valueOf(plan.getObject(row)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The plan cannot be read.", e);
        }
        for (SetTable table : function.takeBound()) {
            lines.add("aerospike." + table + ": " + table.describe());
        }
        return String.join("\n", lines);
    }

    /**
     * Ends the statement that is running, which fails. For any thread; without effect if none is
     * running. It takes effect between chunks of rows, so a node that does not answer is waited for
     * as long as the client's policies say.
     */
    public void cancel() {
        synchronized (closing) {
            if (!closed) {
                session.interrupt();
            }
        }
    }

    /** Closes the database, and the result that is open. */
    @Override
    public void close() {
        cancel();
        synchronized (closing) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            if (open != null) {
                open.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The result that is open cannot be closed.", e);
        } finally {
            session.close();
            library.destroy("duckdb_v2_instance_destroy", instance);
            library.destroy("duckdb_v2_environment_destroy", environment);
            callbacks.close();
            allocator.close();
        }
    }
}
