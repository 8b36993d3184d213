package dev.aerospikearrow.server.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.Bin;
import com.aerospike.client.Host;
import com.aerospike.client.Info;
import com.aerospike.client.Key;
import com.aerospike.client.Record;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.policy.Policy;
import com.aerospike.client.policy.Replica;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes in racks, as the official client sees them. */
class RacksTest {
    private static String info(EmbeddedNode node, String command) {
        return Info.request("127.0.0.1", node.port(), command);
    }

    private static Key[] keys() {
        return IntStream.range(0, 200)
                .mapToObj(i -> new Key("test", "racks", i))
                .toArray(Key[]::new);
    }

    private static ClientPolicy inRack(Integer... racks) {
        ClientPolicy policy = new ClientPolicy();
        policy.rackAware = true;
        policy.rackIds = List.of(racks);
        policy.maxErrorRate = 0;
        return policy;
    }

    @Test
    void nodesTellTheirRacks() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).racks(7, 7, 8).start()) {
            assertEquals("test:7;bar:7", info(cluster.node(0), "rack-ids"));
            assertEquals("test:8;bar:8", info(cluster.node(2), "rack-ids"));
            assertEquals(
                    "ns=test:rack_7=A2,A1:rack_8=A3;ns=bar:rack_7=A2,A1:rack_8=A3",
                    info(cluster.node(1), "racks:"));
            assertEquals("rack_7=A2,A1:rack_8=A3", info(cluster.node(1), "racks:namespace=test"));
            assertTrue(
                    info(cluster.node(1), "racks:namespace=none").startsWith("ERROR:20:"),
                    info(cluster.node(1), "racks:namespace=none"));
        }
    }

    @Test
    void aClusterThatKnowsOfNoRacksIsACommunityEdition() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().start()) {
            assertEquals("ERROR:25:enterprise only", info(cluster.node(0), "rack-ids"));
            assertEquals("ERROR:25:enterprise only", info(cluster.node(0), "racks:"));
            assertThrows(IllegalStateException.class, () -> cluster.node(0).moveToRack(1));
        }
    }

    @Test
    void copiesOfAPartitionAreInDifferentRacks() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().nodes(4).racks(1, 1, 1, 2).start()) {
            ReplicasInfo.Ownership alone =
                    ReplicasInfo.parse("replicas", info(cluster.node(3), "replicas"))
                            .byNamespace()
                            .get("test");
            for (int partition = 0; partition < PartitionId.COUNT; partition++) {
                assertNotEquals(alone.owns(0, partition), alone.owns(1, partition));
            }
        }
    }

    @Test
    void theOfficialClientReadsInItsRack() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).racks(1, 2).start()) {
            Host[] seeds = Host.parseHosts(String.join(",", cluster.hosts()), 3000);
            try (AerospikeClient client = new AerospikeClient(inRack(3, 2), seeds)) {
                for (Key key : keys()) {
                    client.put(null, key, new Bin("a", 1));
                }
                cluster.node(0)
                        .setFaults(
                                FaultPlan.none()
                                        .refuse(ResultCode.PARAMETER.code(), Integer.MAX_VALUE));
                Policy read = new Policy();
                read.replica = Replica.PREFER_RACK;
                for (Key key : keys()) {
                    assertNotNull(client.get(read, key));
                }
                BatchPolicy batch = new BatchPolicy();
                batch.replica = Replica.PREFER_RACK;
                for (Record record : client.get(batch, keys())) {
                    assertNotNull(record);
                }
            }
        }
    }
}
