package dev.aerospikearrow.duckdb;

import java.lang.ref.WeakReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one database, and who answers for them. The driver can neither replace nor drop
 * a function, and does not say that it did not. So each database gets functions once, that ask this
 * slot; another definition goes into the slot.
 *
 * <p>The slot is found again by its number, which the database knows through one more function.
 */
final class FunctionSlot {
    private static final String SLOT_FUNCTION = "__aerospike_functions";
    private static final String UNDEFINED_SLOT =
            "SELECT count(*) FROM duckdb_functions() WHERE function_name = '" + SLOT_FUNCTION + "'";

    /** Weak, since a slot lives as long as the functions that the database holds. */
    private static final Map<String, WeakReference<FunctionSlot>> SLOTS = new ConcurrentHashMap<>();

    private final String number = UUID.randomUUID().toString();
    private volatile @Nullable TableFunctions current;

    private FunctionSlot() {}

    /** The slot of a connection's database. The first time, this defines the functions. */
    static synchronized FunctionSlot of(DuckDBConnection connection) throws SQLException {
        if (!text(connection, UNDEFINED_SLOT).equals("0")) {
            String number = text(connection, "SELECT number FROM " + SLOT_FUNCTION + "()");
            return Optional.ofNullable(SLOTS.get(number))
                    .map(WeakReference::get)
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "The database has a function "
                                                    + SLOT_FUNCTION
                                                    + " that is not of this library, or was"
                                                    + " defined by another class loader."));
        }
        FunctionSlot slot = new FunctionSlot();
        slot.define(connection);
        SLOTS.put(slot.number, new WeakReference<>(slot));
        return slot;
    }

    private static String text(DuckDBConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Who answers queries from now on. */
    void put(TableFunctions functions) {
        current = functions;
    }

    TableFunctions current() {
        TableFunctions functions = current;
        if (functions == null) {
            throw new IllegalStateException("The functions are not defined yet.");
        }
        return functions;
    }

    private void define(DuckDBConnection connection) throws SQLException {
        define(connection, new NumberFunction(this), DuckDBFunctions.tableFunction());
        define(
                connection,
                new ScanFunction(this),
                common(2)
                        .withNamedParameter(FunctionArguments.FILTER, DuckDBColumnType.VARCHAR)
                        .withNamedParameter(FunctionArguments.KEY, DuckDBColumnType.VARCHAR)
                        .withNamedParameter(
                                FunctionArguments.MAX_RECORDS, DuckDBColumnType.BIGINT));
        define(connection, new LookupFunction(this), common(3));
        GetFunction.define(connection, this);
    }

    private static DuckDBTableFunctionBuilder common(int textCount) throws SQLException {
        DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction();
        for (int i = 0; i < textCount; i++) {
            builder.withParameter(DuckDBColumnType.VARCHAR);
        }
        return builder.withNamedParameter(FunctionArguments.METADATA, DuckDBColumnType.BOOLEAN)
                .withNamedParameter(FunctionArguments.ON_MISMATCH, DuckDBColumnType.VARCHAR)
                .withNamedParameter(FunctionArguments.RETRY_FOR, DuckDBColumnType.DOUBLE)
                .withNamedParameter(FunctionArguments.ALLOW_EMPTY, DuckDBColumnType.BOOLEAN);
    }

    private static void define(
            DuckDBConnection connection,
            QuietFunction<?, ?, ?> function,
            DuckDBTableFunctionBuilder builder)
            throws SQLException {
        try (builder) {
            builder.withName(function.name())
                    .withFunction(function)
                    .withProjectionPushdown()
                    .register(connection);
        }
    }

    /** A table of one row with the slot's number. */
    private static final class NumberFunction extends QuietFunction<Object, boolean[], Object> {
        private static final Object NOTHING = new Object();

        private final FunctionSlot slot;

        NumberFunction(FunctionSlot slot) {
            super(SLOT_FUNCTION);
            this.slot = slot;
        }

        @Override
        Object bindCall(DuckDBTableFunctionBindInfo info) {
            info.addResultColumn("number", DuckDBColumnType.VARCHAR);
            return NOTHING;
        }

        @Override
        boolean[] start(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(1);
            return new boolean[1];
        }

        @Override
        Object startThread(DuckDBTableFunctionInitInfo info) {
            return NOTHING;
        }

        @Override
        long fill(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
            boolean[] done = info.getInitData();
            if (done[0]) {
                return 0;
            }
            done[0] = true;
            chunk.vector(0).setString(0, slot.number);
            return 1;
        }
    }
}
