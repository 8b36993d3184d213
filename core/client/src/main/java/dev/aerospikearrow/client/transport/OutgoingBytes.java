package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * The requests of one connection that have not been written yet, one behind the other. Positions
 * are counted from the first byte that the connection ever sent, so that they stay true while bytes
 * leave. Not thread-safe.
 */
final class OutgoingBytes {
    private static final int SMALLEST_BUFFER = 1024;

    /** A larger array is given up as soon as everything is written. */
    private static final int LARGEST_KEPT_BUFFER = 4 << 20;

    private WireBuffer buffer = new WireBuffer(SMALLEST_BUFFER);
    private ByteBuffer view = ByteBuffer.wrap(buffer.array());
    private int start;
    private long written;

    /** Appends a request; what encoding it throws goes to the caller, and nothing is appended. */
    void append(Exchange exchange) {
        int before = buffer.length();
        try {
            exchange.encode(buffer);
        } catch (RuntimeException | Error e) {
            buffer.truncate(before);
            throw e;
        }
    }

    /** The position behind the last byte that was appended. */
    long end() {
        return written + buffer.length() - start;
    }

    /** The position up to which everything has been written. */
    long written() {
        return written;
    }

    boolean isEmpty() {
        return start == buffer.length();
    }

    /**
     * Writes once; returns how many bytes the channel took. The JDK copies through a direct buffer
     * of the size of the call, so a call has at most {@code most} bytes.
     */
    int writeTo(WritableByteChannel channel, int most) throws IOException {
        if (view.array() != buffer.array()) {
            view = ByteBuffer.wrap(buffer.array());
        }
        view.limit(Math.min(buffer.length(), start + most)).position(start);
        int count = channel.write(view);
        start += count;
        written += count;
        return count;
    }

    /** Begins anew at the front of the buffer, when {@link #isEmpty()}. */
    void reset() {
        buffer.clear();
        start = 0;
        if (buffer.array().length > LARGEST_KEPT_BUFFER) {
            buffer = new WireBuffer(SMALLEST_BUFFER);
        }
    }

    /**
     * Takes out the bytes between two positions, of which none has been written; those behind them
     * move up.
     */
    void remove(long from, long to) {
        int first = start + (int) (from - written);
        int behind = start + (int) (to - written);
        int rest = buffer.length() - behind;
        System.arraycopy(buffer.array(), behind, buffer.array(), first, rest);
        buffer.truncate(first + rest);
    }
}
