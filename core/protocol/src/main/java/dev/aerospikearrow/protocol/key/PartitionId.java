package dev.aerospikearrow.protocol.key;

/**
 * The id of the partition of a namespace that a digest belongs to (docs/docs/internals/wire.md,
 * section 4).
 */
public final class PartitionId {

    /** Number of partitions of every namespace; fixed by the server. */
    public static final int COUNT = 4096;

    private PartitionId() {}

    /**
     * The partition of the digest that starts at {@code digest[offset]}.
     *
     * @param digest bytes that hold at least two bytes of a digest from {@code offset} on
     * @param offset where the digest starts
     * @return a number from 0 to {@link #COUNT} - 1
     */
    public static int of(byte[] digest, int offset) {
        // Little-endian, unlike nearly everything else in the protocol.
        return ((digest[offset] & 0xff) | (digest[offset + 1] & 0xff) << 8) & (COUNT - 1);
    }
}
