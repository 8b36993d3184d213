package dev.aerospikearrow.protocol.info;

import dev.aerospikearrow.protocol.key.PartitionId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * A set of a namespace's partitions. On the wire it is base64 of 512 bytes, where partition 0 is
 * the highest bit of the first byte (docs/docs/internals/wire.md, section 6.1). Immutable.
 */
public final class PartitionBitmap {
    private static final int LENGTH_BYTES = PartitionId.COUNT / Byte.SIZE;

    /** One for all: an answer may have very many that are empty. */
    private static final PartitionBitmap NONE = of(partitionId -> false);

    private final byte[] bits;

    private PartitionBitmap(byte[] bits) {
        this.bits = bits;
    }

    /** The partitions for which {@code member} is true. */
    public static PartitionBitmap of(IntPredicate member) {
        byte[] bits = new byte[LENGTH_BYTES];
        for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
            if (member.test(partitionId)) {
                bits[partitionId >> 3] |= (byte) (0x80 >> (partitionId & 7));
            }
        }
        return new PartitionBitmap(bits);
    }

    public static PartitionBitmap none() {
        return NONE;
    }

    public static PartitionBitmap all() {
        return of(partitionId -> true);
    }

    /** Reads base64 up to the next delimiter; nothing at all is the empty set. */
    static PartitionBitmap parse(AnswerCursor cursor) {
        int start = cursor.position();
        String base64 = cursor.until(",;");
        if (base64.isEmpty()) {
            return none();
        }
        byte[] bits;
        try {
            bits = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw cursor.broken("a bitmap in base64 expected: " + e.getMessage(), start);
        }
        if (bits.length != LENGTH_BYTES) {
            throw cursor.broken(
                    "a bitmap of " + LENGTH_BYTES + " bytes expected, found " + bits.length, start);
        }
        return new PartitionBitmap(bits);
    }

    /**
     * Whether the partition is in the set.
     *
     * @throws IndexOutOfBoundsException if there is no such partition
     */
    public boolean contains(int partitionId) {
        Objects.checkIndex(partitionId, PartitionId.COUNT);
        return (bits[partitionId >> 3] & 0x80 >> (partitionId & 7)) != 0;
    }

    /** How many partitions are in the set. */
    public int count() {
        int count = 0;
        for (byte eight : bits) {
            count += Integer.bitCount(eight & 0xFF);
        }
        return count;
    }

    /** The set as a server writes it: 684 characters. */
    public String format() {
        return Base64.getEncoder().encodeToString(bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionBitmap that && Arrays.equals(that.bits, bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return count() + " of " + PartitionId.COUNT + " partitions";
    }
}
