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
import java.util.Objects;
import java.util.Optional;

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

    /** A node that is in a rack of each namespace. */
    public static Node nodeInRacks(String id, Map<String, Integer> racks) {
        Node node = node(id);
        node.racks = racks;
        return node;
    }

    /**
     * The partitions of "test", of which the first node has the first copy, and so on.
     *
     * @param regime more than 0 for a namespace that is strongly consistent
     * @param racks what a client prefers
     */
    public static NamespacePartitions partitions(
            List<Node> nodes, int regime, List<Integer> racks) {
        return Objects.requireNonNull(
                PartitionMap.of(claims(nodes, regime), racks).namespace("test"));
    }

    private static List<PartitionMap.Claim> claims(List<Node> nodes, int regime) {
        List<PartitionMap.Claim> claims = new ArrayList<>();
        for (int replica = 0; replica < nodes.size(); replica++) {
            List<PartitionBitmap> bitmaps = new ArrayList<>();
            for (int other = 0; other < nodes.size(); other++) {
                bitmaps.add(other == replica ? PartitionBitmap.all() : PartitionBitmap.none());
            }
            claims.add(
                    new PartitionMap.Claim(
                            nodes.get(replica),
                            replica,
                            new ReplicasInfo(Map.of("test", new Ownership(regime, bitmaps)))));
        }
        return claims;
    }

    /** A cluster whose first node has the first copy of all partitions of "test", and so on. */
    public static Cluster of(Machine machine, Node... nodes) {
        Cluster cluster =
                new Cluster(
                        machine,
                        ClientConfig.builder("127.0.0.1:3000").build(),
                        SETTINGS,
                        Optional.empty(),
                        () -> {});
        cluster.publish(List.of(nodes), PartitionMap.of(claims(List.of(nodes), 0)));
        return cluster;
    }
}
