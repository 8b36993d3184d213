package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ClientConfig.AnnouncedAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentSettingsTest {
    private static ClientConfig config(Map<String, String> environment) {
        return ClientConfig.fromEnvironment(environment).build();
    }

    @Test
    void anEnvironmentThatSaysNothingIsANodeOnThisMachine() {
        ClientConfig config = config(Map.of("PATH", "/bin", "AEROSPIKE_HOSTS", ""));

        assertEquals("[localhost:3000]", config.seeds().toString());
        assertTrue(config.tls().isEmpty());
        assertTrue(config.credentials().isEmpty());
    }

    @Test
    void whatItSaysIsConfigured() {
        ClientConfig config =
                config(
                        Map.of(
                                "AEROSPIKE_HOSTS", "a:db:4333",
                                "AEROSPIKE_CLUSTER_NAME", "blue",
                                "AEROSPIKE_SERVICES_ALTERNATE", "true",
                                "AEROSPIKE_PREFER_RACKS", "2, 1",
                                "AEROSPIKE_TLS_ENABLE", "true",
                                "AEROSPIKE_USER", "ann",
                                "AEROSPIKE_AUTH", "external",
                                "AEROSPIKE_PASSWORD", "secret-word"));

        assertEquals("[a:db:4333]", config.seeds().toString());
        assertEquals("blue", config.clusterName().orElseThrow());
        assertEquals(AnnouncedAddress.ALTERNATE, config.announcedAddress());
        assertEquals(List.of(2, 1), config.racks());
        assertEquals(ReplicaPolicy.PREFER_RACK, config.readPolicy().replica());
        assertEquals(ReplicaPolicy.PREFER_RACK, config.queryPolicy().replica());
        assertTrue(config.tls().isPresent());
        assertEquals("ann", config.credentials().orElseThrow().user().orElseThrow());
        assertEquals(Credentials.Method.EXTERNAL, config.credentials().orElseThrow().method());
        assertFalse(config.toString().contains("secret-word"));
    }

    @ParameterizedTest
    @CsvSource({
        "AEROSPIKE_PREFER_RACKS, one, numbers of racks",
        "AEROSPIKE_TLS_ENABLE, yes, true or false",
        "AEROSPIKE_TLS_CERTFILE, cert.pem, AEROSPIKE_TLS_KEYFILE",
        "AEROSPIKE_USER, ann, AEROSPIKE_PASSWORD",
        "AEROSPIKE_AUTH, kerberos, 'internal, external'"
    })
    void aWrongVariableIsNamedWithWhatItCanBe(String name, String value, String wanted) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> config(Map.of(name, value)))
                        .getMessage();

        assertTrue(message.contains(name), message);
        assertTrue(message.contains(wanted), message);
    }
}
