package dev.aerospikearrow.spark;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;

/** A set of a test's own, and the client that fills it. */
final class TestSet implements AutoCloseable {
    private final TestCluster cluster;
    private final String name;
    private final AerospikeClient client;

    TestSet(TestCluster cluster) {
        this.cluster = cluster;
        name = cluster.uniqueSet();
        client = AerospikeClient.connect(String.join(",", cluster.hosts()));
    }

    String name() {
        return name;
    }

    AerospikeClient client() {
        return client;
    }

    Key key(long userKey) {
        return Key.of(cluster.namespace(), name, userKey);
    }

    Key key(String userKey) {
        return Key.of(cluster.namespace(), name, userKey);
    }

    void put(long userKey, Bin... bins) {
        client.put(key(userKey), bins);
    }

    Map<String, String> options() {
        return Map.of(
                "aerospike.seedhost", String.join(",", cluster.hosts()),
                "aerospike.namespace", cluster.namespace(),
                "aerospike.set", name);
    }

    DataFrameReader read(SparkSession spark) {
        return spark.read().format("aerospike").options(options());
    }

    @Override
    public void close() {
        client.close();
    }
}
