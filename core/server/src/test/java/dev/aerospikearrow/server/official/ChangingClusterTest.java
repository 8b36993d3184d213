package dev.aerospikearrow.server.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.cluster.Node;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nodes that stop, start and join while the official client reads and writes. */
class ChangingClusterTest {
    private static final int KEYS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Key key(int i) {
        return new Key("test", "changing", i);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "waited in vain until " + what);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void write(AerospikeClient client) {
        for (int i = 0; i < KEYS; i++) {
            client.put(null, key(i), new Bin("i", i));
        }
    }

    private static void assertAllReadable(AerospikeClient client) {
        Key[] keys = new Key[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = key(i);
            assertEquals(i, client.get(null, keys[i]).getInt("i"));
        }
        var records = client.get(null, keys);
        for (int i = 0; i < KEYS; i++) {
            assertEquals(i, records[i].getInt("i"));
        }
    }

    @Test
    void aStoppedNodesRecordsAreServedByTheOthers() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start();
                AerospikeClient client = OfficialClients.connect(cluster)) {
            write(client);
            cluster.node(1).stop();
            await("the client knows two nodes", () -> client.getNodes().length == 2);
            assertAllReadable(client);
            cluster.node(2).stop();
            await("the client knows one node", () -> client.getNodes().length == 1);
            assertAllReadable(client);
        }
    }

    @Test
    void aNodeThatComesBackServesItsShareAgain() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start();
                AerospikeClient client = OfficialClients.connect(cluster)) {
            write(client);
            int port = cluster.node(0).port();
            cluster.node(0).stop();
            await("the client knows two nodes", () -> client.getNodes().length == 2);
            cluster.node(0).start();
            assertEquals(port, cluster.node(0).port());
            await("the client knows three nodes", () -> client.getNodes().length == 3);
            assertAllReadable(client);
        }
    }

    @Test
    void aNewNodeIsFoundAndServesItsShare() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).start();
                AerospikeClient client = OfficialClients.connect(cluster)) {
            write(client);
            cluster.addNode();
            await("the client knows three nodes", () -> client.getNodes().length == 3);
            assertAllReadable(client);
        }
    }

    @Test
    void withoutReplicasAStoppedNodesRecordsAreGone() {
        try (EmbeddedCluster cluster =
                        EmbeddedCluster.builder().nodes(2).replicationFactor(1).start();
                AerospikeClient client = OfficialClients.connect(cluster)) {
            write(client);
            cluster.node(1).stop();
            Key[] keys = new Key[KEYS];
            for (int i = 0; i < KEYS; i++) {
                keys[i] = key(i);
            }
            await("every partition has its new owner", () -> hasOwners(client, keys));
            int left = 0;
            for (boolean exists : client.exists(null, keys)) {
                left += exists ? 1 : 0;
            }
            assertTrue(left > KEYS / 4 && left < KEYS * 3 / 4, "left: " + left);
        }
    }

    private static Set<String> nodeNames(AerospikeClient client) {
        return Arrays.stream(client.getNodes()).map(Node::getName).collect(Collectors.toSet());
    }

    private static boolean hasOwners(AerospikeClient client, Key[] keys) {
        try {
            client.exists(null, keys);
            return true;
        } catch (AerospikeException e) {
            return false;
        }
    }

    @Test
    void clientsGoOnWhileNodesStopStartAndJoin() throws InterruptedException {
        AtomicBoolean ends = new AtomicBoolean();
        AtomicLong commands = new AtomicLong();
        Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start();
                AerospikeClient client = OfficialClients.connect(cluster)) {
            write(client);
            Thread traffic =
                    new Thread(
                            () -> {
                                for (int i = 0; !ends.get(); i = (i + 1) % KEYS) {
                                    try {
                                        client.put(null, key(i), new Bin("i", i));
                                        assertEquals(i, client.get(null, key(i)).getInt("i"));
                                        commands.incrementAndGet();
                                    } catch (AerospikeException e) {
                                        // A command that was under way when its node stopped; the
                                        // client says so, which is right.
                                        if (!e.getInDoubt() && e.getResultCode() > 0) {
                                            wrong.add(e);
                                        }
                                    } catch (AssertionError | RuntimeException e) {
                                        wrong.add(e);
                                    }
                                }
                            });
            traffic.start();
            for (Runnable change :
                    new Runnable[] {
                        () -> cluster.node(0).stop(),
                        () -> cluster.node(0).start(),
                        cluster::addNode,
                        () -> cluster.node(2).stop(),
                    }) {
                change.run();
                long before = commands.get();
                await("commands went on", () -> commands.get() > before + 200);
            }
            ends.set(true);
            traffic.join(PATIENCE.toMillis());
            assertFalse(traffic.isAlive());
            assertEquals(0, wrong.size(), wrong::toString);
            await(
                    "the client knows the nodes that run",
                    () -> nodeNames(client).equals(Set.of("A1", "A2", "A4")));
            assertAllReadable(client);
        }
    }
}
