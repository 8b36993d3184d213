package dev.aerospikearrow.server.official;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.Host;
import com.aerospike.client.async.EventLoops;
import com.aerospike.client.policy.ClientPolicy;
import dev.aerospikearrow.server.EmbeddedCluster;

/** Connects the official client to embedded clusters. */
public final class OfficialClients {
    private static final int TEND_MILLIS = 250;
    private static final int TIMEOUT_MILLIS = 20_000;

    private OfficialClients() {}

    public static AerospikeClient connect(EmbeddedCluster cluster) {
        return new AerospikeClient(policy(), hosts(cluster));
    }

    public static AerospikeClient connect(EmbeddedCluster cluster, EventLoops eventLoops) {
        ClientPolicy policy = policy();
        policy.eventLoops = eventLoops;
        return new AerospikeClient(policy, hosts(cluster));
    }

    static ClientPolicy policy() {
        ClientPolicy policy = new ClientPolicy();
        policy.tendInterval = TEND_MILLIS;
        // Nodes that stop make errors; the client is to try on all the same.
        policy.maxErrorRate = 0;
        // A slow machine is no failure.
        policy.readPolicyDefault.socketTimeout = TIMEOUT_MILLIS;
        policy.readPolicyDefault.totalTimeout = TIMEOUT_MILLIS;
        policy.writePolicyDefault.socketTimeout = TIMEOUT_MILLIS;
        policy.writePolicyDefault.totalTimeout = TIMEOUT_MILLIS;
        policy.batchPolicyDefault.socketTimeout = TIMEOUT_MILLIS;
        policy.batchPolicyDefault.totalTimeout = TIMEOUT_MILLIS;
        policy.batchParentPolicyWriteDefault.socketTimeout = TIMEOUT_MILLIS;
        policy.batchParentPolicyWriteDefault.totalTimeout = TIMEOUT_MILLIS;
        return policy;
    }

    static Host[] hosts(EmbeddedCluster cluster) {
        return Host.parseHosts(String.join(",", cluster.hosts()), 3000);
    }
}
