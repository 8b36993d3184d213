package dev.aerospikearrow.columnar.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.content.ClusterCounts.NamespaceCount;
import dev.aerospikearrow.columnar.content.ClusterCounts.NodeCount;
import dev.aerospikearrow.columnar.content.ClusterCounts.SetCount;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterCountsTest {
    private static NodeCount node(int clusterSize, long objects, long masters, long toMove) {
        return NodeCount.parse(
                "ns_cluster_size="
                        + clusterSize
                        + ";effective_replication_factor=2;objects="
                        + objects
                        + ";master_objects="
                        + masters
                        + ";dead_partitions=0;unavailable_partitions=0;migrate_tx_partitions_remaining="
                        + toMove
                        + ";migrate_rx_partitions_remaining=0",
                "ns=test:set=a:objects=" + objects + ":tombstones=0;");
    }

    @Test
    void whenAllIsSettledEachRecordIsCountedOnce() {
        NamespaceCount count =
                ClusterCounts.count(
                        "test", List.of(node(2, 1_000, 480, 0), node(2, 1_000, 520, 0)));
        assertEquals(1_000, count.records());
        assertEquals(List.of(new SetCount("a", 1_000, 0)), count.sets());
        assertFalse(count.isMigrating());
    }

    @Test
    void whilePartitionsMoveCopiesThatAreLeftOverAreNotCounted() {
        NamespaceCount count =
                ClusterCounts.count(
                        "test",
                        List.of(
                                node(3, 1_300, 400, 7),
                                node(3, 1_200, 350, 0),
                                node(3, 500, 250, 0)));
        assertEquals(1_000, count.records());
        assertEquals(List.of(new SetCount("a", 1_000, 0)), count.sets());
        assertTrue(count.isMigrating());
        assertEquals(7, count.partitionsToMove());
    }

    @Test
    void whenANodeIsGoneCopiesThatAreMissingAreCounted() {
        NamespaceCount count =
                ClusterCounts.count("test", List.of(node(2, 670, 510, 3), node(2, 660, 490, 2)));
        assertEquals(1_000, count.records());
        assertEquals(List.of(new SetCount("a", 1_000, 0)), count.sets());
    }

    @Test
    void nodesAreAskedOnceForANamespace() {
        SetName set = SetName.of("test", "counted");
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().start();
                AerospikeClient client =
                        AerospikeClient.connect(String.join(",", cluster.hosts()))) {
            ClusterCounts counts = new ClusterCounts(client);
            assertEquals(0, counts.records(set));
            client.put(set.key(1), Map.of("bin", 1L));
            assertEquals(0, counts.records(set), "asked again");
            assertEquals(1, new ClusterCounts(client).records(set));
        }
    }

    @Test
    void theRoomOfASetIsThatOnAllNodesWhoseFieldsAreKept() {
        NamespaceCount count =
                ClusterCounts.count(
                        "test",
                        List.of(
                                NodeCount.parse(
                                        "ns_cluster_size=2;objects=1;nsup-period=10",
                                        "ns=test:set=a:objects=1:data_used_bytes=700;"),
                                NodeCount.parse(
                                        "ns_cluster_size=2;objects=1;nsup-period=120",
                                        "ns=test:set=a:objects=0:data_used_bytes=50;")));
        assertEquals(List.of(new SetCount("a", 1, 750)), count.sets());
        assertEquals(
                List.of("10", "120"),
                count.nodeFields().stream().map(fields -> fields.get("nsup-period")).toList());
    }

    @Test
    void whatOneOfThreeNodesDoesNotSayIsNotMadeUp() {
        NamespaceCount count =
                ClusterCounts.count("test", List.of(node(3, 670, 340, 0), node(3, 660, 330, 0)));
        assertEquals(670, count.records());
        assertEquals(List.of(new SetCount("a", 670, 0)), count.sets());
        assertEquals(3, count.nodes());
    }
}
