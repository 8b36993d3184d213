package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.Machine;
import dev.aerospikearrow.client.transport.TransportSettings;
import dev.aerospikearrow.client.transport.TransportSettings.Pipelining;
import dev.aerospikearrow.protocol.info.PartitionBitmap;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import dev.aerospikearrow.protocol.info.ReplicasInfo.Ownership;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clusters that are as a test says, and that nobody watches. */
public final class FixedCluster {
    public static final TransportSettings SETTINGS =
            new TransportSettings(1_000_000_000, 2_000_000_000, 1 << 20, 1, Pipelining.NONE);

    private FixedCluster() {}

    public static Node node(String id) {
        Endpoint endpoint = new Endpoint(new InetSocketAddress("127.0.0.1", 3000), 100);
        endpoint.rename(id);
        return new Node(id, endpoint);
    }

    /** A cluster whose first node has the first copy of all partitions of "test", and so on. */
    public static Cluster of(Machine machine, Node... nodes) {
        Cluster cluster =
                new Cluster(
                        machine,
                        ClientConfig.builder("127.0.0.1:3000").build(),
                        SETTINGS,
                        () -> {});
        List<PartitionMap.Claim> claims = new ArrayList<>();
        for (int replica = 0; replica < nodes.length; replica++) {
            List<PartitionBitmap> bitmaps = new ArrayList<>();
            for (int other = 0; other < nodes.length; other++) {
                bitmaps.add(other == replica ? PartitionBitmap.all() : PartitionBitmap.none());
            }
            claims.add(
                    new PartitionMap.Claim(
                            nodes[replica],
                            replica,
                            new ReplicasInfo(Map.of("test", new Ownership(0, bitmaps)))));
        }
        cluster.publish(List.of(nodes), PartitionMap.of(claims));
        return cluster;
    }
}
