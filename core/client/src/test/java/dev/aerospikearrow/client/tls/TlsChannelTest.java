package dev.aerospikearrow.client.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.tls.TlsChannel;
import dev.aerospikearrow.testkit.TestCertificates;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes pass through TLS, however few of them the channel below takes at a time. */
class TlsChannelTest {
    /** One direction of a connection, which holds so many bytes, of which so many move at once. */
    private static final class Pipe {
        private final ByteBuffer bytes;
        private final int step;
        private boolean closed;

        Pipe(int capacity, int step) {
            bytes = ByteBuffer.allocate(capacity);
            this.step = step;
        }

        int write(ByteBuffer source) throws IOException {
            if (closed) {
                throw new IOException("Broken pipe");
            }
            int count = Math.min(Math.min(step, source.remaining()), bytes.remaining());
            bytes.put(source.slice(source.position(), count));
            source.position(source.position() + count);
            return count;
        }

        int read(ByteBuffer target) {
            bytes.flip();
            int count = Math.min(Math.min(step, bytes.remaining()), target.remaining());
            target.put(bytes.slice(0, count));
            bytes.position(count);
            bytes.compact();
            return count == 0 && closed && bytes.position() == 0 ? -1 : count;
        }
    }

    private record End(Pipe in, Pipe out) implements ByteChannel {
        @Override
        public int read(ByteBuffer target) {
            return in.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return out.write(source);
        }

        @Override
        public boolean isOpen() {
            return !out.closed;
        }

        @Override
        public void close() {
            out.closed = true;
            in.closed = true;
        }
    }

    private final TestCertificates certificates = TestCertificates.shared();
    private Pipe up;
    private Pipe down;
    private TlsChannel client;
    private TlsChannel server;

    private void connect(int capacity, int step, String protocol) {
        up = new Pipe(capacity, step);
        down = new Pipe(capacity, step);
        client = new TlsChannel(new End(down, up), engine(protocol, true));
        server = new TlsChannel(new End(up, down), engine(protocol, false));
    }

    private SSLEngine engine(String protocol, boolean ofClient) {
        SSLEngine engine =
                certificates
                        .contextOf(ofClient ? Owner.CLIENT : Owner.NODE)
                        .createSSLEngine(TestCertificates.NODE_NAME, 1);
        engine.setUseClientMode(ofClient);
        engine.setEnabledProtocols(new String[] {protocol});
        return engine;
    }

    private void shakeHands() throws IOException {
        boolean done = false;
        for (int i = 0; i < 1_000_000 && !done; i++) {
            boolean clientDone = client.handshake();
            if (clientDone) {
                // What follows the handshake, for those who want to come again.
                assertEquals(0, client.read(ByteBuffer.allocate(1)));
            }
            done = server.handshake() && clientDone;
        }
        assertTrue(done);
    }

    @ParameterizedTest
    @CsvSource({
        "65536,65536,TLSv1.3",
        "65536,65536,TLSv1.2",
        "20000,7,TLSv1.3",
        "100,100,TLSv1.2",
        "5,1,TLSv1.3"
    })
    void bytesComeAsTheyWereWritten(int capacity, int step, String protocol) throws IOException {
        connect(capacity, step, protocol);
        shakeHands();
        byte[] sent = new byte[step < 10 ? 40_000 : 1_000_000];
        Random random = new Random(1);
        random.nextBytes(sent);
        ByteBuffer source = ByteBuffer.wrap(sent);
        ByteArrayOutputStream received = new ByteArrayOutputStream();

        for (int turn = 0; received.size() < sent.length && turn < 10_000_000; turn++) {
            if (source.hasRemaining()) {
                source.limit(Math.min(sent.length, source.position() + random.nextInt(70_000)));
                client.write(source);
                source.limit(sent.length);
            } else {
                client.flush();
            }
            do {
                ByteBuffer target = ByteBuffer.allocate(1 + random.nextInt(40_000));
                int count = server.read(target);
                assertEquals(target.position(), count);
                received.write(target.array(), 0, count);
            } while (server.hasUnread());
        }

        assertArrayEquals(sent, received.toByteArray());
        assertFalse(client.hasUnsent());
    }

    @Test
    void aReaderWithLittleRoomIsToldThatThereIsMore() throws IOException {
        connect(65_536, 65_536, "TLSv1.3");
        shakeHands();
        client.write(ByteBuffer.wrap(new byte[1_000]));

        ByteBuffer target = ByteBuffer.allocate(10);
        assertEquals(10, server.read(target));
        assertTrue(server.hasUnread());
        assertEquals(990, server.read(ByteBuffer.allocate(2_000)));
        assertFalse(server.hasUnread());
        assertEquals(0, server.read(ByteBuffer.allocate(10)));
    }

    @Test
    void whatCameBeforeTheEndIsReadBeforeIt() throws IOException {
        connect(65_536, 65_536, "TLSv1.3");
        shakeHands();
        client.write(ByteBuffer.wrap(new byte[10]));
        client.close();

        assertEquals(10, server.read(ByteBuffer.allocate(20)));
        assertTrue(server.hasUnread());
        assertEquals(-1, server.read(ByteBuffer.allocate(20)));
    }

    @Test
    void aBrokenRecordFailsAfterWhatCameBefore() throws IOException {
        connect(65_536, 65_536, "TLSv1.3");
        shakeHands();
        client.write(ByteBuffer.wrap(new byte[10]));
        up.write(ByteBuffer.wrap(new byte[] {23, 3, 3, 0, 20}));
        up.write(ByteBuffer.wrap(new byte[20]));

        assertEquals(10, server.read(ByteBuffer.allocate(20)));
        assertThrows(IOException.class, () -> server.read(ByteBuffer.allocate(20)));
    }

    @Test
    void hangingUpDuringTheHandshakeIsSaidSo() throws IOException {
        connect(65_536, 65_536, "TLSv1.3");
        assertFalse(client.handshake());
        down.closed = true;

        assertThrows(EOFException.class, () -> client.handshake());
    }

    @Test
    void whoCannotWriteHearsWhyTheOtherSideHungUp() throws IOException {
        connect(65_536, 65_536, "TLSv1.3");
        shakeHands();
        assertEquals(0, client.read(ByteBuffer.allocate(10)));
        up.write(ByteBuffer.wrap(new byte[] {23, 3, 3, 0, 20}));
        up.write(ByteBuffer.wrap(new byte[20]));
        assertThrows(IOException.class, () -> server.read(ByteBuffer.allocate(20)));
        up.closed = true;

        IOException e =
                assertThrows(IOException.class, () -> client.write(ByteBuffer.wrap(new byte[10])));
        assertTrue(e.getMessage().contains("Received fatal alert"), e.toString());
    }
}
