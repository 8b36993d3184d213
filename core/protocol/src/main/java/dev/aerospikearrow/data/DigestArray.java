package dev.aerospikearrow.data;

import dev.aerospikearrow.protocol.key.DigestBatch;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Many digests in one block of bytes, {@value Key#DIGEST_LENGTH_BYTES} bytes each, without gaps.
 *
 * <p>A batch of any size is one object and one array, and an encoder copies digests out of it
 * without making anything per key. The order is that of the keys it was made of; a digest may occur
 * twice.
 *
 * <p>The block is shared with whoever made it and whoever reads it: nobody may change it. Kept to
 * that, an instance may be shared between threads.
 */
public final class DigestArray {

    private final byte[] block;
    private final int count;

    private DigestArray(byte[] block, int count) {
        this.block = block;
        this.count = count;
    }

    /**
     * Digests that are already there.
     *
     * @param block digests one after the other; not copied, so the caller must not change it any
     *     more
     * @throws IllegalArgumentException if the length is not a multiple of {@value
     *     Key#DIGEST_LENGTH_BYTES}
     */
    public static DigestArray of(byte[] block) {
        Objects.requireNonNull(block, "block of digests");
        if (block.length % Key.DIGEST_LENGTH_BYTES != 0) {
            throw new IllegalArgumentException(
                    "A block of digests has a multiple of 20 bytes, but found "
                            + block.length
                            + ", which is "
                            + block.length % Key.DIGEST_LENGTH_BYTES
                            + " too many");
        }
        return new DigestArray(block, block.length / Key.DIGEST_LENGTH_BYTES);
    }

    /**
     * The first {@code count} digests of a block that may be larger, such as one that is used
     * again.
     *
     * @param block digests one after the other; not copied, so the caller must not change it as
     *     long as the result is in use
     * @throws IllegalArgumentException if the block does not hold as many
     */
    public static DigestArray of(byte[] block, int count) {
        if (count < 0 || count > block.length / Key.DIGEST_LENGTH_BYTES) {
            throw new IllegalArgumentException(
                    "A block of "
                            + Quantity.of(block.length, "byte")
                            + " does not hold "
                            + Quantity.of(count, "digest")
                            + " of 20 bytes.");
        }
        return new DigestArray(block, count);
    }

    /**
     * The digests of {@code keys}, in their order. Namespaces are not part of a digest and get
     * lost.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public static DigestArray of(Key... keys) {
        return of(Arrays.asList(keys));
    }

    /**
     * The digests of {@code keys}, in their order. Namespaces are not part of a digest and get
     * lost.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public static DigestArray of(List<Key> keys) {
        byte[] block = DigestBatch.newBlock(keys.size());
        DigestBatch batch = DigestBatch.borrow(block);
        try {
            int index = 0;
            for (Key key : keys) {
                if (key == null) {
                    throw new NullPointerException(
                            "key " + index + " of " + keys.size() + " is null");
                }
                key.addTo(batch, block, index * Key.DIGEST_LENGTH_BYTES);
                index++;
            }
            batch.finish();
        } finally {
            batch.giveBack();
        }
        return new DigestArray(block, keys.size());
    }

    /** How many digests there are. */
    public int count() {
        return count;
    }

    /**
     * The live block, for encoders to copy from: digest {@code i} has the {@value
     * Key#DIGEST_LENGTH_BYTES} bytes from {@link #offset(int) offset(i)} on. Read only.
     */
    public byte[] array() {
        return block;
    }

    /**
     * Where a digest starts in {@link #array()}, in bytes.
     *
     * @throws IndexOutOfBoundsException if there is no such digest
     */
    public int offset(int index) {
        return Objects.checkIndex(index, count) * Key.DIGEST_LENGTH_BYTES;
    }

    /**
     * The partition of a digest, from 0 to {@link PartitionId#COUNT} - 1.
     *
     * @throws IndexOutOfBoundsException if there is no such digest
     */
    public int partitionId(int index) {
        return PartitionId.of(block, offset(index));
    }

    /**
     * One digest, as a copy.
     *
     * @throws IndexOutOfBoundsException if there is no such digest
     */
    public byte[] copy(int index) {
        int offset = offset(index);
        return Arrays.copyOfRange(block, offset, offset + Key.DIGEST_LENGTH_BYTES);
    }

    /**
     * One digest in lower-case hexadecimal, as the server's tools print it.
     *
     * @throws IndexOutOfBoundsException if there is no such digest
     */
    public String hex(int index) {
        int offset = offset(index);
        return HexFormat.of().formatHex(block, offset, offset + Key.DIGEST_LENGTH_BYTES);
    }

    @Override
    public String toString() {
        return "DigestArray of " + count;
    }

    /**
     * Copies one digest from array to array: a length known to the compiler makes three moves of
     * what would be a call.
     *
     * @throws IndexOutOfBoundsException if one of them does not have 20 bytes from its offset on
     */
    public static void copyDigest(byte[] source, int sourceOffset, byte[] target, int offset) {
        Bytes.putLong(target, offset, Bytes.getLong(source, sourceOffset));
        Bytes.putLong(target, offset + 8, Bytes.getLong(source, sourceOffset + 8));
        Bytes.putInt(target, offset + 16, Bytes.getInt(source, sourceOffset + 16));
    }
}
