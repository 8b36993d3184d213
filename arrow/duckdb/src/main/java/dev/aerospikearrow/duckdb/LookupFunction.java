package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.columnar.content.StoredKeys;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.stream.Readers;
import dev.aerospikearrow.duckdb.stream.ResultTypes;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBTableFunctionState;

/** {@code aerospike_lookup}: the records of the keys that a query has, in its order. */
final class LookupFunction
        extends QuietFunction<LookupFunction.Plan, LookupFunction.Lookup, Object> {
    private static final Object NOTHING = new Object();

    private final FunctionSlot slot;

    LookupFunction(FunctionSlot slot) {
        super("aerospike_lookup");
        this.slot = slot;
    }

    /**
     * What one call reads.
     *
     * @param functions the definition that was valid when the query was bound
     * @param keyQuery its first column has the keys
     * @param keyType the type of the keys
     * @param emptyAllowed whether it is an answer that keys of another type than the set's have no
     *     records
     */
    record Plan(
            TableFunctions functions,
            FunctionTable table,
            String keyQuery,
            ArrowType keyType,
            boolean emptyAllowed) {

        /** Whether the query can ask for the code of each row. */
        boolean hasCodes() {
            return table.fields().stream()
                    .anyMatch(
                            field ->
                                    field.getName().equals(MetadataColumn.RESULT_CODE.fieldName()));
        }

        /**
         * @throws IllegalArgumentException if keys that have no record could not have one
         */
        void requireFound(FoundKeys found) {
            if (!emptyAllowed && found.isNothing()) {
                StoredKeys.mistaken(functions.client().client(), table.set(), keyType)
                        .ifPresent(
                                mistake -> {
                                    throw new IllegalArgumentException(
                                            mistake + TableFunctions.OTHERWISE);
                                });
            }
        }
    }

    /** The keys of a query, running on a connection of its own. */
    static final class KeyQuery implements AutoCloseable {
        private final DuckDBConnection connection;
        private final BufferAllocator allocator;
        private final String typeName;
        private final ArrowReader reader;

        private KeyQuery(
                DuckDBConnection connection,
                BufferAllocator allocator,
                String typeName,
                ArrowReader reader) {
            this.connection = connection;
            this.allocator = allocator;
            this.typeName = typeName;
            this.reader = reader;
        }

        /**
         * Runs the query.
         *
         * @param connection owned by the result; its statement and rows are closed with it
         */
        static KeyQuery run(DuckDBConnection connection, String sql, int rowsPerRecordBatch)
                throws SQLException {
            BufferAllocator allocator = new RootAllocator();
            try {
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql);
                return new KeyQuery(
                        connection,
                        allocator,
                        rows.getMetaData().getColumnTypeName(1),
                        ResultWriter.reader(rows, allocator, rowsPerRecordBatch));
            } catch (SQLException | RuntimeException e) {
                try (connection;
                        allocator) {
                    throw e;
                }
            }
        }

        /**
         * The name of the column of the keys, by which it is found in each record batch.
         *
         * @throws IllegalArgumentException if another column has it, too
         */
        String fieldName() {
            String name = field().getName();
            long count =
                    Readers.root(reader).getSchema().getFields().stream()
                            .filter(field -> field.getName().equals(name))
                            .count();
            if (count > 1) {
                throw new IllegalArgumentException(
                        "The query of the keys has two columns "
                                + name
                                + ". Give one of them another name, with AS.");
            }
            return name;
        }

        /**
         * The type of the keys in Arrow; an ENUM has texts, which are looked up in its dictionary.
         *
         * @throws IllegalArgumentException if it cannot be a key's
         */
        ArrowType type() {
            Field field = field();
            ResultTypes.requireKept(typeName, field);
            DictionaryEncoding encoding = field.getDictionary();
            ArrowType type =
                    encoding == null
                            ? field.getType()
                            : reader.lookup(encoding.getId()).getVectorType();
            boolean allowed =
                    type instanceof ArrowType.Int
                            || type instanceof ArrowType.Utf8
                            || type instanceof ArrowType.Binary;
            if (!allowed) {
                throw new IllegalArgumentException(
                        "Keys are integers, texts or bytes, but the first column of the query, "
                                + field.getName()
                                + ", is "
                                + typeName
                                + ". Cast it, as in CAST("
                                + field.getName()
                                + " AS BIGINT).");
            }
            return type;
        }

        private Field field() {
            return Readers.root(reader).getSchema().getFields().get(0);
        }

        @Override
        public void close() throws IOException, SQLException {
            try (connection;
                    allocator) {
                reader.close();
            }
        }
    }

    /** A running query's lookup. DuckDB closes it, at the end or when the query is given up. */
    static final class Lookup implements DuckDBTableFunctionState {
        private final Plan plan;
        private final KeyQuery keys;
        private final FoundKeys found;
        private final ChunkSource source;

        /**
         * @param columnCount how many of the reader's columns the query uses
         */
        Lookup(Plan plan, KeyQuery keys, RecordBatchReader reader, int columnCount) {
            this.plan = plan;
            this.keys = keys;
            found = new FoundKeys(plan.hasCodes());
            source =
                    new ChunkSource(
                            reader,
                            plan.functions().options().mismatchListener(),
                            columnCount,
                            found::add);
        }

        synchronized int next(DuckDBDataChunkWriter chunk) {
            int rowCount = source.next(chunk);
            if (rowCount == 0) {
                plan.requireFound(found);
            }
            return rowCount;
        }

        @Override
        public synchronized void close() throws IOException, SQLException {
            try (keys) {
                source.close();
            }
        }
    }

    @Override
    Plan bindCall(DuckDBTableFunctionBindInfo info) throws Exception {
        TableFunctions functions = slot.current();
        FunctionArguments arguments = new FunctionArguments(info);
        SetName set = SetName.of(arguments.text(0, "namespace"), arguments.text(1, "set"));
        String keyQuery = arguments.text(2, "query of the keys");
        functions.requireThere(set, arguments);
        ArrowType keyType = keyType(functions, keyQuery);
        List<Field> extra = new ArrayList<>();
        extra.add(Field.nullable(MetadataColumn.KEY.fieldName(), keyType));
        if (arguments.metadata()) {
            extra.add(
                    Field.nullable(
                            MetadataColumn.RESULT_CODE.fieldName(), new ArrowType.Int(32, true)));
            extra.addAll(TableFunctions.metadata());
        }
        FunctionTable table =
                new FunctionTable(
                        set,
                        functions.fields(set, extra),
                        arguments.applyTo(functions.options().stream()),
                        arguments.retryTime());
        table.declareColumns(info);
        return new Plan(functions, table, keyQuery, keyType, functions.isEmptyAllowed(arguments));
    }

    /** The type of the keys, without running the query. */
    private static ArrowType keyType(TableFunctions functions, String sql)
            throws IOException, SQLException {
        String shape = "FROM (" + sql + "\n) LIMIT 0";
        try (KeyQuery query = keyQuery(functions, shape)) {
            return query.type();
        }
    }

    private static KeyQuery keyQuery(TableFunctions functions, String sql) {
        try {
            return KeyQuery.run(
                    functions.newConnection(),
                    sql,
                    functions.options().stream().rowsPerRecordBatch());
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "The query of the keys fails: "
                            + e.getMessage()
                            + " (It runs on a connection of its own, so it sees no temporary"
                            + " tables, and of tables what is committed.)",
                    e);
        }
    }

    @Override
    Lookup start(DuckDBTableFunctionInitInfo info) throws Exception {
        Plan plan = info.getBindData();
        FunctionTable table = plan.table();
        info.setMaxThreads(1);
        Schema schema = table.projected(info);
        KeyQuery keys = keyQuery(plan.functions(), plan.keyQuery());
        try {
            KeyStream stream = KeyStream.ofColumn(table.set(), keys.reader, keys.fieldName());
            return new Lookup(
                    plan,
                    keys,
                    table.over(plan.functions().client())
                            .batchReadStream(stream, FoundKeys.withCode(schema), table.options()),
                    schema.getFields().size());
        } catch (RuntimeException | Error e) {
            keys.close();
            throw e;
        }
    }

    @Override
    Object startThread(DuckDBTableFunctionInitInfo info) {
        return NOTHING;
    }

    @Override
    long fill(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) throws Exception {
        Lookup lookup = info.getInitData();
        return lookup.next(chunk);
    }
}
