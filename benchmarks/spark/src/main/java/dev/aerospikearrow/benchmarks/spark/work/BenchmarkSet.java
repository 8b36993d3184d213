package dev.aerospikearrow.benchmarks.spark.work;

import dev.aerospikearrow.benchmarks.spark.official.OfficialSet;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.data.SetName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A set that is read or written, of records of one shape.
 *
 * @param hosts {@code host:port,…}
 */
record BenchmarkSet(SparkSession spark, String hosts, RecordShape shape, String name) {
    private static final String NAMESPACE = "test";

    static BenchmarkSet of(SparkSession spark, String hosts, RecordShape shape, String use) {
        String name = "bench_spark_" + shape.name().toLowerCase(Locale.ROOT) + "_" + use;
        return new BenchmarkSet(spark, hosts, shape, name);
    }

    OfficialSet official() {
        return new OfficialSet(hosts, NAMESPACE, name);
    }

    Map<String, String> options() {
        return Map.of(
                "aerospike.seedhost", hosts,
                "aerospike.namespace", NAMESPACE,
                "aerospike.set", name,
                "aerospike.keyColumn", RecordShape.KEY);
    }

    Map<String, String> optionsOfWrites() {
        Map<String, String> options = new HashMap<>(options());
        options.remove("aerospike.keyColumn");
        options.put("aerospike.updateByKey", RecordShape.KEY);
        return options;
    }

    DataFrameReader reader() {
        return spark.read().format("aerospike").options(options()).schema(shape.schema());
    }

    Dataset<Row> read() {
        return reader().load();
    }

    void write(Dataset<Row> rows) {
        rows.write().format("aerospike").options(optionsOfWrites()).mode(SaveMode.Append).save();
    }

    void truncate() {
        try (AerospikeClient client = AerospikeClient.connect(hosts)) {
            client.truncate(SetName.of(NAMESPACE, name));
        }
    }
}
