package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Buffers for rows that are used again: they are the largest thing that a write would put on the
 * heap. A few are kept, each of a bounded size. Thread-safe.
 */
final class RowBuffers {
    private static final int MAX_KEPT = 4;

    /** Eight MiB: 10,000 rows of about 800 bytes. */
    private static final int LARGEST_KEPT_BYTES = 8 << 20;

    private static final int FIRST_BYTES = 1024;

    private final ArrayBlockingQueue<WireBuffer> kept = new ArrayBlockingQueue<>(MAX_KEPT);

    /** Lends an empty buffer. */
    WireBuffer borrow() {
        WireBuffer idle = kept.poll();
        return idle == null ? new WireBuffer(FIRST_BYTES) : idle;
    }

    /** Takes a buffer back whose bytes nobody reads any more. */
    void giveBack(WireBuffer buffer) {
        if (buffer.array().length <= LARGEST_KEPT_BYTES) {
            buffer.clear();
            kept.offer(buffer); // or not: if enough wait already, this one is garbage
        }
    }
}
