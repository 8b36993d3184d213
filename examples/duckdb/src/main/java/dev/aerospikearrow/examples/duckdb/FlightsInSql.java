package dev.aerospikearrow.examples.duckdb;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.AerospikeDuckDb;
import dev.aerospikearrow.duckdb.FunctionOptions;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBResultSet;

/**
 * Flights by airport, in SQL: DuckDB reads a Parquet file into Aerospike, and Aerospike from SQL.
 *
 * <p>It runs on an embedded cluster of three nodes; the system property {@code aerospike.hosts}
 * ({@code host:port,…}) points it at a real one, where it writes the sets {@code flights} and
 * {@code airports} of the namespace {@code test}. How to log in there and what else connecting
 * needs is in the environment, see {@link ClientConfig#fromEnvironment}. The first argument may
 * name another Parquet file of flights.
 */
public final class FlightsInSql {
    private static final TablePrinter PRINTER = TablePrinter.DEFAULT;

    private final PrintStream out;
    private final Connection duckdb;
    private final AerospikeDuckDb aerospike;

    private FlightsInSql(PrintStream out, Connection duckdb, AerospikeDuckDb aerospike) {
        this.out = out;
        this.duckdb = duckdb;
        this.aerospike = aerospike;
    }

    /**
     * Runs the example.
     *
     * @param arguments optionally the Parquet file
     */
    public static void main(String[] arguments) {
        Path parquet =
                Path.of(arguments.length > 0 ? arguments[0] : "examples/data/flights-2001.parquet");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(parquet, System.getProperty("aerospike.hosts", ""), out);
        } catch (AerospikeException | IllegalArgumentException | SQLException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void run(Path parquet, String hosts, PrintStream out) throws SQLException, IOException {
        if (!Files.isReadable(parquet)) {
            throw new IllegalArgumentException(
                    "No file at "
                            + parquet.toAbsolutePath()
                            + ". Run from the project's root, or give the file as the first argument.");
        }
        if (!hosts.isEmpty()) {
            Map<String, String> settings = new HashMap<>(System.getenv());
            settings.put("AEROSPIKE_HOSTS", hosts);
            runOn(ClientConfig.fromEnvironment(settings).build(), parquet, out);
            return;
        }
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start()) {
            String seeds = String.join(",", cluster.hosts());
            runOn(ClientConfig.builder(seeds).build(), parquet, out);
        }
    }

    private static void runOn(ClientConfig config, Path parquet, PrintStream out)
            throws SQLException, IOException {
        out.println("Connecting to " + config.seeds());
        try (ColumnarClient client = ColumnarClient.connect(config);
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                AerospikeDuckDb aerospike = AerospikeDuckDb.over(duckdb, client)) {
            FlightsInSql example = new FlightsInSql(out, duckdb, aerospike);
            example.load(parquet);
            example.copyTheSet();
            example.askTheClusterItself();
            example.lookUp();
            example.writeBack();
        }
    }

    /** DuckDB reads the file; what its query answers is written to the cluster. */
    private void load(Path parquet) throws SQLException {
        heading("From a Parquet file into the set test.flights");
        String query =
                "SELECT id, date AS departure, delay, distance, origin, destination\n"
                        + "FROM read_parquet('"
                        + parquet.toString().replace("'", "''")
                        + "')";
        out.println(query);
        long start = System.nanoTime();
        WriteResult written =
                aerospike.write(
                        query,
                        ColumnarWriteOptions.keyedBy("id")
                                .set(SetName.of("test", "flights"))
                                .build());
        report(written.requireAllWritten().writtenCount(), "records written", start);
    }

