package dev.aerospikearrow.client.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IncomingBytesTest {
    private final IncomingBytes incoming = new IncomingBytes();
    private final SourceChannel channel = new SourceChannel();

    /** A channel from which the numbers 0, 1, 2 … come as bytes. */
    private static final class SourceChannel implements ReadableByteChannel {
        private int sent;
        private boolean ended;

        @Override
        public int read(ByteBuffer target) {
            if (ended) {
                return -1;
            }
            int count = target.remaining();
            for (int i = 0; i < count; i++) {
                target.put((byte) sent++);
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private byte[] waiting() {
        return Arrays.copyOfRange(
                incoming.array(), incoming.start(), incoming.start() + incoming.length());
    }

    private void read(int count) throws IOException {
        assertEquals(count, incoming.readFrom(channel, count));
    }

    @Test
    void bytesAreTakenWhereTheyLieAndInTheirOrder() throws IOException {
        read(5);
        assertEquals(0, incoming.take(2));
        read(1);
        assertEquals(2, incoming.take(1));
        assertArrayEquals(new byte[] {3, 4, 5}, waiting());
    }

    @Test
    void theEndOfTheChannelIsToldAndTakesNothingAway() throws IOException {
        read(3);
        channel.ended = true;
        assertEquals(-1, incoming.readFrom(channel, 10));
        assertArrayEquals(new byte[] {0, 1, 2}, waiting());
    }

    @Test
    void aFrameThatDoesNotFitBehindTheOthersMovesToTheFront() throws IOException {
        int room = incoming.room();
        read(room);
        incoming.take(room - 3);
        byte[] before = waiting();
        incoming.makeRoom(100);
        assertArrayEquals(before, waiting());
        assertTrue(incoming.start() + 100 <= incoming.array().length);
        assertTrue(incoming.room() >= 97);
    }

    @Test
    void anAnnouncedLengthTakesLittleMemoryBeforeItsBytesCome() throws IOException {
        read(8);
        incoming.makeRoom(100 << 20);
        assertTrue(incoming.array().length <= 256 << 10, () -> "" + incoming.array().length);
        int most = incoming.array().length;
        read(incoming.room());
        incoming.makeRoom(100 << 20);
        assertTrue(incoming.array().length <= 2 * most, () -> "" + incoming.array().length);
        assertEquals(most, incoming.length());
        assertEquals(7, waiting()[7]);
    }

    @Test
    void onlyALargeArrayIsGivenUp() throws IOException {
        byte[] small = incoming.array();
        incoming.shrink();
        assertSame(small, incoming.array());
        while (incoming.array().length <= 2 << 20) {
            read(incoming.room());
            incoming.makeRoom(100 << 20);
        }
        incoming.take(incoming.length());
        incoming.reset();
        incoming.shrink();
        assertEquals(256 << 10, incoming.array().length);
    }
}
