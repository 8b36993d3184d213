package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.ReadPolicy;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.TlsSettings;
import dev.aerospikearrow.data.Key;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Code of the guide about connecting. Its clusters and files are the reader's. */
final class ConnectingGuide {
    private ConnectingGuide() {}

    static ClientConfig mapped() {
        // begin addresses
        Map<Host, Host> reachedBy = new HashMap<>();
        reachedBy.put(new Host("10.0.0.7", 3000), new Host("gateway.example", 3001));
        reachedBy.put(new Host("10.0.0.8", 3000), new Host("gateway.example", 3002));
        ClientConfig config =
                ClientConfig.builder("gateway.example:3001").addressMap(reachedBy).build();
        // end addresses
        return config;
    }

    static ClientConfig inRacks() {
        // begin racks
        ClientConfig config =
                ClientConfig.builder("10.0.0.7:3000")
                        .racks(2, 1)
                        .policy(ReadPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build())
                        .policy(BatchPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build())
                        .policy(QueryPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build())
                        .build();
        // end racks
        return config;
    }

    static void secured() {
        // begin tls
        TlsSettings tls = TlsSettings.builder().trustCertificates(Path.of("authority.pem")).build();
        ClientConfig config = ClientConfig.builder("10.0.0.7:db.example:4333").tls(tls).build();
        try (AerospikeClient client = AerospikeClient.connect(config)) {
            System.out.println(client.get(Key.of("test", "flights", 28)));
        }
        // end tls
    }

    static TlsSettings withCertificate() {
        // begin mutual
        TlsSettings tls =
                TlsSettings.builder()
                        .trustCertificates(Path.of("authority.pem"))
                        .clientCertificate(Path.of("client.pem"), Path.of("client-key.pem"))
                        .build();
        // end mutual
        return tls;
    }

    static TlsSettings withContext(SSLContext context) {
        // begin context
        TlsSettings tls =
                TlsSettings.builder()
                        .sslContext(context)
                        .protocols("TLSv1.3")
                        .ciphers("TLS_AES_128_GCM_SHA256")
                        .build();
        // end context
        return tls;
    }
}
