package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.Credentials;
import dev.aerospikearrow.client.SecurityAdmin;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.TlsSettings;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.security.SecuritySettings;
import java.nio.file.Path;
import java.util.List;

/** Code of the guide about logins, users and roles. */
final class SecurityGuide {
    private SecurityGuide() {}

    static ClientConfig byFile() {
        // begin file
        Credentials ann =
                Credentials.internal("ann", Credentials.passwordIn(Path.of("ann.password")));
        ClientConfig config = ClientConfig.builder("10.0.0.7:3000").credentials(ann).build();
        // end file
        return config;
    }

    static ClientConfig byCertificate(TlsSettings tls) {
        // begin certificate
        ClientConfig config =
                ClientConfig.builder("10.0.0.7:db.example:4333")
                        .tls(tls)
                        .credentials(Credentials.pki())
                        .build();
        // end certificate
        return config;
    }

    /** The embedded cluster of the page is this one, as it needs users. */
    static void rights() {
        // begin rights
        SecuritySettings users =
                SecuritySettings.builder()
                        .user("root", "secret", "user-admin", "read-write")
                        .build();
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().security(users).start();
                AerospikeClient root = connect(cluster, "root", "secret")) {
            SecurityAdmin security = root.security();
            security.createRole(Role.of("flights-reader", Privilege.parse("read.test.flights")));
            security.createUser("ann", "ann's".toCharArray(), List.of("flights-reader"));
            root.put(Key.of("test", "flights", 28), Bin.of("delay", 12));

            try (AerospikeClient ann = connect(cluster, "ann", "ann's")) {
                System.out.println(ann.get(Key.of("test", "flights", 28)).orElseThrow().bins());
                System.out.println(ann.security().user("ann").orElseThrow().roles());
                ann.delete(Key.of("test", "flights", 28));
            } catch (ServerException e) {
                System.out.println(e.getMessage());
            }
        }
        // end rights
    }

    // begin connect
    static AerospikeClient connect(EmbeddedCluster cluster, String user, String password) {
        return AerospikeClient.connect(
                ClientConfig.builder(String.join(",", cluster.hosts()))
                        .credentials(Credentials.internal(user, password.toCharArray()))
                        .build());
    }
    // end connect
}
