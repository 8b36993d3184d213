package dev.aerospikearrow.client;

import dev.aerospikearrow.testkit.TestCluster;
import java.time.Duration;

/** Clients of the test cluster, secured if it is. */
final class TestClients {
    /** The first handshakes of a process load much of the JDK, and run before it is compiled. */
    private static final Duration FIRST_HANDSHAKES = Duration.ofSeconds(20);

    private TestClients() {}

    static AerospikeClient connect(TestCluster cluster) {
        ClientConfig.Builder config = ClientConfig.builder(String.join(",", cluster.hosts()));
        cluster.authority()
                .ifPresent(
                        file ->
                                config.tls(TlsSettings.builder().trustCertificates(file).build())
                                        .connectTimeout(FIRST_HANDSHAKES)
                                        .policy(
                                                ReadPolicy.builder()
                                                        .totalTimeout(FIRST_HANDSHAKES)
                                                        .build())
                                        .policy(
                                                WritePolicy.builder()
                                                        .totalTimeout(FIRST_HANDSHAKES)
                                                        .build()));
        return AerospikeClient.connect(config.build());
    }
}
