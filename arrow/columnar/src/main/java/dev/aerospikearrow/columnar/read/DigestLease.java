package dev.aerospikearrow.columnar.read;

import org.jspecify.annotations.Nullable;

/**
 * A block of digests that is lent for one read, and given back once: by the answer, if it fails, or
 * else by whoever closes the result. Thread-safe.
 */
final class DigestLease implements AutoCloseable {
    /** The lease of keys whose digests are their own: it does not end. */
    static final DigestLease NONE = new DigestLease(null, new byte[0]);

    private final @Nullable DigestBlocks lender;
    private final byte[] block;
    private boolean ended;

    /**
     * @param lender null for a block that is not given back
     */
    DigestLease(@Nullable DigestBlocks lender, byte[] block) {
        this.lender = lender;
        this.block = block;
    }

    /** The block, of any content; not to be used after the lease has ended. */
    byte[] block() {
        return block;
    }

    /**
     * Refuses to go on with digests that are given back.
     *
     * @throws IllegalStateException if they are
     */
    synchronized void requireHeld() {
        if (ended) {
            throw new IllegalStateException(
                    "The batch is closed. Look its keys up before you close it.");
        }
    }

    @Override
    public synchronized void close() {
        if (lender != null && !ended) {
            ended = true;
            lender.giveBack(block);
        }
    }
}
