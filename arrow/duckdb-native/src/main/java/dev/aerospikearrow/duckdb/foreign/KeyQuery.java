package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.duckdb.stream.Readers;
import dev.aerospikearrow.duckdb.stream.SqlType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** The keys of a query, which runs on a connection of its own: its first column. */
final class KeyQuery implements AutoCloseable {
    private static final ArrowType INTEGER = new ArrowType.Int(64, true);
    private static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;

    private static final Map<String, ArrowType> TYPES =
            Map.of(
                    "TINYINT", INTEGER,
                    "SMALLINT", INTEGER,
                    "INTEGER", INTEGER,
                    "BIGINT", INTEGER,
                    "UTINYINT", INTEGER,
                    "USMALLINT", INTEGER,
                    "UINTEGER", INTEGER,
                    "VARCHAR", TEXT,
                    "ENUM", TEXT,
                    "BLOB", ArrowType.Binary.INSTANCE);

    private final DuckDbSession session;
    private final ArrowReader rows;

    private KeyQuery(DuckDbSession session, ArrowReader rows) {
        this.session = session;
        this.rows = rows;
    }

    /** Runs queries. */
    @FunctionalInterface
    interface Runner {
        /**
         * Runs a query, which the caller closes.
         *
         * @throws IllegalArgumentException if it fails
         */
        KeyQuery run(String sql);
    }

    static KeyQuery run(
            DuckDbLibrary library, MemorySegment instance, String sql, BufferAllocator allocator) {
        DuckDbSession session = new DuckDbSession(library, instance, DuckDbSession.Watch.NONE);
        try {
            return new KeyQuery(session, session.query(sql, allocator));
        } catch (RuntimeException e) {
            session.close();
            throw new IllegalArgumentException(
                    "The query of the keys fails: "
                            + e.getMessage()
                            + " (It runs on a connection of its own, so it sees no temporary"
                            + " tables, and of tables what is committed.)",
                    e);
        }
    }

    /**
     * The type of the keys of a query, which is not run for that.
     *
     * @throws IllegalArgumentException if they can be no keys
     */
    static ArrowType type(Runner runner, String sql) {
        String shape = "SELECT column_name, column_type FROM (DESCRIBE " + sql + "\n) LIMIT 1";
        try (KeyQuery described = runner.run(shape)) {
            if (!described.rows.loadNextBatch()) {
                throw new IllegalArgumentException("The query of the keys has no column.");
            }
            VectorSchemaRoot column = Readers.root(described.rows);
            String name = String.valueOf(column.getVector(0).getObject(0));
            String typeName = String.valueOf(column.getVector(1).getObject(0));
            ArrowType type = TYPES.get(SqlType.parse(typeName).name());
            if (type == null) {
                throw new IllegalArgumentException(
                        "Keys are integers, texts or bytes, but the first column of the query, "
                                + name
                                + ", is "
                                + typeName
                                + ". Cast it, as in CAST("
                                + name
                                + " AS BIGINT).");
            }
            return type;
        } catch (IOException e) {
            throw new UncheckedIOException("The query of the keys cannot be read.", e);
        }
    }

    ArrowReader rows() {
        return rows;
    }

    /**
     * The name of the column of the keys.
     *
     * @throws IllegalArgumentException if another column has it, too
     */
    String fieldName() {
        String name = Readers.root(rows).getSchema().getFields().get(0).getName();
        if (Readers.root(rows).getFieldVectors().stream()
                        .filter(vector -> vector.getName().equals(name))
                        .count()
                > 1) {
            throw new IllegalArgumentException(
                    "The query of the keys has two columns "
                            + name
                            + ". Give one of them another name, with AS.");
        }
        return name;
    }

    @Override
    public void close() throws IOException {
        try (session) {
            rows.close();
        }
    }
}
