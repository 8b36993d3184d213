package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.policy.TlsPolicy;
import dev.aerospikearrow.client.TlsSettings.NameCheck;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.network.NodeTls.Clients;
import dev.aerospikearrow.testkit.TestCertificates;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are secured, and what keeps them from being so, each with its own message. */
class TlsIT {
    /** A busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @TempDir Path folder;
    private EmbeddedCluster cluster;

    private void start(Owner node, Clients clients) {
        cluster =
                EmbeddedCluster.builder().nodes(3).tls(CERTIFICATES.nodeTls(node, clients)).start();
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private String seeds() {
        return String.join(",", cluster.hosts());
    }

    private String seedWithout(String name) {
        return cluster.hosts().get(0).replace(":" + name, "");
    }

    private static TlsSettings.Builder trusting() {
        return TlsSettings.builder().trustCertificates(CERTIFICATES.authority());
    }

    private static AerospikeClient connect(String seeds, TlsSettings tls) {
        return AerospikeClient.connect(config(seeds, tls).build());
    }

    private static ClientConfig.Builder config(String seeds, TlsSettings tls) {
        // The first handshakes of a process load much of the JDK.
        return ClientConfig.builder(seeds)
                .tls(tls)
                .connectTimeout(Duration.ofSeconds(10))
                .policy(
                        ReadPolicy.builder()
                                .totalTimeout(PATIENCE)
                                .socketTimeout(Duration.ZERO)
                                .build())
                .policy(
                        BatchPolicy.builder()
                                .totalTimeout(PATIENCE)
                                .socketTimeout(Duration.ZERO)
                                .build());
    }

    private static String whyNot(ClientConfig config) {
        NoSeedReachableException e =
                assertThrows(
                        NoSeedReachableException.class,
                        () -> AerospikeClient.connect(config).close());
        return e.getMessage();
    }

    private static String whyNot(String seeds, TlsSettings tls) {
        return whyNot(config(seeds, tls).build());
    }

    private static void assertHas(String expected, String message) {
        assertTrue(message.contains(expected), message);
    }

    private static void assertWorks(AerospikeClient client) {
        List<Key> keys = new ArrayList<>();
        List<BatchWrite> writes = new ArrayList<>();
        String text = "x".repeat(2_000);
        for (int i = 0; i < 500; i++) {
            keys.add(Key.of("test", "tls", i));
            writes.add(BatchWrite.put(keys.get(i), Bin.of("i", i), Bin.of("s", text)));
        }
        client.batchWrite(writes);
        List<CompletableFuture<Optional<StoredRecord>>> reads = new ArrayList<>();
        for (Key key : keys) {
            reads.add(client.async().get(key));
        }
        List<BatchRow> rows = client.batchRead(keys);
        for (int i = 0; i < 500; i++) {
            assertEquals((long) i, rows.get(i).record().orElseThrow().bin("i"));
            assertEquals(text, reads.get(i).join().orElseThrow().bin("s"));
        }
        assertEquals(1L, client.get(keys.get(1)).orElseThrow().bin("i"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void everyNodeIsReachedByEveryProtocol(String protocol) {
        start(Owner.NODE, Clients.ANY);

        try (AerospikeClient client =
                connect(cluster.hosts().get(0), trusting().protocols(protocol).build())) {
            assertEquals(3, client.nodes().size());
            assertWorks(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aClientCertificateOpensNodesThatWantOne(String protocol) {
        start(Owner.NODE, Clients.WITH_CERTIFICATE);
        TlsSettings.Builder settings = trusting().protocols(protocol);

        String without = whyNot(seeds(), settings.build());
        String stranger =
                whyNot(
                        seeds(),
                        settings.clientCertificate(
                                        CERTIFICATES.certificatesOf(Owner.STRANGER),
                                        CERTIFICATES.keyOf(Owner.STRANGER))
                                .build());
        TlsSettings right =
                settings.clientCertificate(
                                CERTIFICATES.certificatesOf(Owner.CLIENT),
                                CERTIFICATES.keyOf(Owner.CLIENT))
                        .build();

        assertHas("TlsSettings.clientCertificate", without);
        assertHas("certificate", stranger);
        try (AerospikeClient client = connect(seeds(), right)) {
            assertWorks(client);
        }
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() {
        start(Owner.EXPIRED_NODE, Clients.ANY);

        assertHas("shows a certificate that has expired", whyNot(seeds(), trusting().build()));
    }

    @Test
    void aCertificateForAnotherNameIsRefusedUnlessNamesAreNotChecked() {
        start(Owner.NODE, Clients.ANY);
        String host = cluster.hosts().get(0);
        String other = host.replace(TestCertificates.NODE_NAME, "other.test");
        String unnamed = seedWithout(TestCertificates.NODE_NAME);

        assertHas("not for the TLS name other.test", whyNot(other, trusting().build()));
        assertHas("not for the TLS name 127.0.0.1", whyNot(unnamed, trusting().build()));
        try (AerospikeClient client =
                connect(unnamed, trusting().nameCheck(NameCheck.NONE).build())) {
            assertWorks(client);
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() {
        start(Owner.NODE, Clients.ANY);
        TlsSettings other =
                TlsSettings.builder()
                        .trustCertificates(CERTIFICATES.certificatesOf(Owner.OTHER_AUTHORITY))
                        .build();

        assertHas("no trusted authority has issued", whyNot(seeds(), other));
        assertHas("no trusted authority has issued", whyNot(seeds(), TlsSettings.DEFAULT));
    }

    @Test
    void aPlainClientIsToldOfAPortForTls() {
        start(Owner.NODE, Clients.ANY);
        String plain = seedWithout(TestCertificates.NODE_NAME);

        assertHas("set ClientConfig.tls", whyNot(ClientConfig.builder(plain).build()));
    }

    @Test
    void aTlsClientIsToldOfAPlainPort() {
        cluster = EmbeddedCluster.builder().start();

        assertHas("Is its port one for TLS?", whyNot(seeds(), trusting().build()));
    }

    @Test
    void aPortThatStaysSilentEndsWithTheConnectTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            ClientConfig config =
                    ClientConfig.builder("127.0.0.1:" + silent.getLocalPort())
                            .tls(trusting().build())
                            .connectTimeout(Duration.ofMillis(200))
                            .build();

            assertHas("does not complete the TLS handshake within 200 ms", whyNot(config));
        }
    }

    @Test
    void certificatesAreReadAgainWhenTheirFilesHaveChanged() throws IOException {
        start(Owner.NODE, Clients.ANY);
        Path trusted = folder.resolve("trusted.pem");
        Files.copy(CERTIFICATES.authority(), trusted);
        TlsSettings settings = TlsSettings.builder().trustCertificates(trusted).build();
        ClientConfig config = config(seeds(), settings).tendInterval(Duration.ofMillis(20)).build();
        Key key = Key.of("test", "tls", 1);

        try (AerospikeClient client = AerospikeClient.connect(config)) {
            client.put(key, Bin.of("i", 1));
            replace(trusted, CERTIFICATES.certificatesOf(Owner.OTHER_AUTHORITY));
            cluster.nodes().forEach(node -> node.stop());
            cluster.nodes().forEach(node -> node.start());
            assertThrows(AerospikeException.class, () -> client.get(key));
            Files.writeString(trusted, "half a file");
            assertThrows(AerospikeException.class, () -> client.get(key));
            replace(trusted, CERTIFICATES.authority());

            boolean written = false;
            for (int i = 0; i < 50 && !written; i++) {
                written = isWritten(client, key);
            }
            assertEquals(2L, client.get(key).orElseThrow().bin("i"));
        }
    }

    private static boolean isWritten(AerospikeClient client, Key key) {
        try {
            client.put(key, Bin.of("i", 2));
            return true;
        } catch (AerospikeException e) {
            return false;
        }
    }

    private static void replace(Path file, Path by) throws IOException {
        Path next = file.resolveSibling("next.pem");
        Files.copy(by, next);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void theOfficialClientReadsOverTlsWhatWeWrite() {
        start(Owner.NODE, Clients.WITH_CERTIFICATE);
        TlsSettings settings =
                TlsSettings.builder().sslContext(CERTIFICATES.contextOf(Owner.CLIENT)).build();
        ClientPolicy policy = new ClientPolicy();
        policy.tlsPolicy = new TlsPolicy();
        policy.tlsPolicy.context = CERTIFICATES.contextOf(Owner.CLIENT);

        try (AerospikeClient ours = connect(seeds(), settings);
                com.aerospike.client.AerospikeClient theirs =
                        new com.aerospike.client.AerospikeClient(
                                policy, com.aerospike.client.Host.parseHosts(seeds(), 3000))) {
            assertWorks(ours);

            assertEquals(3, theirs.getNodes().length);
            com.aerospike.client.Key[] keys = new com.aerospike.client.Key[500];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = new com.aerospike.client.Key("test", "tls", i);
            }
            com.aerospike.client.Record[] records = theirs.get(null, keys);
            for (int i = 0; i < keys.length; i++) {
                assertEquals(i, records[i].getLong("i"));
            }
        }
    }
}
