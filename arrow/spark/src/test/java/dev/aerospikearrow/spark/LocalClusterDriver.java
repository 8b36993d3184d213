package dev.aerospikearrow.spark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A driver whose two executors are processes of their own. */
final class LocalClusterDriver {
    private LocalClusterDriver() {}

    /** Starts the driver as a process; what it says comes out of its standard output. */
    static Process start(Map<String, String> options) throws IOException {
        return process(LocalClusterDriver.class, options).start();
    }

    /**
     * A process with this one's flags and class path, in which Spark starts executors.
     *
     * @param main its class
     * @param properties of its system
     */
    static ProcessBuilder process(Class<?> main, Map<String, String> properties)
            throws IOException {
        Path home = Files.createDirectories(Path.of("target", "spark-home", "jars")).getParent();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("SPARK_HOME", home.toAbsolutePath().toString());
        process.environment().put("SPARK_SCALA_VERSION", "2.13");
        process.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return process;
    }

    /** Runs in the driver's process. */
    public static void main(String[] arguments) {
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
                        .config("spark.sql.shuffle.partitions", 2)
                        .getOrCreate();
        Dataset<Row> rows =
                spark.read().format("aerospike").options(options).schema("a INT, b STRING").load();
        long scanned = rows.where("a >= 200").count();
        Map<String, String> copy = new HashMap<>(options);
        copy.put("aerospike.set", options.get("aerospike.set") + "_copy");
        rows.withColumnRenamed("a", "id")
                .write()
                .format("aerospike")
                .options(copy)
                .option("aerospike.updateByKey", "id")
                .mode("overwrite")
                .save();
        long written =
                spark.read().format("aerospike").options(copy).schema("id INT").load().count();
        long lookedUp =
                AerospikeLookup.join(spark.range(0, 400).toDF("id"), "id", "b STRING", copy)
                        .where("b = concat('b', id)")
                        .count();
        spark.stop();
        System.out.println(
                "scanned " + scanned + ", written " + written + ", looked up " + lookedUp);
    }
}
