package dev.aerospikearrow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A server of its own process, with little memory. */
class MemoryLimitTest {
    private static final int PART = 1 << 20;

    @Test
    void framesThatMemoryDoesNotHoldEndTheirConnectionsAndNotTheServer() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServerMain.class.getName(),
                                "--port",
                                "0")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader output = process.inputReader()) {
            String ready = output.readLine();
            assertTrue(ready.startsWith("node A1 ready at "), ready);
            int port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
            try (RawConnection first = new RawConnection(port);
                    RawConnection second = new RawConnection(port)) {
                boolean bothTaken = sendLargestFrame(first) & sendLargestFrame(second);
                assertFalse(bothTaken && isAnswered(first) && isAnswered(second));
            }
            for (int i = 0; i < 3; i++) {
                try (RawConnection other = new RawConnection(port)) {
                    assertEquals("A1", other.info("node"));
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Sends all but the last byte; returns whether the server took that. */
    private static boolean sendLargestFrame(RawConnection connection) throws IOException {
        byte[] header = new byte[FrameDescriptor.HEADER_LENGTH];
        Bytes.putLong(
                header,
                0,
                FrameDescriptor.header(
                        FrameDescriptor.TYPE_MESSAGE, FrameDescriptor.MAX_BODY_LENGTH));
        try {
            connection.send(header);
            byte[] part = new byte[PART];
            for (long sent = 0; sent + PART < FrameDescriptor.MAX_BODY_LENGTH; sent += PART) {
                connection.send(part);
            }
            connection.send(new byte[PART - 1]);
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isAnswered(RawConnection connection) throws IOException {
        try {
            return !connection.send(new byte[1]).isClosedByServer();
        } catch (SocketException e) {
            return false;
        }
    }
}
