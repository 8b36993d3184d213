package dev.aerospikearrow.examples.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;

import dev.aerospikearrow.spark.AerospikeLookup;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A measurement of how many rows a second are written, scanned and looked up. Each is done several
 * times.
 */
final class Measurement {
    private static final String SET = "spark_measured";
    private static final int FLIGHTS = 200_000;
    private static final int ROUNDS = 5;
    private static final String BINS =
            "departure TIMESTAMP, delay INT, distance INT, origin STRING, destination STRING";

    private final SparkSession spark;
    private final Map<String, String> cluster;
    private final PrintStream out;

    Measurement(SparkSession spark, Map<String, String> cluster, PrintStream out) {
        this.spark = spark;
        this.cluster = cluster;
        this.out = out;
    }

    void run(Dataset<Row> flights, ExampleArguments arguments) {
        int rows = arguments.measuredRows();
        int copies = (rows + FLIGHTS - 1) / FLIGHTS;
        Dataset<Row> many =
                flights.withColumn("copy", explode(expr("sequence(0, " + (copies - 1) + ")")))
                        .withColumn("id", col("id").multiply(copies).plus(col("copy")))
                        .drop("copy")
                        .limit(rows)
                        .repartition(4)
                        .cache();
        long count = many.count();
        out.printf(Locale.ROOT, "%,d flights, %s%n", count, arguments.master());
        measure("write, 6 columns", count, 1, () -> write(many));
        Dataset<Row> scanned =
                spark.read()
                        .format("aerospike")
                        .options(cluster)
                        .option("aerospike.set", SET)
                        .schema(BINS)
                        .load();
        measure("scan, 5 columns", count, ROUNDS, () -> consume(scanned));
        measure("scan, 1 column", count, ROUNDS, () -> consume(scanned.select("delay")));
        measure("scan, count(*)", count, ROUNDS, scanned::count);
        Dataset<Row> keys = many.select("id").repartition(4).cache();
        keys.count();
        Map<String, String> options = new HashMap<>(cluster);
        options.put("aerospike.set", SET);
        measure(
                "lookup, 5 columns",
                count,
                ROUNDS,
                () -> consume(AerospikeLookup.join(keys, "id", BINS, options)));
        keys.unpersist();
        many.unpersist();
    }

    private void write(Dataset<Row> rows) {
        rows.write()
                .format("aerospike")
                .options(cluster)
                .option("aerospike.set", SET)
                .option("aerospike.updateByKey", "id")
                .mode(SaveMode.Overwrite)
                .save();
    }

    /** All rows and columns, to nowhere. */
    private static void consume(Dataset<Row> rows) {
        rows.write().format("noop").mode(SaveMode.Overwrite).save();
    }

    private void measure(String what, long rows, int rounds, Runnable work) {
        StringBuilder seconds = new StringBuilder();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            work.run();
            double taken = (System.nanoTime() - start) / 1e9;
            best = Math.min(best, taken);
            seconds.append(String.format(Locale.ROOT, " %.2f", taken));
        }
        out.printf(
                Locale.ROOT,
                "%-24s %,12.0f rows/s in the best of %d rounds; seconds:%s%n",
                what,
                rows / best,
                rounds,
                seconds);
    }
}
