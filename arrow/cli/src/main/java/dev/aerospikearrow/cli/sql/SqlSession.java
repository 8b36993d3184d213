package dev.aerospikearrow.cli.sql;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.AerospikeDuckDb;
import dev.aerospikearrow.duckdb.FunctionOptions;
import dev.aerospikearrow.expression.Expression;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * A database of DuckDB in memory, in which each set is a table that is read when a statement names
 * it: {@code test.flights}. Which ones a statement names, DuckDB says: it is asked to prepare it,
 * and the table that it misses is declared, until it misses none. What a statement makes, such as a
 * table of its own, is there until the session ends.
 *
 * <p>For one thread; {@link #cancel} is for any.
 */
public final class SqlSession implements AutoCloseable {
    private static final Set<String> MOVING_CONDITIONS =
            Set.of(
                    "expression_rewriter",
                    "filter_pullup",
                    "filter_pushdown",
                    "cte_filter_pusher",
                    "cte_inlining",
                    "unused_columns");

    private static final String NO_REASON = "Invalid result set";

    private final Connection connection;
    private final AerospikeDuckDb aerospike;
    private final SetDirectory sets;
    private final StreamOptions reading;
    private final Map<SetName, Schema> known = new LinkedHashMap<>();
    private final Set<SetName> declared = new LinkedHashSet<>();
    private final Map<SetName, Expression> filters = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<MismatchReport> mismatches = new ConcurrentLinkedQueue<>();
    private String statement = "";
    private volatile @Nullable Statement running;
    private volatile boolean cancelled;

    private SqlSession(
            Connection connection,
            AerospikeDuckDb aerospike,
            SetDirectory sets,
            StreamOptions reading) {
        this.connection = connection;
        this.aerospike = aerospike;
        this.sets = sets;
        this.reading = reading;
    }

    /**
     * Opens a session.
     *
     * @param client stays the caller's
     * @param reading how sets are read
     */
    public static SqlSession open(ColumnarClient client, SetDirectory sets, StreamOptions reading)
            throws SQLException {
        Properties properties = new Properties();
        // Rows are handed out as they are read, and not all at once.
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try {
            SqlSession session =
                    new SqlSession(
                            connection, AerospikeDuckDb.over(connection, client), sets, reading);
            session.execute("SET autoinstall_known_extensions = false");
            session.execute("SET enable_progress_bar = false");
            session.execute("SET temp_directory = " + Identifier.text(spillFolder()));
            for (String namespace : sets.namespaces()) {
                session.execute("CREATE SCHEMA IF NOT EXISTS " + Identifier.quoted(namespace));
            }
            session.register();
            return session;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Where DuckDB puts what memory has no room for: never the folder where the command runs. */
    private static String spillFolder() {
        return Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "aerospike-arrow-sql-" + ProcessHandle.current().pid())
                .toString();
    }

    private void register() throws SQLException {
        FunctionOptions.Builder options =
                FunctionOptions.builder().stream(reading).mismatchListener(mismatches::add);
        if (sets.isEmptyAllowed()) {
            options.allowEmpty();
        }
        known.forEach((set, schema) -> options.schema(set, schema));
        aerospike.registerFunctions(options.build());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs one statement.
     *
     * @return to be closed by the caller, before the next one
     * @throws CliException if it is wrong, or names a set that there is not
     */
    public SqlResult run(String sql) {
        mismatches.clear();
        try {
            requireGoingOn();
            forgetTables();
            statement = sql;
            PreparedStatement prepared = filtered(sql, prepare(sql));
            running = prepared;
            try {
                requireGoingOn();
                return SqlResult.of(this, prepared, prepared.execute());
            } catch (SQLException | RuntimeException e) {
                prepared.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What a failure of DuckDB means, also one that comes with the rows. */
    public RuntimeException failure(Exception thrown) {
        if (cancelled) {
            return new CancellationException("Interrupted.");
        }
        if (thrown instanceof CliException told) {
            return told;
        }
        String message = String.valueOf(thrown.getMessage()).strip();
        if (message.contains(NO_REASON)) {
            message = reason().orElse(message);
        }
        return new CliException(SqlFault.exitCode(message), message, thrown);
    }

    /**
     * Why a query fails: streams of results lose the reason, so it runs once more without one.
     * Other statements than queries are not run a second time.
     */
    private Optional<String> reason() {
        String all = "CREATE OR REPLACE TEMP TABLE __reason AS SELECT max(hash(rows)) FROM (";
        try {
            execute(all + statement + "\n) rows");
            return Optional.empty(); // This time it went well.
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            return message.startsWith("Parser Error")
                    ? Optional.empty()
                    : Optional.of(message.split("\n\n")[0]);
        }
    }

    /** The tables of the last statement, so that a statement has those only that it names. */
    private void forgetTables() throws SQLException {
        for (SetName set : declared) {
            execute("DROP VIEW IF EXISTS " + viewName(set));
        }
        declared.clear();
        filters.clear();
    }

    /**
     * Lets the nodes evaluate what they can of a statement's conditions. DuckDB does not hand them
     * to functions of Java, but it says what it would do with the rows of each: the tables are
     * declared once more, with filters.
     */
    private PreparedStatement filtered(String sql, PreparedStatement prepared) throws SQLException {
        try {
            ScanPlan plan = declared.isEmpty() ? ScanPlan.NONE : plan(sql);
            plan.scans()
                    .forEach(
                            (set, scans) -> {
                                if (declared.contains(set)) {
                                    ScanFilter.of(scans, known.get(set), onMismatch())
                                            .ifPresent(filter -> filters.put(set, filter));
                                }
                            });
            if (filters.isEmpty()) {
                return prepared;
            }
            for (Map.Entry<SetName, Expression> filter : filters.entrySet()) {
                createView(
                        filter.getKey(),
                        ", filter := "
                                + Identifier.text(
                                        "expression('" + filter.getValue().toBase64() + "')"));
            }
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
        prepared.close();
        return connection.prepareStatement(sql);
    }

    private OnMismatch onMismatch() {
        return reading.readOptions().onMismatch();
    }

    /**
     * What DuckDB would do if the sets were tables of its own that have no rows: of functions of
     * Java it tells nothing. Where it tells nothing of a statement, the plan is empty.
     */
    private ScanPlan plan(String sql) throws SQLException {
        for (SetName set : declared) {
            execute("DROP VIEW " + viewName(set));
            execute("CREATE TABLE " + viewName(set) + " AS FROM " + scan(set, "") + " LIMIT 0");
        }
        String disabled = value("SELECT current_setting('disabled_optimizers')");
        execute("SET disabled_optimizers = " + Identifier.text(needlessOptimizers()));
        try (PreparedStatement asked =
                connection.prepareStatement("SELECT json_serialize_plan(?, optimize := true)")) {
            asked.setString(1, SqlText.explained(sql).orElse(sql));
            try (ResultSet answer = asked.executeQuery()) {
                return answer.next() ? ScanPlan.read(answer.getString(1)) : ScanPlan.NONE;
            }
        } finally {
            execute("SET disabled_optimizers = " + Identifier.text(disabled));
            for (SetName set : declared) {
                execute("DROP TABLE " + viewName(set));
                createView(set, "");
            }
        }
    }

    /** All but those that move conditions: some draw conclusions from there being no rows. */
    private String needlessOptimizers() throws SQLException {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                value("SELECT string_agg(name, ',') FROM duckdb_optimizers()")
                                        .split(",")));
        names.removeAll(MOVING_CONDITIONS);
        return String.join(",", names);
    }

    private String value(String sql) throws SQLException {
        try (Statement asked = connection.createStatement();
                ResultSet row = asked.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** What the nodes evaluate of the last statement's conditions, by set. */
    public Map<SetName, Expression> filters() {
        return new LinkedHashMap<>(filters);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        while (true) {
            Optional<MissingTable> missing;
            execute("SET errors_as_json = true");
            try {
                return connection.prepareStatement(sql);
            } catch (SQLException e) {
                missing = MissingTable.of(e, sql);
            } finally {
                execute("SET errors_as_json = false");
            }
            if (missing.isEmpty()) {
                return connection.prepareStatement(sql); // Fails with a message for people.
            }
            declare(missing.get());
        }
    }

    private void declare(MissingTable missing) throws SQLException {
        SetName set =
                missing.schema().isPresent()
                        ? sets.find(missing.schema().get(), missing.name())
                        : onlyOne(missing.name());
        if (!declared.add(set)) {
            throw noTable(missing.name());
        }
        if (!known.containsKey(set)) {
            known.put(set, sets.columns(set));
            register();
        }
        createView(set, "");
    }

    /**
     * @param arguments further ones of the scan
     */
    private void createView(SetName set, String arguments) throws SQLException {
        execute("CREATE OR REPLACE VIEW " + viewName(set) + " AS FROM " + scan(set, arguments));
    }

    private static String scan(SetName set, String arguments) {
        return "aerospike_scan("
                + Identifier.text(set.namespace())
                + ", "
                + Identifier.text(set.name())
                + arguments
                + ")";
    }

    /** DuckDB does not always say which schema a statement names, as in DESCRIBE test.flights. */
    private SetName onlyOne(String name) {
        List<SetDirectory.Named> named = sets.named(name);
        if (named.size() != 1) {
            throw noTable(name);
        }
        return named.get(0).set();
    }

    private CliException noTable(String name) {
        List<SetDirectory.Named> named = sets.named(name);
        return new CliException(
                ExitCode.EMPTY,
                "There is no table "
                        + name
                        + ". A set is written with its namespace"
                        + (named.isEmpty()
                                ? ", as in test.flights, and no namespace has a set of this name."
                                : ": "
                                        + named.stream()
                                                .map(SetDirectory.Named::description)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private static String viewName(SetName set) {
        return Identifier.quoted(set.namespace()) + "." + Identifier.quoted(set.name());
    }

    /** What did not fit and was let pass by the last statement. */
    public List<MismatchReport> mismatches() {
        return new ArrayList<>(mismatches);
    }

    private void requireGoingOn() {
        if (cancelled) {
            throw new CancellationException("Interrupted.");
        }
    }

    /** After {@link #cancel}, lets statements run again. */
    public void goOn() {
        cancelled = false;
    }

    /** Ends the statement that runs, or the one that is about to, from any thread. */
    public void cancel() {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                return; // It has ended by itself.
            }
        }
    }

    @Override
    public void close() throws SQLException {
        aerospike.close();
        connection.close();
    }
}
