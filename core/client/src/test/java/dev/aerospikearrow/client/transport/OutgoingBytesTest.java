package dev.aerospikearrow.client.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.Test;

class OutgoingBytesTest {
    private final OutgoingBytes outgoing = new OutgoingBytes();
    private final NarrowChannel channel = new NarrowChannel();

    /** A channel that takes a few bytes at a time. */
    private static final class NarrowChannel implements WritableByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int width = Integer.MAX_VALUE;

        @Override
        public int write(ByteBuffer source) {
            byte[] bytes = new byte[Math.min(width, source.remaining())];
            source.get(bytes);
            taken.writeBytes(bytes);
            return bytes.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** A request of so many bytes of one value. */
    private static Exchange request(int value, int length) {
        return new Exchange() {
            @Override
            protected void encode(WireBuffer target) {
                for (int i = 0; i < length; i++) {
                    target.putByte(value);
                }
                if (value == 0) {
                    throw new IllegalStateException("no such request");
                }
            }

            @Override
            protected int replyType() {
                return FrameDescriptor.TYPE_MESSAGE;
            }

            @Override
            protected Extent extent() {
                return Extent.SHORT;
            }

            @Override
            protected boolean onFrame(byte[] bytes, int offset, int frameLength) {
                return true;
            }

            @Override
            protected void onComplete() {}

            @Override
            protected void onFailure(TransportFailure failure) {}
        };
    }

    private void writeAll() throws IOException {
        while (!outgoing.isEmpty()) {
            outgoing.writeTo(channel, 1000);
        }
        outgoing.reset();
    }

    @Test
    void aRequestThatCannotBeEncodedLeavesNothingBehind() throws IOException {
        outgoing.append(request(1, 2));
        assertThrows(IllegalStateException.class, () -> outgoing.append(request(0, 5)));
        outgoing.append(request(2, 1));
        assertEquals(3, outgoing.end());
        writeAll();
        assertArrayEquals(new byte[] {1, 1, 2}, channel.taken.toByteArray());
    }

    @Test
    void positionsStayTrueWhileBytesLeaveInPieces() throws IOException {
        channel.width = 2;
        outgoing.append(request(1, 3));
        assertEquals(2, outgoing.writeTo(channel, 1000));
        assertEquals(1, outgoing.writeTo(channel, 1));
        assertTrue(outgoing.isEmpty());
        outgoing.reset();
        outgoing.append(request(2, 2));
        assertEquals(5, outgoing.end());
        assertEquals(3, outgoing.written());
        assertFalse(outgoing.isEmpty());
        writeAll();
        assertEquals(5, outgoing.written());
        assertArrayEquals(new byte[] {1, 1, 1, 2, 2}, channel.taken.toByteArray());
    }

    @Test
    void whatIsRemovedDoesNotLeaveAndTheRestMovesUp() throws IOException {
        channel.width = 1;
        outgoing.append(request(1, 2));
        outgoing.append(request(2, 3));
        outgoing.append(request(3, 2));
        outgoing.writeTo(channel, 1000);
        outgoing.remove(2, 5);
        assertEquals(4, outgoing.end());
        outgoing.append(request(4, 1));
        writeAll();
        assertArrayEquals(new byte[] {1, 1, 3, 3, 4}, channel.taken.toByteArray());
    }

    @Test
    void requestsLargerThanTheBufferGoOutWhole() throws IOException {
        outgoing.append(request(1, 5000));
        outgoing.append(request(2, 9000));
        writeAll();
        byte[] taken = channel.taken.toByteArray();
        assertEquals(14_000, taken.length);
        assertEquals(1, taken[4999]);
        assertEquals(2, taken[5000]);
    }
}
