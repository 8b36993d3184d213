package dev.aerospikearrow.examples.quickstart;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.examples.quickstart.FlightFile.Flight;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A program that puts 200,000 real flights into Aerospike and reads them back twice: as maps and as
 * Arrow columns.
 *
 * <p>Without further ado it runs on an embedded cluster of three nodes; the system property {@code
 * aerospike.hosts} ({@code host:port,…}) points it at a real one, where it writes the set {@code
 * flights} of the namespace {@code test}. The first argument may name another Parquet file of
 * flights.
 */
public final class Quickstart {
    static final String NAMESPACE = "test";
    static final String SET = "flights";
    private static final int KEYS_PER_WRITE = 2_000;

    /** So many that the compiler is done with both ways of reading. */
    private static final int WARM_UP_ROUNDS = 60;

    /** The columns that we want; what they do not name is not fetched. */
    static final Schema SCHEMA =
            new Schema(
                    List.of(
                            Field.nullable("__key", new ArrowType.Int(64, true)),
                            Field.nullable(
                                    "departure",
                                    new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
                            Field.nullable("delay", new ArrowType.Int(32, true)),
                            Field.nullable("distance", new ArrowType.Int(32, true)),
                            Field.nullable("origin", ArrowType.Utf8.INSTANCE),
                            Field.nullable("destination", ArrowType.Utf8.INSTANCE)));

    private final PrintStream out;
    private final AerospikeClient client;

    private Quickstart(PrintStream out, AerospikeClient client) {
        this.out = out;
        this.client = client;
    }

    /**
     * Runs the quickstart.
     *
     * @param arguments optionally the Parquet file
     */
    public static void main(String[] arguments) {
        Path parquet =
                Path.of(arguments.length > 0 ? arguments[0] : "examples/data/flights-2001.parquet");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(parquet, System.getProperty("aerospike.hosts", ""), out);
        } catch (AerospikeException | IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void run(Path parquet, String hosts, PrintStream out) {
        List<Flight> flights = FlightFile.read(parquet);
        out.printf(Locale.ROOT, "%,d flights in %s%n", flights.size(), parquet.getFileName());
        if (hosts.isEmpty()) {
            try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start()) {
                run(flights, String.join(",", cluster.hosts()), " (embedded)", out);
            }
        } else {
            run(flights, hosts, "", out);
        }
    }

    private static void run(List<Flight> flights, String hosts, String kind, PrintStream out) {
        try (AerospikeClient client = AerospikeClient.connect(hosts)) {
            out.printf("Connected to %s%s%n%n", hosts, kind);
            new Quickstart(out, client).run(flights);
        }
    }

    private void run(List<Flight> flights) {
        load(flights);
        long[] ids = flights.stream().mapToLong(Flight::id).toArray();
        try (ColumnarClient columnar = ColumnarClient.over(client)) {
            warmUp(columnar, Arrays.copyOf(ids, Math.min(ids.length, 20_000)));
            out.printf("Reading all of them by key, in one call, after a warm-up%n");
            Cost.Measured<Long> maps = Cost.of(ids.length, () -> readAsMaps(ids));
            out.printf("  as maps    %s%n", maps.cost());
            Cost.Measured<ColumnarBatch> columns =
                    Cost.of(
                            ids.length,
                            () -> columnar.batchRead(SetName.of(NAMESPACE, SET), ids, SCHEMA));
            try (ColumnarBatch batch = columns.result()) {
                out.printf("  as columns %s%n%n", columns.cost());
                show(batch);
            }
        }
    }

    private void load(List<Flight> flights) {
        long start = System.nanoTime();
        if (System.console() == null) {
            write(flights, null);
        } else {
            try (ProgressBar bar = progressBar(flights.size())) {
                write(flights, bar);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "Wrote %,d records in %.1f s (%,.0f records/s)%n%n",
                flights.size(),
                seconds,
                flights.size() / seconds);
    }

    private static ProgressBar progressBar(int total) {
        return new ProgressBarBuilder()
                .setTaskName("Writing")
                .setInitialMax(total)
                .setUnit(" records", 1)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(100)
                .clearDisplayOnFinish()
                .build();
    }

    private void write(List<Flight> flights, @Nullable ProgressBar bar) {
        for (int from = 0; from < flights.size(); from += KEYS_PER_WRITE) {
            List<Flight> some =
                    flights.subList(from, Math.min(from + KEYS_PER_WRITE, flights.size()));
            for (BatchRow row : client.batchWrite(some.stream().map(Quickstart::put).toList())) {
                if (!row.isOk()) {
                    throw new IllegalStateException("A flight could not be written: " + row);
                }
            }
            if (bar != null) {
                bar.stepBy(some.size());
            }
        }
    }

    private static BatchWrite put(Flight flight) {
        return BatchWrite.put(
                Key.of(NAMESPACE, SET, flight.id()),
                Bin.of("departure", flight.departureMicros()),
                Bin.of("delay", flight.delayMinutes()),
                Bin.of("distance", flight.distanceMiles()),
                Bin.of("origin", flight.origin()),
                Bin.of("destination", flight.destination()));
    }

    private void warmUp(ColumnarClient columnar, long[] ids) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            readAsMaps(ids);
            columnar.batchRead(SetName.of(NAMESPACE, SET), ids, SCHEMA).close();
        }
    }

    /**
     * The conventional way: a key object and a map per record. Returns the sum of all distances.
     */
    private long readAsMaps(long[] ids) {
        List<Key> keys = Arrays.stream(ids).mapToObj(id -> Key.of(NAMESPACE, SET, id)).toList();
        long distance = 0;
        for (BatchRow row :
                client.batchRead(keys, "departure", "delay", "distance", "origin", "destination")) {
            Object miles = row.record().orElseThrow().bin("distance");
            distance += miles instanceof Long value ? value : 0;
        }
        return distance;
    }

    private void show(ColumnarBatch batch) {
        out.println(batch);
        out.println();
        out.println("Schema");
        batch.schema().getFields().forEach(field -> out.println("  " + field));
        out.println();
        out.println(TablePrinter.DEFAULT.format(batch));
        out.println("Longest average delay by origin (airports with 1,000 flights or more)");
        DelayByOrigin.worst(
                        5,
                        (VarCharVector) batch.vector("origin"),
                        (IntVector) batch.vector("delay"))
                .forEach(out::println);
    }
}