    /** A copy, which can be queried any number of times. */
    private void copyTheSet() throws SQLException, IOException {
        heading("The set as a table, copied once");
        Schema schema =
                new Schema(
                        List.of(
                                Field.nullable(
                                        "departure",
                                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
                                Field.nullable("delay", new ArrowType.Int(32, true)),
                                Field.nullable("distance", new ArrowType.Int(32, true)),
                                Field.nullable("origin", ArrowType.Utf8.INSTANCE),
                                Field.nullable("destination", ArrowType.Utf8.INSTANCE)));
        long start = System.nanoTime();
        long rows =
                aerospike.createTable(
                        "flights", QuerySpec.of(SetName.of("test", "flights")), schema);
        report(rows, "rows copied", start);
        show(
                """
                SELECT origin, count(*) AS flights, round(avg(delay), 2) AS avg_delay,
                       quantile_cont(delay, 0.9) AS p90_delay
                FROM flights
                GROUP BY origin HAVING flights >= 1000
                ORDER BY avg_delay DESC LIMIT 5""");
        show(
                """
                SELECT hour(departure) AS hour, count(*) AS flights, round(avg(delay), 2) AS avg_delay
                FROM flights
                GROUP BY hour ORDER BY avg_delay DESC LIMIT 3""");
    }

    /** No copy: the query scans, and fetches the bins that it uses. */
    private void askTheClusterItself() throws SQLException, IOException {
        heading("The cluster itself, scanned by the query: only the bins that it uses are fetched");
        aerospike.registerFunctions(FunctionOptions.DEFAULT);
        show(
                """
                SELECT destination, count(*) AS flights, max(distance) AS miles
                FROM aerospike_scan('test', 'flights')
                GROUP BY destination ORDER BY flights DESC LIMIT 5""");
    }

    /** The keys come from a query, and their records join it. */
    private void lookUp() throws SQLException, IOException {
        heading("Records of the keys that a query has");
        run("CREATE TABLE bookings AS VALUES (28, 'Ann'), (31, 'Bob'), (74, 'Cem'), (75, 'Dana')");
        show(
                """
                SELECT col1 AS passenger, origin, destination, delay
                FROM bookings JOIN aerospike_lookup('test', 'flights', 'SELECT col0 FROM bookings')
                     ON __key = col0
                ORDER BY passenger""");
    }

    /** What SQL has worked out becomes records. */
    private void writeBack() throws SQLException, IOException {
        heading("A result written back: the set test.airports");
        String query =
                "SELECT origin AS airport, count(*) AS flights, avg(delay) AS avg_delay,\n"
                        + "       list(DISTINCT destination ORDER BY destination) AS destinations\n"
                        + "FROM flights GROUP BY origin";
        out.println(query);
        long start = System.nanoTime();
        WriteResult written =
                aerospike.write(
                        query,
                        ColumnarWriteOptions.keyedBy("airport")
                                .set(SetName.of("test", "airports"))
                                .bins("airport", "flights", "avg_delay", "destinations")
                                .build());
        report(written.requireAllWritten().writtenCount(), "records written", start);
        show(
                """
                SELECT airport, flights, round(avg_delay, 2) AS avg_delay,
                       len(destinations::VARCHAR[]) AS destinations
                FROM aerospike_scan('test', 'airports')
                ORDER BY flights DESC LIMIT 3""");
    }

    private void heading(String text) {
        out.printf("%n-- %s%n%n", text);
    }

    private void report(long count, String what, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        out.printf(
                Locale.ROOT,
                "=> %,d %s in %.2f s (%,.0f/s)%n%n",
                count,
                what,
                seconds,
                count / seconds);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The query, its result as Arrow columns, and how long it took. */
    private void show(String query) throws SQLException, IOException {
        out.println(query);
        long start = System.nanoTime();
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(query);
                BufferAllocator allocator = new RootAllocator();
                ArrowReader reader =
                        (ArrowReader)
                                rows.unwrap(DuckDBResultSet.class)
                                        .arrowExportStream(allocator, 1_000)) {
            double millis = (System.nanoTime() - start) / 1e6;
            reader.loadNextBatch();
            out.println(PRINTER.format(reader.getVectorSchemaRoot()));
            out.printf(Locale.ROOT, "=> %.0f ms%n%n", millis);
        }
    }
}
