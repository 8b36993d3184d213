package dev.aerospikearrow.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A driver of a streaming query that writes files to a set, an epoch each. Its two executors are
 * processes of their own, and children of its.
 */
final class StreamDriver {
    private static final String ROWS = "test.rows";
    private static final String CHECKPOINT = "test.checkpoint";

    private StreamDriver() {}

    /**
     * Starts the driver as a process.
     *
     * @param output gets what it says
     */
    static Process start(Map<String, String> options, Path rows, Path checkpoint, Path output)
            throws IOException {
        Map<String, String> properties = new HashMap<>(options);
        properties.put(ROWS, rows.toString());
        properties.put(CHECKPOINT, checkpoint.toString());
        return LocalClusterDriver.process(StreamDriver.class, properties)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Runs in the driver's process. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("aerospike.") && !name.equals("aerospike.hosts")) {
                options.put(name, System.getProperty(name));
            }
        }
        SparkSession spark =
                SparkSession.builder()
                        .master("local-cluster[2,1,512]")
                        .config("spark.ui.enabled", false)
                        .config("spark.executor.memory", "512m")
                        .config(
                                "spark.executor.extraClassPath",
                                System.getProperty("java.class.path"))
                        .config(
                                "spark.executor.extraJavaOptions",
                                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                        .config("spark.deploy.maxExecutorRetries", -1)
                        .config("spark.task.maxFailures", 100)
                        .config("spark.sql.shuffle.partitions", 2)
                        .getOrCreate();
        run(
                spark,
                options,
                Path.of(System.getProperty(ROWS)),
                Path.of(System.getProperty(CHECKPOINT)));
        spark.stop();
    }

    /** Runs the query until all files are written. */
    static void run(SparkSession spark, Map<String, String> options, Path rows, Path checkpoint)
            throws Exception {
        StreamingQuery query =
                StreamFiles.stream(spark, "id LONG, v LONG", rows)
                        .writeStream()
                        .format("aerospike")
                        .options(options)
                        .option("checkpointLocation", checkpoint.toString())
                        .trigger(Trigger.AvailableNow())
                        .start();
        query.awaitTermination();
    }
}
