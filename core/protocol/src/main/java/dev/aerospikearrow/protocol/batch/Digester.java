package dev.aerospikearrow.protocol.batch;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.protocol.key.DigestBatch;
import dev.aerospikearrow.protocol.key.Ripemd160;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.NameLimits;
import dev.aerospikearrow.protocol.wire.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A maker of the digests of many user keys of one set.
 *
 * <p>The digests are those that {@link Key#digest()} gives for the same set and user key. Instances
 * are immutable and may be shared between threads.
 *
 * @see "docs/docs/internals/wire.md, section 4"
 */
public final class Digester {

    private final byte[] setName;

    private Digester(byte[] setName) {
        this.setName = setName;
    }

    /**
     * A digester for the keys of one set, in whatever namespace.
     *
     * @param setName at most {@value Key#SET_NAME_LIMIT_BYTES} bytes of UTF-8; empty for no set
     * @throws IllegalArgumentException if the name is too long
     */
    public static Digester forSet(String setName) {
        return new Digester(Utf8.encode(NameLimits.setName(setName)));
    }

    /** The digests of integer keys, in their order. */
    public DigestArray digest(long[] keys) {
        byte[] block = DigestBatch.newBlock(keys.length);
        digest(keys, 0, keys.length, block, 0);
        return DigestArray.of(block);
    }

    /**
     * Writes the digests of {@code keys[from .. to)} one after the other from {@code
     * target[targetOffset]} on.
     *
     * @throws IndexOutOfBoundsException if the keys or the digests do not fit their arrays; nothing
     *     is written then
     */
    public void digest(long[] keys, int from, int to, byte[] target, int targetOffset) {
        Objects.checkFromToIndex(from, to, keys.length);
        requireRoom(to - from, target, targetOffset);
        byte[] prefix = Arrays.copyOf(setName, setName.length + 1);
        prefix[setName.length] = UserKey.Integer.PARTICLE_TYPE;
        DigestBatch batch = DigestBatch.borrow(target);
        try {
            if (prefix.length + Long.BYTES <= Ripemd160.ONE_BLOCK_MESSAGE_LENGTH) {
                batch.addIntegers(prefix, keys, from, to, targetOffset);
                return;
            }
            int length = prefix.length + Long.BYTES;
            byte[] message = batch.message(length);
            System.arraycopy(prefix, 0, message, 0, prefix.length);
            for (int i = from; i < to; i++) {
                Bytes.putLong(message, prefix.length, keys[i]);
                batch.add(length, targetOffset + (i - from) * Key.DIGEST_LENGTH_BYTES);
            }
        } finally {
            batch.giveBack();
        }
    }

    /**
     * The digests of text keys, in their order.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public DigestArray digest(String[] keys) {
        return digest(Arrays.asList(keys));
    }

    /**
     * The digests of text keys, in their order.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public DigestArray digest(List<String> keys) {
        byte[] block = DigestBatch.newBlock(keys.size());
        int valueOffset = valueOffset();
        DigestBatch batch = DigestBatch.borrow(block);
        try {
            startMessage(batch, UserKey.Text.PARTICLE_TYPE, valueOffset);
            int index = 0;
            for (String key : keys) {
                requireKey(key, index, keys.size());
                long room = valueOffset + (long) key.length() * Utf8.MAX_BYTES_PER_CHAR;
                byte[] message = batch.message(room);
                int end = Utf8.encode(key, message, valueOffset);
                batch.add(end, index * Key.DIGEST_LENGTH_BYTES);
                index++;
            }
            batch.finish();
        } finally {
            batch.giveBack();
        }
        return DigestArray.of(block);
    }

    /**
     * The digests of blob keys, in their order.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public DigestArray digest(byte[][] keys) {
        byte[] block = DigestBatch.newBlock(keys.length);
        DigestBatch batch = DigestBatch.borrow(block);
        try {
            startMessage(batch, UserKey.Blob.PARTICLE_TYPE, valueOffset());
            for (int i = 0; i < keys.length; i++) {
                byte[] key = keys[i];
                requireKey(key, i, keys.length);
                int offset = i * Key.DIGEST_LENGTH_BYTES;
                addBytes(batch, key, 0, key.length, offset);
            }
            batch.finish();
        } finally {
            batch.giveBack();
        }
        return DigestArray.of(block);
    }

    /**
     * Writes the digests of text keys that lie in one block, as Arrow's Utf8 vectors keep them.
     *
     * @param utf8 the keys' bytes
     * @param offsets key {@code i} has the bytes {@code utf8[offsets[i] .. offsets[i + 1])}
     * @param from first key
     * @param to key after the last
     * @param target receives the digests, one after the other
     * @param targetOffset where the first of them starts
     * @throws IndexOutOfBoundsException if something does not fit its array
     */
    public void digestText(
            byte[] utf8, int[] offsets, int from, int to, byte[] target, int targetOffset) {
        digestRange(UserKey.Text.PARTICLE_TYPE, utf8, offsets, from, to, target, targetOffset);
    }

    /**
     * Writes the digests of blob keys that lie in one block, as Arrow's Binary vectors keep them.
     *
     * @param bytes the keys' bytes
     * @param offsets key {@code i} has the bytes {@code bytes[offsets[i] .. offsets[i + 1])}
     * @param from first key
     * @param to key after the last
     * @param target receives the digests, one after the other
     * @param targetOffset where the first of them starts
     * @throws IndexOutOfBoundsException if something does not fit its array
     */
    public void digestBlobs(
            byte[] bytes, int[] offsets, int from, int to, byte[] target, int targetOffset) {
        digestRange(UserKey.Blob.PARTICLE_TYPE, bytes, offsets, from, to, target, targetOffset);
    }

    private void digestRange(
            int particleType,
            byte[] bytes,
            int[] offsets,
            int from,
            int to,
            byte[] target,
            int targetOffset) {
        if (from == to) {
            return;
        }
        Objects.checkFromToIndex(from, to, offsets.length - 1);
        requireRoom(to - from, target, targetOffset);
        DigestBatch batch = DigestBatch.borrow(target);
        try {
            startMessage(batch, particleType, valueOffset());
            int offset = targetOffset;
            for (int i = from; i < to; i++) {
                Objects.checkFromToIndex(offsets[i], offsets[i + 1], bytes.length);
                int length = offsets[i + 1] - offsets[i];
                addBytes(batch, bytes, offsets[i], length, offset);
                offset += Key.DIGEST_LENGTH_BYTES;
            }
            batch.finish();
        } finally {
            batch.giveBack();
        }
    }

    private void addBytes(
            DigestBatch batch, byte[] value, int offset, int length, int targetOffset) {
        int before = valueOffset();
        byte[] message = batch.message((long) before + length);
        System.arraycopy(value, offset, message, before, length);
        batch.add(before + length, targetOffset);
    }

    /** Where a message has its value. */
    private int valueOffset() {
        return setName.length + 1;
    }

    /** Writes what comes before the value, which the batch's buffer keeps from key to key. */
    private void startMessage(DigestBatch batch, int particleType, long room) {
        byte[] message = batch.message(room);
        System.arraycopy(setName, 0, message, 0, setName.length);
        message[setName.length] = (byte) particleType;
    }

    private static void requireRoom(int count, byte[] target, int targetOffset) {
        Objects.checkFromIndexSize(
                (long) targetOffset, (long) count * Key.DIGEST_LENGTH_BYTES, target.length);
    }

    private static void requireKey(Object key, int index, int count) {
        if (key == null) {
            throw new NullPointerException("key " + index + " of " + count + " is null");
        }
    }
}
