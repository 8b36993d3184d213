package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.security.AdminField;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nodes whose logins go wrong in ways that no server's do. */
class LoginFaultsTest {
    private static final Key KEY = Key.of("test", "flights", 1);

    private static byte[] session() {
        WireBuffer frame = new WireBuffer();
        AdminMessage.answer(0)
                .with(AdminField.SESSION_TOKEN, new byte[] {1, 2, 3})
                .with(AdminField.SESSION_TTL, 3600)
                .encode(frame);
        return frame.toByteArray();
    }

    /** A message without fields, with a result code. */
    private static byte[] message(int resultCode) {
        byte[] frame = new byte[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.HEADER_LENGTH];
        Bytes.putLong(
                frame,
                0,
                FrameDescriptor.header(
                        FrameDescriptor.TYPE_MESSAGE, MessageDescriptor.HEADER_LENGTH));
        frame[FrameDescriptor.HEADER_LENGTH] = MessageDescriptor.HEADER_LENGTH;
        frame[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.RESULT_CODE] = (byte) resultCode;
        return frame;
    }

    private static boolean isAdmin(byte[] frame) {
        return FrameDescriptor.type(Bytes.getLong(frame, 0)) == FrameDescriptor.TYPE_ADMIN;
    }

    private static ClientConfig config(ScriptedNode node, Duration timeout) {
        return ClientConfig.builder(node.host())
                .connectTimeout(timeout)
                .credentials(Credentials.internal("ann", "secret".toCharArray()))
                .build();
    }

    private static String whyNot(ScriptedNode node, Duration timeout) {
        return assertThrows(
                        NoSeedReachableException.class,
                        () -> AerospikeClient.connect(config(node, timeout)).close())
                .getMessage();
    }

    private static void assertHas(String expected, String message) {
        assertTrue(message.contains(expected), message);
    }

    @Test
    void aNodeThatNeverKnowsWhoThisIsIsAskedOnceMore() {
        AtomicInteger messages = new AtomicInteger();
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> {
                                    if (isAdmin(frame)) {
                                        return session();
                                    }
                                    messages.incrementAndGet();
                                    return message(ResultCode.NOT_AUTHENTICATED.code());
                                });
                AerospikeClient client =
                        AerospikeClient.connect(config(node, Duration.ofSeconds(10)))) {
            ServerException read = assertThrows(ServerException.class, () -> client.get(KEY));
            assertEquals(ResultCode.NOT_AUTHENTICATED.code(), read.resultCode());
            assertEquals(2, messages.get());

            ServerException written =
                    assertThrows(ServerException.class, () -> client.put(KEY, Bin.of("a", 1)));
            assertFalse(written.inDoubt(), written.getMessage());
        }
    }

    @Test
    void anAnswerThatIsNoneIsToldWithWhatIsWrongWithIt() {
        Duration long1 = Duration.ofSeconds(10);
        try (ScriptedNode node = new ScriptedNode((number, frame) -> message(0))) {
            assertHas("an answer to a login expected", whyNot(node, long1));
        }
        try (ScriptedNode node =
                new ScriptedNode(
                        (number, frame) -> {
                            byte[] cut = session();
                            Bytes.putInt(cut, FrameDescriptor.HEADER_LENGTH + 16, 1 << 20);
                            return cut;
                        })) {
            assertHas("a field that lies in its frame", whyNot(node, long1));
        }
        try (ScriptedNode node =
                new ScriptedNode(
                        (number, frame) -> {
                            WireBuffer noToken = new WireBuffer();
                            AdminMessage.answer(0).encode(noToken);
                            return noToken.toByteArray();
                        })) {
            assertHas("a session token expected", whyNot(node, long1));
        }
    }

    @Test
    void aNodeThatHangsUpOrIsSilentIsToldSo() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> ScriptedNode.HANG_UP)) {
            assertHas(
                    "closed the connection during the login", whyNot(node, Duration.ofSeconds(10)));
        }
        try (ScriptedNode node =
                new ScriptedNode((number, frame) -> Arrays.copyOf(session(), 10))) {
            assertHas("does not answer the login within", whyNot(node, Duration.ofMillis(300)));
        }
    }
}
