package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.Credentials;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.security.SecuritySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with security is logged in to, with a password that is never an argument. */
final class LoginOptionsIT {
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir static Path folder;
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        Path users = folder.resolve("users");
        Files.writeString(
                users,
                "# who\n\nrole r read.test.flights\nuser ann "
                        + PASSWORD
                        + " r\nuser writer "
                        + PASSWORD
                        + " write\n");
        cluster = EmbeddedCluster.builder().security(SecuritySettings.read(users)).start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static String[] info(String... options) {
        return Stream.concat(
                        Stream.of(
                                "info",
                                "--hosts",
                                String.join(",", cluster.hosts()),
                                "--connect-timeout",
                                "10"),
                        Stream.of(options))
                .toArray(String[]::new);
    }

    private static void assertRefused(String expected, CommandRun run) {
        assertTrue(run.errors().contains(expected), run.errors());
        assertFalse(run.errors().contains(PASSWORD), run.errors());
        assertTrue(run.status() != 0);
    }

    private static void assertWorks(CommandRun run) {
        assertEquals(0, run.status(), run.errors());
    }

    @Test
    void thePasswordComesFromAFileTheEnvironmentOrWhoeverSitsThere() throws IOException {
        Path file = folder.resolve("password");
        Files.writeString(file, PASSWORD + "\n");

        assertWorks(CommandRun.of(info("--user", "ann", "--password-file", file.toString())));
        assertWorks(
                CommandRun.builder()
                        .environment(Map.of("AEROSPIKE_PASSWORD", PASSWORD))
                        .run(info("-U", "ann")));
        assertWorks(CommandRun.builder().secret(PASSWORD).run(info("-U", "ann")));
    }

    @Test
    void whatIsNotGivenComesFromTheEnvironment() throws IOException {
        Path file = folder.resolve("password");
        Files.writeString(file, PASSWORD + "\n");
        Map<String, String> environment =
                Map.of(
                        "AEROSPIKE_USER", "ann",
                        "AEROSPIKE_PASSWORD_FILE", file.toString(),
                        "AEROSPIKE_AUTH", "internal",
                        "AEROSPIKE_CLUSTER_NAME", "");

        assertWorks(CommandRun.builder().environment(environment).run(info()));
        assertRefused(
                "INVALID_USER",
                CommandRun.builder().environment(environment).run(info("-U", "bob")));
        assertRefused(
                "another",
                CommandRun.builder()
                        .environment(
                                Map.of(
                                        "AEROSPIKE_USER", "ann",
                                        "AEROSPIKE_PASSWORD", PASSWORD,
                                        "AEROSPIKE_CLUSTER_NAME", "another"))
                        .run(info()));
    }

    @Test
    void whatIsWrongOrMissingIsSaid() {
        assertRefused("--password-file", CommandRun.of(info("--user", "ann")));
        assertRefused("ClientConfig.credentials", CommandRun.of(info()));
        assertRefused(
                "INVALID_CREDENTIAL", CommandRun.builder().secret("wrong").run(info("-U", "ann")));
        assertRefused("INVALID_USER", CommandRun.builder().secret(PASSWORD).run(info("-U", "bob")));
        assertRefused("--auth is", CommandRun.of(info("-U", "ann", "--auth", "magic")));
        assertRefused("--user and", CommandRun.of(info("-U", "ann", "--auth", "pki")));
        assertRefused("--password-file needs", CommandRun.of(info("--password-file", "x")));
        assertRefused(
                "TLS is not set",
                CommandRun.builder().secret(PASSWORD).run(info("-U", "ann", "--auth", "external")));
    }

    @Test
    void aUserWithoutARightIsToldWhichOneItLacks() {
        ClientConfig config =
                ClientConfig.builder(String.join(",", cluster.hosts()))
                        .connectTimeout(Duration.ofSeconds(10))
                        .credentials(Credentials.internal("writer", PASSWORD.toCharArray()))
                        .build();
        try (AerospikeClient client = AerospikeClient.connect(config)) {
            client.put(Key.of("test", "others", 1), Bin.of("i", 1));
        }
        assertRefused(
                "read.test.others",
                CommandRun.builder()
                        .secret(PASSWORD)
                        .run(
                                "schema",
                                "test.others",
                                "--hosts",
                                String.join(",", cluster.hosts()),
                                "-U",
                                "ann"));
    }
}
