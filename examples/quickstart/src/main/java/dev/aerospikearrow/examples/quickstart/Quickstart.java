package dev.aerospikearrow.examples.quickstart;

import static java.util.stream.Collectors.joining;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.examples.quickstart.FlightFile.Flight;
import java.io.File;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;

/**
 * A program that puts 200,000 real flights into Aerospike and asks SQL about them, which gets them
 * as maps and as Arrow columns: which airports have the longest delays, and all flights as a
 * Parquet file.
 *
 * <p>Without further ado it runs on an embedded server in a process of its own; the system property
 * {@code aerospike.hosts} ({@code host:port,…}) points it at a real one, where it writes the set
 * {@code flights} of the namespace {@code test}. How to log in there and what else connecting needs
 * is in the environment, see {@link ClientConfig#fromEnvironment}. The first argument may name
 * another Parquet file of flights.
 */
public final class Quickstart {
    /** For a terminal of 80 characters. */
    private static final TablePrinter TABLE = TablePrinter.DEFAULT.withMaxWidth(80).withMaxRows(6);

    private final PrintStream out;
    private final Progress progress;
    private final Contest.Pace pace;

    private Quickstart(PrintStream out, Progress progress, Contest.Pace pace) {
        this.out = out;
        this.progress = progress;
        this.pace = pace;
    }

    /**
     * Runs the quickstart.
     *
     * @param arguments optionally the Parquet file
     */
    public static void main(String[] arguments) {
        Path parquet =
                Path.of(arguments.length > 0 ? arguments[0] : "examples/data/flights-2001.parquet");
        // Whatever the environment says of character sets: terminals know this one.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Progress progress =
                Boolean.getBoolean("quickstart.terminal") ? Progress.BAR : Progress.NONE;
        try {
            run(
                    parquet,
                    System.getProperty("aerospike.hosts", ""),
                    new Quickstart(out, progress, Contest.Pace.DEFAULT));
        } catch (AerospikeException
                | IllegalArgumentException
                | IllegalStateException
                | UncheckedIOException
                | SQLException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything, without bars that move. */
    static void run(Path parquet, String hosts, PrintStream out, Contest.Pace pace)
            throws Exception {
        run(parquet, hosts, new Quickstart(out, Progress.NONE, pace));
    }

    private static void run(Path parquet, String hosts, Quickstart quickstart) throws Exception {
        List<Flight> flights = FlightFile.read(parquet);
        quickstart.say("%,d flights in %s", flights.size(), parquet.getFileName());
        if (!hosts.isEmpty()) {
            Map<String, String> settings = new HashMap<>(System.getenv());
            settings.put("AEROSPIKE_HOSTS", hosts);
            quickstart.run(flights, ClientConfig.fromEnvironment(settings).build(), "");
            return;
        }
        try (ServerProcess server = ServerProcess.start()) {
            ClientConfig config = ClientConfig.builder(server.hosts()).build();
            quickstart.run(flights, config, ", embedded, in a process of its own");
        }
    }

    private void run(List<Flight> flights, ClientConfig config, String kind) throws Exception {
        try (AerospikeClient client = AerospikeClient.connect(config);
                ColumnarClient columnar = ColumnarClient.over(client);
                DuckDBConnection duckdb =
                        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:")) {
            String hosts = config.seeds().stream().map(Host::toString).collect(joining(","));
            say("Server at %s%s", hosts, kind);
            write(client, flights);
            long[] ids = flights.stream().mapToLong(Flight::id).toArray();
            show(columnar, ids);
            FlightsTable columns = new FlightsAsColumns(columnar, duckdb);
            FlightsTable maps = new FlightsAsMaps(client, duckdb);
            askForAirports(ids, columns, maps);
            askForFile(ids, columns, maps, duckdb);
        }
        say(
                "Both ways took turns. Figures are medians of %d rounds, ± half the distance",
                pace.rounds());
        say("between the quartiles; CPU and heap are those of this whole process, with its");
        say("compiler and collector, and without the server.");
    }

    private void write(AerospikeClient client, List<Flight> flights) {
        long start = System.nanoTime();
        try (Progress.Steps steps = progress.start("Writing", flights.size())) {
            FlightSet.write(client, flights, steps::advance);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        say("Wrote %,d records in %.1f s%n", flights.size(), seconds);
    }

    private void show(ColumnarClient columnar, long[] ids) {
        Schema schema = FlightColumn.schema(List.of(FlightColumn.values()));
        try (ColumnarBatch batch = columnar.batchRead(FlightSet.NAME, ids, schema)) {
            out.println(batch);
            out.println(TABLE.format(batch));
        }
    }

    private void askForAirports(long[] ids, FlightsTable columns, FlightsTable maps)
            throws Exception {
        say("Which airports delay the longest? All %,d records are read by key,", ids.length);
        say("and DuckDB has the columns as they are, or rows made from maps.%n");
        say("%s%n", Questions.WORST_AIRPORTS.indent(2).stripTrailing());
        List<FlightColumn> wanted = List.of(FlightColumn.DELAY, FlightColumn.ORIGIN);
        compare(
                        ids,
                        () -> columns.answer(ids, wanted, Questions::worstAirports),
                        () -> maps.answer(ids, wanted, Questions::worstAirports))
                .forEach(out::println);
        out.println();
    }

    private void askForFile(
            long[] ids, FlightsTable columns, FlightsTable maps, DuckDBConnection duckdb)
            throws Exception {
        say("All of them as a Parquet file%n%n  COPY flights TO 'flights.parquet'%n");
        List<FlightColumn> wanted = List.of(FlightColumn.values());
        Path folder = Files.createTempDirectory("aerospike-arrow-quickstart");
        Path ofColumns = folder.resolve("columns.parquet");
        Path ofMaps = folder.resolve("maps.parquet");
        // Also after Ctrl-C; the folder last.
        Stream.of(folder, ofColumns, ofMaps).map(Path::toFile).forEach(File::deleteOnExit);
        long rows =
                compare(
                        ids,
                        () ->
                                columns.answer(
                                        ids, wanted, sql -> Questions.toParquet(sql, ofColumns)),
                        () -> maps.answer(ids, wanted, sql -> Questions.toParquet(sql, ofMaps)));
        requireSameRows(duckdb, ofColumns, ofMaps);
        say(
                "  %,d rows in a file of %.1f MB, the same from both%n",
                rows, Files.size(ofColumns) / 1e6);
    }

    private static void requireSameRows(DuckDBConnection duckdb, Path one, Path other)
            throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            long different = Questions.countDifferent(statement, one, other);
            if (different != 0) {
                throw new IllegalStateException(
                        "The files of columns and of maps differ in " + different + " rows.");
            }
        }
    }

    private <T> T compare(long[] ids, Callable<T> columns, Callable<T> maps) throws Exception {
        Contest.Outcome<T> outcome;
        try (Progress.Steps steps = progress.start("Warm-up, then rounds", pace.rounds())) {
            outcome = new Contest<>(columns, maps).run(pace, round -> steps.advance(1));
        }
        out.println(new Bars(ids.length).format(outcome));
        return outcome.answer();
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
