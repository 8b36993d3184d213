package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.aerospikearrow.client.ClientConfig.AnnouncedAddress;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.network.NodeTls.Clients;
import dev.aerospikearrow.testkit.TestCertificates;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Nodes that are not where they say they are, as behind a network that translates addresses. */
class AddressesIT {
    /** A name that is none. */
    private static final String NOWHERE = "nowhere.invalid";

    private static final String LOOPBACK = "127.0.0.1";

    private static void assertAllNodesWork(ClientConfig config) {
        ReadPolicy patient = ReadPolicy.builder().totalTimeout(Duration.ofSeconds(20)).build();
        try (AerospikeClient client = AerospikeClient.connect(config.with(patient))) {
            assertEquals(3, client.nodes().size());
            for (int i = 0; i < 100; i++) {
                Key key = Key.of("test", "addresses", i);
                client.put(key, Bin.of("i", i));
                assertEquals((long) i, client.get(key).orElseThrow().bin("i"));
            }
        }
    }

    private static ClientConfig.Builder configFor(EmbeddedCluster cluster) {
        return ClientConfig.builder(cluster.hosts().get(0)).connectTimeout(Duration.ofSeconds(10));
    }

    private static Map<Host, Host> mapOf(EmbeddedCluster cluster) {
        Map<Host, Host> map = new HashMap<>();
        cluster.nodes()
                .forEach(
                        node ->
                                map.put(
                                        new Host(NOWHERE, node.port()),
                                        new Host(LOOPBACK, node.port())));
        return map;
    }

    @Test
    void alternateAddressesAreAskedFor() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder()
                        .nodes(3)
                        .announcedHost(NOWHERE)
                        .alternateHost(LOOPBACK)
                        .start()) {
            assertAllNodesWork(
                    configFor(cluster).announcedAddress(AnnouncedAddress.ALTERNATE).build());
        }
    }

    @Test
    void addressesAreMapped() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().nodes(3).announcedHost(NOWHERE).start()) {
            assertAllNodesWork(configFor(cluster).addressMap(mapOf(cluster)).build());
        }
    }

    @Test
    void nodesThatKnowNothingOfTlsAreReachedThroughBridgesThatDo() throws IOException {
        TestCertificates certificates = TestCertificates.shared();
        SSLContext context = certificates.contextOf(Owner.NODE);
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start();
                TlsBridge first = new TlsBridge(context, cluster.node(0).port());
                TlsBridge second = new TlsBridge(context, cluster.node(1).port());
                TlsBridge third = new TlsBridge(context, cluster.node(2).port())) {
            Map<Host, Host> map = new HashMap<>();
            List<TlsBridge> bridges = List.of(first, second, third);
            for (int i = 0; i < bridges.size(); i++) {
                map.put(
                        new Host(LOOPBACK, cluster.node(i).port()),
                        new Host(LOOPBACK, bridges.get(i).port()));
            }
            assertAllNodesWork(
                    ClientConfig.builder(
                                    LOOPBACK
                                            + ":"
                                            + TestCertificates.NODE_NAME
                                            + ":"
                                            + first.port())
                            .connectTimeout(Duration.ofSeconds(10))
                            .addressMap(map)
                            .tls(
                                    TlsSettings.builder()
                                            .trustCertificates(certificates.authority())
                                            .build())
                            .build());
        }
    }

    @Test
    void nodesAreReachedByIpVersion6() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).host("::1").start()) {
            assertEquals("[::1]:" + cluster.node(0).port(), cluster.hosts().get(0));
            assertAllNodesWork(configFor(cluster).build());
        }
    }

    @Test
    void aForwardedPortLeadsToANodeThatIsThenGoneToWhereItIs() throws IOException {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start();
                PortForward balancer =
                        new PortForward(
                                cluster.nodes().stream().map(EmbeddedNode::port).toList())) {
            assertAllNodesWork(
                    ClientConfig.builder(LOOPBACK + ":" + balancer.port())
                            .connectTimeout(Duration.ofSeconds(10))
                            .build());
            // Who asked it found one node, and none went by it after that.
            assertEquals(1, balancer.connectionCount());
        }
    }

    @Test
    void aNodeThatComesBackOnAnotherPortIsFoundThere() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start();
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(cluster.hosts().get(0))
                                        .tendInterval(Duration.ofMillis(50))
                                        .build())) {
            EmbeddedNode node = cluster.node(1);
            int before = node.port();
            node.stop();
            node.start(0);
            assertNotEquals(before, node.port());
            Host now = new Host(LOOPBACK, node.port());
            while (!now.equals(client.nodes().get(node.id()))) {
                Thread.onSpinWait();
            }
            assertEquals(3, client.nodes().size());
        }
    }

    @Test
    void addressesAreMappedWithTls() {
        TestCertificates certificates = TestCertificates.shared();
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder()
                        .nodes(3)
                        .announcedHost(NOWHERE)
                        .tls(certificates.nodeTls(Owner.NODE, Clients.ANY))
                        .start()) {
            assertAllNodesWork(
                    configFor(cluster)
                            .addressMap(mapOf(cluster))
                            .tls(
                                    TlsSettings.builder()
                                            .trustCertificates(certificates.authority())
                                            .build())
                            .build());
        }
    }
}
