package dev.aerospikearrow.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, limits and pipelining (docs/docs/internals/wire.md, sections 1, 8 and 15). */
class ConnectionTest {
    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawConnection connect() throws IOException {
        return new RawConnection(server.node());
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // version 3
                "03 03 000000000016",
                // type 0, type 5, type 6
                "02 00 000000000000",
                "02 05 000000000000",
                "02 06 000000000000",
                // one byte more than 128 MiB
                "02 03 000008000001",
                // the first bytes of a TLS hello
                "16 03 010200010001fc03"
            })
    void whatIsNoFrameClosesTheConnection(String bytes) throws IOException {
        try (RawConnection connection = connect()) {
            assertTrue(connection.send(hex(bytes)).isClosedByServer());
        }
    }

    @Test
    void securityIsNotSupportedAndTheConnectionGoesOn() throws IOException {
        try (RawConnection connection = connect()) {
            byte[] login = hex("02 02 000000000010 00001400 000000000000000000000000");
            assertArrayEquals(
                    hex("02 02 000000000010 0033 0000000000000000000000000000"),
                    connection.send(login).receive());
            assertEquals("A1", connection.info("node"));
        }
    }

    @Test
    void compressionIsForEnterpriseServersAndTheConnectionGoesOn() throws IOException {
        try (RawConnection connection = connect()) {
            byte[] answer = connection.send(hex("02 04 000000000008 0000000000000000")).receive();
            assertEquals(ResultCode.ENTERPRISE_ONLY.code(), Requests.resultCode(answer));
            assertEquals("A1", connection.info("node"));
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        try (RawConnection connection = connect()) {
            ByteArrayOutputStream requests = new ByteArrayOutputStream();
            for (int i = 0; i < 200; i++) {
                requests.write(Requests.put(i, Operation.put("i", (long) i)));
                requests.write(Requests.get(i));
            }
            requests.write(
                    Requests.batch(200, BatchEncoder.DEFAULT_FLAGS, RecordCommand.readAll()));
            requests.write(Requests.get(7));
            connection.send(requests.toByteArray());
            for (int i = 0; i < 200; i++) {
                assertEquals(0, Requests.resultCode(connection.receive()));
                byte[] got = connection.receive();
                assertEquals((byte) i, got[got.length - 1]);
            }
            assertEquals(200, Requests.batchIndexes(connection.receive()).size());
            assertTrue(Requests.isLast(connection.receive()));
            byte[] seven = connection.receive();
            assertEquals(7, seven[seven.length - 1]);
        }
    }

    @Test
    void aRequestMayArriveByteByByte() throws IOException {
        try (RawConnection connection = connect()) {
            for (byte one : Requests.put(1000, Operation.put("x", "y"))) {
                connection.send(new byte[] {one});
            }
            assertEquals(0, Requests.resultCode(connection.receive()));
        }
    }

    @Test
    void aMessageWithoutDigestIsNoGet() throws IOException {
        try (RawConnection connection = connect()) {
            // A read of namespace test without a digest: taken for a query without partitions.
            byte[] request =
                    hex(
                            "02 03 00000000001f 16 03 000000 00 00000000 00000000 00000000 0001 0000"
                                    + "00000005 00 74657374");
            assertEquals(
                    ResultCode.UNSUPPORTED_FEATURE.code(),
                    Requests.resultCode(connection.send(request).receive()));
            assertEquals("A1", connection.info("node"));
        }
    }

    @Test
    void aClientThatReadsLateGetsEverything() throws IOException {
        try (RawConnection connection = connect()) {
            String text = "x".repeat(2000);
            for (int i = 0; i < 20; i++) {
                connection.send(Requests.put(i, Operation.put("t", text))).receive();
            }
            // 40 MB of answers: more than sockets hold, so the server has to wait.
            byte[] batch = Requests.batch(20, BatchEncoder.DEFAULT_FLAGS, RecordCommand.readAll());
            for (int i = 0; i < 1000; i++) {
                connection.send(batch);
            }
            for (int i = 0; i < 1000; i++) {
                assertEquals(20, Requests.batchIndexes(connection.receive()).size());
                assertTrue(Requests.isLast(connection.receive()));
            }
        }
    }

    @Test
    void rowsAreCutIntoFramesOfLimitedLength() throws IOException {
        try (EmbeddedServer own = EmbeddedServer.start();
                RawConnection connection = new RawConnection(own.node())) {
            for (int i = 0; i < 6000; i++) {
                connection.send(Requests.put(i, Operation.put("number", (long) i))).receive();
            }
            connection.send(
                    Requests.batch(6000, BatchEncoder.DEFAULT_FLAGS, RecordCommand.readAll()));
            List<Integer> bodies = new ArrayList<>();
            List<Integer> indexes = new ArrayList<>();
            byte[] frame = connection.receive();
            while (!Requests.isLast(frame)) {
                bodies.add(frame.length - FrameDescriptor.HEADER_LENGTH);
                indexes.addAll(Requests.batchIndexes(frame));
                frame = connection.receive();
            }
            // A row has 44 bytes: 2978 of them are 131,032, one more is too many.
            assertEquals(List.of(131_032, 131_032, 1936), bodies);
            assertEquals(IntStream.range(0, 6000).boxed().toList(), indexes);
        }
    }

    @Test
    void theUserAgentIsSetOnce() throws IOException {
        try (RawConnection connection = connect()) {
            assertEquals("ok", connection.info("user-agent-set:value=MSxhLWI="));
            assertEquals("ERROR:4:already set", connection.info("user-agent-set:value=MSxhLWI="));
        }
    }

    @Test
    void anUnknownInfoCommandIsAnError() throws IOException {
        try (RawConnection connection = connect()) {
            assertEquals("ERROR:4:unrecognized command", connection.info("no-such-command"));
            assertEquals("ERROR:25:enterprise only", connection.info("rack-ids"));
            assertEquals("ns_type=unknown", connection.info("sets/nowhere"));
            assertEquals("type=unknown", connection.info("namespace/nowhere"));
        }
    }
}
