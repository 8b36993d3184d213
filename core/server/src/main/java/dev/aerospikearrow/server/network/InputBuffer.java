package dev.aerospikearrow.server.network;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Arrays;

/** A buffer that assembles frames from what a connection delivers. Used by one thread. */
final class InputBuffer {
    private static final int INITIAL_CAPACITY = 8192;

    /** A buffer that grew larger than this is given up once it is empty. */
    private static final int KEPT_CAPACITY = 1 << 20;

    private final ByteChannel channel;
    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int start;
    private int end;

    InputBuffer(ByteChannel channel) {
        this.channel = channel;
    }

    /** Reads once; returns how many bytes came, -1 at the end of the connection. */
    int read() throws IOException {
        makeRoom();
        int count = channel.read(view.limit(bytes.length).position(end));
        if (count > 0) {
            end += count;
        }
        return count;
    }

    private void makeRoom() {
        if (start == end) {
            start = 0;
            end = 0;
            if (bytes.length > KEPT_CAPACITY) {
                replace(new byte[INITIAL_CAPACITY]);
            }
        } else if (end == bytes.length) {
            // Grows with what arrived, not with what a header announces.
            byte[] target = start == 0 ? Arrays.copyOf(bytes, grownCapacity()) : bytes;
            int length = end - start;
            if (start > 0) {
                System.arraycopy(bytes, start, target, 0, length);
            }
            start = 0;
            end = length;
            if (target != bytes) {
                replace(target);
            }
        }
    }

    private int grownCapacity() {
        long doubled = bytes.length * 2L;
        long wanted =
                end - start >= FrameDescriptor.HEADER_LENGTH
                        ? FrameDescriptor.HEADER_LENGTH + bodyLength()
                        : doubled;
        return (int) Math.max(bytes.length + 1L, Math.min(doubled * 2, wanted));
    }

    private void replace(byte[] target) {
        bytes = target;
        view = ByteBuffer.wrap(target);
    }

    boolean hasHeader() {
        return end - start >= FrameDescriptor.HEADER_LENGTH;
    }

    /** The first eight bytes; only with {@link #hasHeader()}. */
    long header() {
        return Bytes.getLong(bytes, start);
    }

    private long bodyLength() {
        return FrameDescriptor.bodyLength(header());
    }

    boolean hasFrame() {
        return hasHeader() && end - start - FrameDescriptor.HEADER_LENGTH >= bodyLength();
    }

    /** What holds the frame; stays as it is until the next {@link #read()}. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the body of the first frame starts. */
    int bodyOffset() {
        return start + FrameDescriptor.HEADER_LENGTH;
    }

    /** Steps over the first frame. */
    void removeFrame() {
        start += FrameDescriptor.HEADER_LENGTH + (int) bodyLength();
    }
}
