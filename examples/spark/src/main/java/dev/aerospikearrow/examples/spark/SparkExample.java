package dev.aerospikearrow.examples.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.spark.AerospikeLookup;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * 200,000 real flights through Spark: written to Aerospike, read with what can be pushed down, and
 * looked up by key.
 *
 * <p>Without further ado it runs on an embedded cluster of three nodes; the system property {@code
 * aerospike.hosts} ({@code host:port,…}) points it at a real one, where it writes the set {@code
 * spark_flights} of the namespace {@code test}.
 */
public final class SparkExample {
    static final String NAMESPACE = "test";
    static final String SET = "spark_flights";
    private static final String INDEX = "spark_flights_delay";

    private final SparkSession spark;
    private final Map<String, String> cluster;
    private final PrintStream out;

    private SparkExample(SparkSession spark, Map<String, String> cluster, PrintStream out) {
        this.spark = spark;
        this.cluster = cluster;
        this.out = out;
    }

    /**
     * Runs the example.
     *
     * @param arguments see {@link ExampleArguments}
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(ExampleArguments.parse(arguments), System.getProperty("aerospike.hosts", ""), out);
        } catch (AerospikeException | IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void run(ExampleArguments arguments, String hosts, PrintStream out) {
        if (!Files.isRegularFile(arguments.flights())) {
            throw new IllegalArgumentException(
                    "No file at "
                            + arguments.flights().toAbsolutePath()
                            + ". Run from the project's root, or give the file with --flights.");
        }
        if (!hosts.isEmpty()) {
            run(arguments, hosts, "", out);
            return;
        }
        try (EmbeddedCluster embedded = EmbeddedCluster.builder().nodes(3).start()) {
            run(arguments, String.join(",", embedded.hosts()), " (embedded)", out);
        }
    }

    private static void run(
            ExampleArguments arguments, String hosts, String kind, PrintStream out) {
        Map<String, String> cluster =
                Map.of("aerospike.seedhost", hosts, "aerospike.namespace", NAMESPACE);
        SparkSession spark = session(arguments.master());
        try {
            out.printf(
                    "Spark %s (%s), Aerospike at %s%s%n%n",
                    spark.version(), arguments.master(), hosts, kind);
            Dataset<Row> flights = flights(spark, arguments.flights());
            new SparkExample(spark, cluster, out).run(flights);
        } finally {
            spark.stop();
        }
    }

    private static SparkSession session(String master) {
        return SparkSession.builder()
                .appName("aerospike-arrow example")
                .master(master)
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    static Dataset<Row> flights(SparkSession spark, Path parquet) {
        return spark.read()
                .parquet(parquet.toString())
                .select(
                        col("id"),
                        col("date").as("departure"),
                        col("delay"),
                        col("distance"),
                        col("origin"),
                        col("destination"));
    }

    private void run(Dataset<Row> flights) {
        write(flights);
        inferSchema();
        query();
        index();
        lookUp(flights);
        new SqlExample(spark, cluster.get("aerospike.seedhost"), out).run();
    }

    private void write(Dataset<Row> flights) {
        long start = System.nanoTime();
        flights.write()
                .format("aerospike")
                .options(cluster)
                .option("aerospike.set", SET)
                .option("aerospike.updateByKey", "id")
                .option("aerospike.sendKey", true)
                .mode(SaveMode.Overwrite)
                .save();
        out.printf(
                "Wrote %,d flights in %.1f s%n%n",
                flights.count(), (System.nanoTime() - start) / 1e9);
    }

    private void inferSchema() {
        Dataset<Row> sampled =
                spark.read()
                        .format("aerospike")
                        .options(cluster)
                        .option("aerospike.set", SET)
                        .load();
        out.println("Schema inferred from 100 records");
        out.println(sampled.schema().treeString());
    }

    /** The same set with the types that we want: what is not named is not read. */
    private Dataset<Row> flights() {
        return spark.read()
                .format("aerospike")
                .options(cluster)
                .option("aerospike.set", SET)
                .schema(
                        "departure TIMESTAMP, delay INT, distance INT, origin STRING, destination"
                                + " STRING")
                .load();
    }

    private void query() {
        out.println("Longest average delay by origin (airports with 1,000 flights or more)");
        print(
                flights()
                        .groupBy("origin")
                        .agg(count(lit(1)).as("flights"), round(avg("delay"), 1).as("delay"))
                        .where("flights >= 1000")
                        .orderBy(col("delay").desc(), col("origin"))
                        .limit(5));
    }

    private void index() {
        String hosts = cluster.get("aerospike.seedhost");
        try (AerospikeClient client = AerospikeClient.connect(hosts)) {
            boolean exists =
                    client.listIndexes(NAMESPACE).stream()
                            .anyMatch(index -> index.name().equals(INDEX));
            if (!exists) {
                client.createIndex(
                        IndexDefinition.of(
                                SetName.of(NAMESPACE, SET),
                                INDEX,
                                "delay",
                                IndexDefinition.Type.NUMERIC),
                        Duration.ofMinutes(1));
            }
        }
        Dataset<Row> late =
                flights()
                        .where("delay >= 300 AND origin IN ('ORD', 'JFK', 'SFO')")
                        .select("__key", "departure", "origin", "destination", "delay");
        out.println("Five hours late and more, with a secondary index on delay");
        print(late.orderBy(col("delay").desc(), col("__key")));
        out.println("EXPLAIN");
        out.println(late.queryExecution().simpleString().strip());
        out.println();
    }

    /** Keys from elsewhere get the columns of their records. */
    private void lookUp(Dataset<Row> flights) {
        Dataset<Row> bookings =
                flights.where("origin = 'ORD'")
                        .orderBy("id")
                        .limit(3)
                        .select(col("id").as("flight"))
                        .union(spark.sql("SELECT -1L AS flight UNION ALL SELECT NULL"));
        Map<String, String> options = new HashMap<>(cluster);
        options.put("aerospike.set", SET);
        options.put("aerospike.lookup.resultCodeColumn", "result_code");
        Dataset<Row> joined =
                AerospikeLookup.join(
                        bookings,
                        "flight",
                        "departure TIMESTAMP, destination STRING, delay INT",
                        options);
        out.println("Lookup of five keys: one is missing, one is null");
        print(joined);
    }

    private void print(Dataset<Row> rows) {
        List<Row> collected = rows.collectAsList();
        out.println(TextRows.table(rows.columns(), collected));
    }
}
