package dev.aerospikearrow.benchmarks.spark.official;

import com.aerospike.client.AerospikeClient;
import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The official clients of this process: one for each cluster, which all tasks share. */
public final class OfficialClients {
    private static final Map<String, AerospikeClient> BY_HOSTS = new ConcurrentHashMap<>();

    private OfficialClients() {}

    static AerospikeClient of(String hosts) {
        return BY_HOSTS.computeIfAbsent(hosts, it -> Official.connect(ClusterAddress.plain(it)));
    }

    /** Closes them when no task runs any more. */
    public static void closeAll() {
        BY_HOSTS.values().forEach(AerospikeClient::close);
        BY_HOSTS.clear();
    }
}
