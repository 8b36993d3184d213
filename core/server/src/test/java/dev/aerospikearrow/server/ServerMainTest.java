package dev.aerospikearrow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.server.security.SecuritySettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String arguments) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(0);
        return ServerMain.run(
                arguments.split(" "),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                ended);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachNodeSaysWhereItIsReady() throws InterruptedException {
        assertEquals(0, run("--port 0 --nodes 3 --namespaces a,b --replication-factor 1"));
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertEquals(3, lines.length);
        for (int i = 0; i < lines.length; i++) {
            assertTrue(lines[i].startsWith("node A" + (i + 1) + " ready at 127.0.0.1:"), lines[i]);
        }
    }

    @Test
    void theClusterHasTheNameThatItIsGiven() throws InterruptedException {
        assertEquals(0, run("--port 0 --cluster-name arrows"));
        assertEquals(2, run("--port 0 --cluster-name " + "x".repeat(64)));
        assertTrue(errors().contains("63 characters"), errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port 70000",
                "--port 65535 --nodes 2",
                "--nodes 0",
                "--color red",
                "help",
                "--namespaces a;b",
                "--cluster-name a;b",
                "--cluster-name",
                "--tls-certfile a.pem",
                "--tls-certfile a.pem --tls-keyfile b.pem --tls-name x"
            })
    void badArgumentsAreExplained(String arguments) throws InterruptedException {
        assertEquals(2, run(arguments));
        assertTrue(errors().contains("usage:"), errors());
    }

    @Test
    void usersComeFromAFile(@TempDir Path folder) throws Exception {
        Path users = folder.resolve("users");
        Files.writeString(
                users, "# roles\nrole flights read.test.flights\n\nuser ann secret flights\n");

        SecuritySettings settings = SecuritySettings.read(users);

        assertEquals("SecuritySettings[users=[admin, ann], roles=[flights]]", settings.toString());
        for (String line :
                new String[] {"user ann", "usr ann secret", "role x reed", "user a b none"}) {
            Files.writeString(users, line + "\n");
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class, () -> SecuritySettings.read(users));
            assertFalse(String.valueOf(e.getMessage()).contains("secret"), e.getMessage());
        }
        Files.writeString(users, "user ann secret read\n");
        assertEquals(0, run("--port 0 --users " + users));
        assertEquals(2, run("--port 0 --users " + folder.resolve("nobody")));
        assertTrue(errors().contains("nobody"), errors());
    }

    @Test
    void aPortInUseIsNamed() throws InterruptedException {
        try (EmbeddedServer other = EmbeddedServer.start()) {
            assertEquals(1, run("--port " + other.port()));
            assertTrue(errors().contains("cannot listen on " + other.host()), errors());
        }
    }
}
