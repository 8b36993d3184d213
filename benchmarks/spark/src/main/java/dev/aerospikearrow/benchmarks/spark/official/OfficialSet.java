package dev.aerospikearrow.benchmarks.spark.official;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.Key;
import com.aerospike.client.policy.BatchPolicy;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import java.io.Serializable;

/**
 * A set of a cluster.
 *
 * @param hosts {@code host:port,…}
 */
public record OfficialSet(String hosts, String namespace, String name) implements Serializable {
    AerospikeClient client() {
        return OfficialClients.of(hosts);
    }

    /** As patient as this project's source, and all nodes at once. */
    static BatchPolicy patient(BatchPolicy policy) {
        policy.totalTimeout = 10_000;
        return Official.inParallel(policy);
    }

    Key key(long userKey) {
        return new Key(namespace, name, userKey);
    }
}
