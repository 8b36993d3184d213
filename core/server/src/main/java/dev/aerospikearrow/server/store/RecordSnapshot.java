package dev.aerospikearrow.server.store;

import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One record as it was at one time; a write makes a new one. Immutable.
 *
 * <p>The bins are kept as a reply carries them, back to back, so that an answer is a copy:
 *
 * <pre>
 *  0             4      5       6      7             8
 * +-------------+------+-------+------+-------------+------+-------
 * | u32 size of | op 1 | type  | 0    | name length | name | value
 * | the rest    |      |       |      |             |      |
 * +-------------+------+-------+------+-------------+------+-------
 * </pre>
 *
 * A <em>bin</em> in the methods below is the offset of such a block in {@link #bins()}. To walk
 * them: {@code for (int bin = 0; bin < record.bins().length; bin = record.nextBin(bin))}.
 */
public final class RecordSnapshot {
    public static final int DIGEST_LENGTH = 20;

    /** Returned for a bin that the record does not have. */
    public static final int NO_BIN = -1;

    private static final int FIXED_SIZE = 64;

    private final long digestHead;
    private final long digestMiddle;
    private final int digestTail;
    private final int generation;
    private final int voidTimeSeconds;
    private final int binCount;
    private final long lastUpdateNanos;
    private final RecordSet set;
    private final byte @Nullable [] userKey;
    private final byte[] bins;

    /**
     * @param digest holds the digest's 20 bytes from {@code digestOffset} on
     * @param digestOffset where it starts
     * @param set which set the record belongs to
     * @param generation 1 to 65535
     * @param voidTimeSeconds seconds since 2010 when it expires; 0 for never
     * @param lastUpdateNanos when it was written, in nanoseconds since 1970
     * @param userKey particle type and value of the key, if it was sent; owned by the record
     * @param binCount how many bins {@code bins} holds
     * @param bins the bins in the layout above; owned by the record
     */
    public RecordSnapshot(
            byte[] digest,
            int digestOffset,
            RecordSet set,
            int generation,
            int voidTimeSeconds,
            long lastUpdateNanos,
            byte @Nullable [] userKey,
            int binCount,
            byte[] bins) {
        this.digestHead = Bytes.getLong(digest, digestOffset);
        this.digestMiddle = Bytes.getLong(digest, digestOffset + 8);
        this.digestTail = Bytes.getInt(digest, digestOffset + 16);
        this.set = set;
        this.generation = generation;
        this.voidTimeSeconds = voidTimeSeconds;
        this.lastUpdateNanos = lastUpdateNanos;
        this.userKey = userKey;
        this.binCount = binCount;
        this.bins = bins;
    }

    /** A copy of the digest. */
    public byte[] digest() {
        byte[] digest = new byte[DIGEST_LENGTH];
        copyDigest(digest, 0);
        return digest;
    }

    /** Writes the digest's 20 bytes. */
    public void copyDigest(byte[] target, int offset) {
        Bytes.putLong(target, offset, digestHead);
        Bytes.putLong(target, offset + 8, digestMiddle);
        Bytes.putInt(target, offset + 16, digestTail);
    }

    /** The last four bytes of the digest, as a big-endian number. */
    public int digestTail() {
        return digestTail;
    }

    long digestMiddle() {
        return digestMiddle;
    }

    boolean hasDigest(long head, long middle, int tail) {
        return digestMiddle == middle && digestHead == head && digestTail == tail;
    }

    /** The partition that the digest names. */
    public int partitionId() {
        // The first two bytes, little-endian.
        return (Short.reverseBytes((short) (digestHead >>> 48)) & 0xFFFF) & (PartitionId.COUNT - 1);
    }

    /** Compares the digests as unsigned bytes: the order of scans. */
    public int compareDigest(RecordSnapshot other) {
        return compareDigest(other.digestHead, other.digestMiddle, other.digestTail);
    }

    int compareDigest(long head, long middle, int tail) {
        int byHead = Long.compareUnsigned(digestHead, head);
        if (byHead != 0) {
            return byHead;
        }
        int byMiddle = Long.compareUnsigned(digestMiddle, middle);
        return byMiddle != 0 ? byMiddle : Integer.compareUnsigned(digestTail, tail);
    }

    public RecordSet set() {
        return set;
    }

    public String setName() {
        return set.name();
    }

    public int generation() {
        return generation;
    }

    /** Seconds since 2010-01-01T00:00:00Z when the record expires, unsigned; 0 for never. */
    public int voidTimeSeconds() {
        return voidTimeSeconds;
    }

    /**
     * Whether the record is gone at a time given in seconds since 2010: not yet in its last second.
     */
    public boolean isExpiredAt(int nowSeconds) {
        return voidTimeSeconds != 0 && Integer.compareUnsigned(voidTimeSeconds, nowSeconds) < 0;
    }

    /** When the record was last written or touched, in nanoseconds since 1970. */
    public long lastUpdateNanos() {
        return lastUpdateNanos;
    }

    /** Particle type byte and value of the key that a writer sent along; not to be changed. */
    public byte @Nullable [] userKey() {
        return userKey;
    }

    public int binCount() {
        return binCount;
    }

    /** All bins in the layout drawn above; not to be changed. */
    public byte[] bins() {
        return bins;
    }

    /** What the record takes, in bytes, roughly as a server's storage counts. */
    public int sizeInBytes() {
        return FIXED_SIZE + bins.length + (userKey == null ? 0 : userKey.length);
    }

    /** The bin whose name is the given bytes, or {@link #NO_BIN}. */
    public int find(byte[] name, int nameOffset, int nameLength) {
        for (int bin = 0; bin < bins.length; bin = nextBin(bin)) {
            if (hasName(bin, name, nameOffset, nameLength)) {
                return bin;
            }
        }
        return NO_BIN;
    }

    /** The bin of that name, or {@link #NO_BIN}. */
    public int find(byte[] name) {
        return find(name, 0, name.length);
    }

    /** Whether a bin's name is the given bytes. */
    public boolean hasName(int bin, byte[] name, int nameOffset, int nameLength) {
        int at = bin + MessageDescriptor.OPERATION_HEADER_LENGTH;
        return bins[bin + MessageDescriptor.OPERATION_NAME_LENGTH] == nameLength
                && Arrays.equals(
                        bins, at, at + nameLength, name, nameOffset, nameOffset + nameLength);
    }

    /** Where the bin after this one starts; the length of {@link #bins()} after the last. */
    public int nextBin(int bin) {
        return bin + 4 + Bytes.getInt(bins, bin);
    }

    public int particleType(int bin) {
        return bins[bin + MessageDescriptor.OPERATION_PARTICLE_TYPE] & 0xFF;
    }

    public int nameOffset(int bin) {
        return bin + MessageDescriptor.OPERATION_HEADER_LENGTH;
    }

    public int nameLength(int bin) {
        return bins[bin + MessageDescriptor.OPERATION_NAME_LENGTH];
    }

    /** Where the bin's value starts in {@link #bins()}. */
    public int valueOffset(int bin) {
        return nameOffset(bin) + nameLength(bin);
    }

    /** Bytes of the bin's value. */
    public int valueLength(int bin) {
        return nextBin(bin) - valueOffset(bin);
    }

    /** A window on the bin's value. */
    public ParticleValue value(int bin) {
        return new ParticleValue(particleType(bin), bins, valueOffset(bin), valueLength(bin));
    }

    @Override
    public String toString() {
        return "record "
                + Bytes.hex(digest())
                + " of set \""
                + set
                + "\", generation "
                + generation
                + ", "
                + Quantity.of(binCount, "bin");
    }
}
