package dev.aerospikearrow.server.network;

import dev.aerospikearrow.protocol.tls.TlsChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that wait for a connection to take them. Used by one thread at a time, the one that {@link
 * #takeOver took it over}; others fail.
 */
final class OutputQueue {
    /** A buffer that grew larger than this is given up once it is empty. */
    private static final int KEPT_CAPACITY = 1 << 20;

    private static final int INITIAL_CAPACITY = 4096;

    private final ByteChannel channel;
    private final @Nullable TlsChannel tls;
    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int start;
    private int end;

    /** Null while it is handed over. */
    private volatile @Nullable Thread user;

    /**
     * @param channel takes the bytes
     * @param tls the same if it keeps some of them back
     */
    OutputQueue(ByteChannel channel, @Nullable TlsChannel tls) {
        this.channel = channel;
        this.tls = tls;
    }

    /** From now on the calling thread uses it. */
    void takeOver() {
        user = Thread.currentThread();
    }

    /** Nobody uses it until a thread takes it over. */
    void handOver() {
        user = null;
    }

    private void requireUser() {
        if (user != Thread.currentThread()) {
            throw new IllegalStateException("The output of a connection is another thread's.");
        }
    }

    int length() {
        requireUser();
        return end - start;
    }

    boolean isEmpty() {
        requireUser();
        return start == end && (tls == null || !tls.hasUnsent());
    }

    void append(byte[] source, int offset, int length) {
        requireUser();
        if (length > bytes.length - end) {
            makeRoom(length);
        }
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        int needed = Math.addExact(length(), length);
        byte[] target =
                needed > bytes.length
                        ? new byte[(int) Math.min(Integer.MAX_VALUE - 16, needed * 2L)]
                        : bytes;
        System.arraycopy(bytes, start, target, 0, length());
        end = length();
        start = 0;
        if (target != bytes) {
            bytes = target;
            view = ByteBuffer.wrap(target);
        }
    }

    /**
     * Writes what the connection takes at once.
     *
     * @param bytesPerWrite at most so many in one call
     */
    void flush(int bytesPerWrite) throws IOException {
        requireUser();
        if (tls != null && !tls.flush()) {
            return;
        }
        while (start < end) {
            int length = Math.min(bytesPerWrite, length());
            int written = channel.write(view.limit(start + length).position(start));
            start += written;
            if (written < length) {
                return;
            }
        }
        start = 0;
        end = 0;
        if (bytes.length > KEPT_CAPACITY) {
            bytes = Arrays.copyOf(bytes, INITIAL_CAPACITY);
            view = ByteBuffer.wrap(bytes);
        }
    }
}
