package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.data.Key;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Blocks for digests that are used again: they are the largest thing that a read would put on the
 * heap, 20 bytes a key. A few are kept, each of a bounded size. Thread-safe.
 */
final class DigestBlocks {
    private static final int MAX_KEPT = 8;

    /** Two MiB: about 100,000 keys. */
    private static final int LARGEST_KEPT_BYTES = 2 << 20;

    private final AtomicReferenceArray<byte[]> kept = new AtomicReferenceArray<>(MAX_KEPT);

    /** Lends a block for at least {@code count} digests. */
    DigestLease borrow(int count) {
        int bytes = Math.multiplyExact(count, Key.DIGEST_LENGTH_BYTES);
        for (int i = 0; i < MAX_KEPT; i++) {
            byte[] block = kept.get(i);
            if (block != null && block.length >= bytes && kept.compareAndSet(i, block, null)) {
                return new DigestLease(this, block);
            }
        }
        return new DigestLease(this, new byte[bytes]);
    }

    /** Takes a block back that nobody reads any more. */
    void giveBack(byte[] block) {
        if (block.length > LARGEST_KEPT_BYTES) {
            return;
        }
        int smallest = -1;
        for (int i = 0; i < MAX_KEPT; i++) {
            byte[] other = kept.get(i);
            if (other == null) {
                if (kept.compareAndSet(i, null, block)) {
                    return;
                }
            } else if (other.length < block.length) {
                smallest = i;
            }
        }
        // All places are taken: in the end the blocks are as large as the reads are.
        if (smallest >= 0) {
            kept.set(smallest, block);
        }
    }
}
