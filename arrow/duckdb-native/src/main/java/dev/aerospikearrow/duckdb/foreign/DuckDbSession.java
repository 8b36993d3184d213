package dev.aerospikearrow.duckdb.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** A connection to a database, and the statements that run on it. For one thread at a time. */
final class DuckDbSession implements AutoCloseable {
    private final DuckDbLibrary library;
    private final MemorySegment connection;
    private final Watch watch;

    DuckDbSession(DuckDbLibrary library, MemorySegment instance, Watch watch) {
        this.library = library;
        this.watch = watch;
        connection = library.handle("duckdb_v2_connection_create", instance);
    }

    /** A listener to statements, which may have one run again. */
    interface Watch {
        /** Never has one run again. */
        Watch NONE =
                new Watch() {
                    @Override
                    public void begins() {}

                    @Override
                    public boolean repeats(DuckDbException failure) {
                        return false;
                    }
                };

        /** A statement begins. */
        void begins();

        /** Whether a statement that has failed is run once more. */
        boolean repeats(DuckDbException failure);
    }

    MemorySegment connection() {
        return connection;
    }

    /** Runs statements, one or more, whose rows nobody wants. */
    void execute(String sql) {
        try (Statements statements = new Statements(sql)) {
            for (MemorySegment next = statements.next();
                    next.address() != 0;
                    next = statements.next()) {
                MemorySegment result = run(next);
                try {
                    library.number("duckdb_v2_arrow_result_drain", result);
                } finally {
                    library.destroy("duckdb_v2_arrow_result_destroy", result);
                }
            }
        }
    }

    /** Runs a query, whose rows are closed before the session. */
    ArrowReader query(String sql, BufferAllocator allocator) {
        requireOnlyOne(sql);
        try (Statements statements = new Statements(sql);
                Arena arena = Arena.ofConfined()) {
            MemorySegment only = statements.next();
            if (only.address() == 0) {
                throw new IllegalArgumentException("There is no statement in the text.");
            }
            MemorySegment slot = arena.allocate(ADDRESS);
            slot.set(ADDRESS, 0, run(only));
            try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
                library.call(
                        "duckdb_v2_arrow_result_to_arrow_c_stream",
                        slot,
                        MemorySegment.ofAddress(stream.memoryAddress()));
                return Data.importArrayStream(allocator, stream);
            }
        }
    }

    /** Before the first one is carried out. */
    private void requireOnlyOne(String sql) {
        try (Statements statements = new Statements(sql)) {
            if (statements.next().address() != 0 && statements.next().address() != 0) {
                throw new IllegalArgumentException(
                        "A query is one statement, but the text has more. Carry out those before"
                                + " it with execute(…).");
            }
        }
    }

    private MemorySegment run(MemorySegment statement) {
        watch.begins();
        try {
            return runOnce(statement);
        } catch (DuckDbException e) {
            if (watch.repeats(e)) {
                return runOnce(statement);
            }
            throw e;
        }
    }

    private MemorySegment runOnce(MemorySegment statement) {
        return library.handle(
                "duckdb_v2_statement_execute_arrow",
                connection,
                statement,
                MemorySegment.NULL,
                MemorySegment.NULL,
                0L,
                0L);
    }

    /** Ends the statement that is running; for any thread. */
    void interrupt() {
        library.call("duckdb_v2_connection_interrupt", connection);
    }

    @Override
    public void close() {
        library.destroy("duckdb_v2_connection_destroy", connection);
    }

    /** The statements of a text, one after the other. */
    private final class Statements implements AutoCloseable {
        private final MemorySegment iterator;
        private MemorySegment current = MemorySegment.NULL;

        Statements(String sql) {
            try (Arena arena = Arena.ofConfined()) {
                iterator =
                        library.handle("duckdb_v2_parse_sql", connection, arena.allocateFrom(sql));
            }
        }

        /** The next one; NULL at the end. */
        MemorySegment next() {
            destroyCurrent();
            current = library.handle("duckdb_v2_statement_iterator_next", iterator);
            return current;
        }

        private void destroyCurrent() {
            if (current.address() != 0) {
                library.destroy("duckdb_v2_sql_statement_destroy", current);
                current = MemorySegment.NULL;
            }
        }

        @Override
        public void close() {
            destroyCurrent();
            library.destroy("duckdb_v2_statement_iterator_destroy", iterator);
        }
    }
}
