package dev.aerospikearrow.client.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.aerospikearrow.client.cluster.PartitionMap.Claim;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.protocol.info.PartitionBitmap;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import dev.aerospikearrow.protocol.info.ReplicasInfo.Ownership;
import dev.aerospikearrow.protocol.key.PartitionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartitionMapTest {
    private static final Node A = node("A");
    private static final Node B = node("B");

    private static Node node(String id) {
        return new Node(id, new Endpoint(new InetSocketAddress("127.0.0.1", 3000), 1));
    }

    private static Claim claim(Node node, long stamp, int regime, PartitionBitmap... bitmaps) {
        return new Claim(
                node,
                stamp,
                new ReplicasInfo(Map.of("test", new Ownership(regime, List.of(bitmaps)))));
    }

    @Test
    void recordedAnswersOfThreeNodesGiveEveryPartitionAMasterAndAReplicaElsewhere()
            throws IOException {
        List<Claim> claims = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                getClass().getResourceAsStream("/replicas-of-three-nodes.txt"),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ");
                claims.add(
                        new Claim(
                                node(parts[0]),
                                claims.size(),
                                ReplicasInfo.parse("replicas", parts[1])));
            }
        }

        PartitionMap map = PartitionMap.of(claims);

        assertEquals(Set.of("test", "bar"), map.namespaces());
        for (String namespace : map.namespaces()) {
            NamespacePartitions partitions = map.namespace(namespace);
            assertNotNull(partitions);
            assertEquals(2, partitions.replicaCount());
            for (int partition = 0; partition < PartitionId.COUNT; partition++) {
                assertNotNull(partitions.owner(0, partition));
                assertNotNull(partitions.owner(1, partition));
                assertNotSame(partitions.owner(0, partition), partitions.owner(1, partition));
            }
        }
        // Partition 2 is the third-highest bit of A1's first byte, 0x22.
        assertEquals("A1", map.namespace("test").owner(0, 2).id());
    }

    @Test
    void theLaterAnswerWinsWhereTwoNodesClaimAPartitionInOneRegime() {
        PartitionMap map =
                PartitionMap.of(
                        List.of(
                                claim(A, 2, 0, PartitionBitmap.all()),
                                claim(B, 1, 0, PartitionBitmap.all())));

        assertSame(A, map.namespace("test").owner(0, 7));
    }

    @Test
    void theHigherRegimeWinsOverALaterAnswer() {
        PartitionMap map =
                PartitionMap.of(
                        List.of(
                                claim(A, 2, 4, PartitionBitmap.all()),
                                claim(B, 1, 5, PartitionBitmap.all())));

        assertSame(B, map.namespace("test").owner(0, 7));
    }

    @Test
    void aPartitionWithoutMasterIsReadFromItsReplica() {
        PartitionMap map =
                PartitionMap.of(
                        List.of(
                                claim(
                                        A,
                                        1,
                                        0,
                                        PartitionBitmap.of(partition -> partition != 9),
                                        PartitionBitmap.none()),
                                claim(
                                        B,
                                        2,
                                        0,
                                        PartitionBitmap.none(),
                                        PartitionBitmap.of(partition -> partition == 9))));
        NamespacePartitions partitions = map.namespace("test");

        assertNull(partitions.owner(0, 9));
        assertSame(B, partitions.ownerFrom(0, 9));
        assertSame(A, partitions.ownerFrom(0, 8));
        assertSame(A, partitions.ownerFrom(1, 8));
    }

    @Test
    void readersLeaveOutNodesInDoubtWhereOthersHaveACopy() {
        Node doubted = node("C");
        doubted.doubted = true;
        NamespacePartitions partitions =
                PartitionMap.of(
                                List.of(
                                        claim(
                                                doubted,
                                                1,
                                                0,
                                                PartitionBitmap.all(),
                                                PartitionBitmap.none()),
                                        claim(
                                                A,
                                                2,
                                                0,
                                                PartitionBitmap.none(),
                                                PartitionBitmap.of(partition -> partition == 9))))
                        .namespace("test");

        for (int attempt = 0; attempt < 3; attempt++) {
            assertSame(A, partitions.readerFrom(attempt, 9));
            assertSame(doubted, partitions.readerFrom(attempt, 8));
        }
        assertSame(doubted, partitions.ownerFrom(0, 9));
    }

    @Test
    void aNamespaceOfWhichNothingIsOwnedHasNoOwners() {
        // What a node says while it stops.
        NamespacePartitions partitions = PartitionMap.of(List.of(claim(A, 1, 0))).namespace("test");

        assertEquals(0, partitions.replicaCount());
        assertNull(partitions.ownerFrom(0, 7));
        assertNull(partitions.ownerFrom(3, 7));
    }

    @Test
    void aNamespaceThatNobodyServesIsNotInTheMap() {
        assertNull(PartitionMap.EMPTY.namespace("test"));
        assertEquals(Set.of(), PartitionMap.EMPTY.namespaces());
    }

    @Test
    void copiesThatNobodyHasAreKnownAndOwnedByNobody() {
        PartitionBitmap[] many = new PartitionBitmap[256];
        Arrays.fill(many, PartitionBitmap.none());
        NamespacePartitions partitions =
                PartitionMap.of(List.of(claim(A, 1, 0, many))).namespace("test");
        assertNotNull(partitions);
        assertEquals(256, partitions.replicaCount());
        assertNull(partitions.owner(255, 4095));
        assertNull(partitions.ownerFrom(0, 0));
    }
}
