package dev.aerospikearrow.client.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ReadMode;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.cluster.FixedCluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of three copies an attempt goes to: A is the master, C in the rack that is preferred. */
class RouteTest {
    private static final List<Integer> RACKS = List.of(2, 3);
    private static final List<Node> NODES =
            List.of(
                    FixedCluster.nodeInRacks("A", Map.of("test", 1)),
                    FixedCluster.nodeInRacks("B", Map.of("test", 3)),
                    FixedCluster.nodeInRacks("C", Map.of("test", 2)));
    private static final NamespacePartitions AVAILABLE = FixedCluster.partitions(NODES, 0, RACKS);
    private static final NamespacePartitions STRONG = FixedCluster.partitions(NODES, 4, RACKS);

    private static String attempts(
            ReplicaPolicy replica, ReadMode mode, NamespacePartitions partitions) {
        return IntStream.range(0, 4)
                .mapToObj(
                        attempt -> {
                            Node node =
                                    Route.ofRead(
                                                    new ReadChoice(
                                                            replica, mode, ReadChoice.NO_HEDGE),
                                                    partitions,
                                                    attempt)
                                            .node(partitions, 7);
                            assertNotNull(node);
                            return node.id();
                        })
                .collect(Collectors.joining());
    }

    private static String attempts(ReplicaPolicy replica) {
        return attempts(replica, ReadMode.SESSION, AVAILABLE);
    }

    @Test
    void eachPolicyHasItsOrderOfCopies() {
        assertEquals("AAAA", attempts(ReplicaPolicy.MASTER));
        assertEquals("ABCA", attempts(ReplicaPolicy.SEQUENCE));
        assertEquals("CBAC", attempts(ReplicaPolicy.PREFER_RACK));
    }

    @Test
    void readsOfAnyCopyTakeTurns() {
        Set<String> asked = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            asked.add(attempts(ReplicaPolicy.ANY).substring(0, 1));
        }
        assertTrue(asked.size() > 1, asked.toString());
    }

    @Test
    void aRackIsThatOfTheNamespace() {
        NamespacePartitions other =
                FixedCluster.partitions(
                        List.of(
                                FixedCluster.nodeInRacks("A", Map.of("test", 1, "bar", 2)),
                                FixedCluster.nodeInRacks("B", Map.of("bar", 2, "test", 3))),
                        0,
                        RACKS);
        assertEquals("BABA", attempts(ReplicaPolicy.PREFER_RACK, ReadMode.SESSION, other));
    }

    @Test
    void withoutRacksTheMasterComesFirst() {
        NamespacePartitions none =
                FixedCluster.partitions(
                        List.of(FixedCluster.node("A"), FixedCluster.node("B")), 0, RACKS);
        assertEquals("ABAB", attempts(ReplicaPolicy.PREFER_RACK, ReadMode.SESSION, none));
    }

    @Test
    void theModeDecidesWhereANamespaceIsStronglyConsistent() {
        for (ReplicaPolicy replica : ReplicaPolicy.values()) {
            assertEquals("AAAA", attempts(replica, ReadMode.SESSION, STRONG), replica.toString());
        }
        assertEquals("ABCA", attempts(ReplicaPolicy.SEQUENCE, ReadMode.LINEARIZE, STRONG));
        assertEquals("ABCA", attempts(ReplicaPolicy.PREFER_RACK, ReadMode.LINEARIZE, STRONG));
        assertEquals("CBAC", attempts(ReplicaPolicy.PREFER_RACK, ReadMode.ALLOW_REPLICA, STRONG));
        assertEquals(
                "CBAC", attempts(ReplicaPolicy.PREFER_RACK, ReadMode.ALLOW_UNAVAILABLE, STRONG));
        assertEquals("AAAA", attempts(ReplicaPolicy.MASTER, ReadMode.ALLOW_REPLICA, STRONG));
    }
}
