package dev.aerospikearrow.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * The bytes of one connection that have come and not been taken yet, in one reused array, where
 * frames are decoded as they lie. The array grows with what has really come and not with what a
 * header announces. Not thread-safe.
 */
final class IncomingBytes {
    private static final int SMALLEST_BUFFER = 16 << 10;

    /** Holds two of the frames that a batch is answered in, so that few reads fetch much. */
    private static final int BUSY_BUFFER = 256 << 10;

    /** A larger array is given up as soon as nothing is expected. */
    private static final int LARGEST_KEPT_BUFFER = 2 << 20;

    private byte[] bytes = new byte[SMALLEST_BUFFER];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int start;
    private int end;

    /** Valid between {@link #start()} and {@code start() + length()}, until the next change. */
    byte[] array() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    /** How many bytes can be read before there has to be more room. */
    int room() {
        return bytes.length - end;
    }

    /** Reads once, at most so many bytes; returns what the channel returned. */
    int readFrom(ReadableByteChannel channel, int most) throws IOException {
        view.limit(end + most).position(end);
        int count = channel.read(view);
        end += Math.max(0, count);
        return count;
    }

    /** Passes the next bytes, of which there are as many; returns where they lie. */
    int take(int count) {
        int offset = start;
        start += count;
        return offset;
    }

    /** Begins anew at the front of the array, when everything is taken. */
    void reset() {
        start = 0;
        end = 0;
    }

    /** Gives up a large array, when everything is taken and nothing is expected. */
    void shrink() {
        if (bytes.length > LARGEST_KEPT_BUFFER) {
            use(new byte[BUSY_BUFFER]);
        }
    }

    /** Makes sure that more bytes can be read towards a frame of {@code wanted} bytes. */
    void makeRoom(int wanted) {
        boolean isFull = end == bytes.length;
        if (start + wanted <= bytes.length && !isFull) {
            return;
        }
        byte[] target = bytes;
        if (wanted > bytes.length) {
            // Grow by doubling, as bytes really come: the announced length is only a claim.
            long capacity = Math.min(wanted, Math.max(BUSY_BUFFER, 2L * bytes.length));
            if (length() > bytes.length / 2 || capacity <= BUSY_BUFFER) {
                target = new byte[(int) Math.max(capacity, bytes.length)];
            }
        } else if (isFull && bytes.length < BUSY_BUFFER) {
            target = new byte[BUSY_BUFFER];
        }
        if (start > 0 || target != bytes) {
            int count = length();
            System.arraycopy(bytes, start, target, 0, count);
            start = 0;
            end = count;
            use(target);
        }
    }

    private void use(byte[] array) {
        if (array != bytes) {
            bytes = array;
            view = ByteBuffer.wrap(array);
        }
    }
}
