package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Different texts, numbered in the order in which they were first seen: their bytes as Arrow keeps
 * texts, and a hash table over them in plain arrays. Nothing is made for a text that is known.
 */
final class DistinctTexts implements AutoCloseable {
    /** The index of a text for which there is no place. */
    static final int FULL = -1;

    private static final int INITIAL_SLOTS = 64;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    /** Who writes the records must not know which texts share a slot. */
    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private final VectorMemory texts;
    private final VectorMemory validity;
    private final Offsets offsets;

    /** In each slot the index of a text plus one, or 0; a power of two, at most half full. */
    private int[] slots = new int[INITIAL_SLOTS];

    private int[] hashes = new int[INITIAL_SLOTS / 2];
    private int count;
    private long end;

    DistinctTexts(Field field, BufferSource source) {
        texts = VectorMemory.in(source);
        validity = VectorMemory.in(source);
        offsets = new Offsets(field, source, Integer.BYTES);
    }

    /** How many texts there are. */
    int count() {
        return count;
    }

    /**
     * The number of a text, a new one if it was not seen before.
     *
     * @param maxCount how many texts there may be
     * @return {@link #FULL} if it would be one more
     */
    int indexOf(byte[] bytes, int offset, int length, long maxCount) {
        int hash = hash(bytes, offset, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (hashes[index] == hash && holds(index, bytes, offset, length)) {
                return index;
            }
            slot = slot + 1 & mask;
        }
        if (count >= maxCount) {
            return FULL;
        }
        return add(slot, hash, bytes, offset, length);
    }

    private boolean holds(int index, byte[] bytes, int offset, int length) {
        long start = offsets.start(index);
        return offsets.start(index + 1) - start == length
                && texts.matches(start, bytes, offset, length);
    }

    private int add(int slot, int hash, byte[] bytes, int offset, int length) {
        int index = count;
        // Before anything else: a text beyond what offsets can count changes nothing.
        offsets.end(index, end + length);
        texts.ensure(end + length);
        texts.append(end, bytes, offset, length);
        end += length;
        if (index == hashes.length) {
            hashes = Arrays.copyOf(hashes, index * 2);
        }
        hashes[index] = hash;
        slots[slot] = index + 1;
        count = index + 1;
        if (count > slots.length / 2) {
            grow();
        }
        return index;
    }

    private void grow() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int index = 0; index < count; index++) {
            int slot = hashes[index] & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = index + 1;
        }
        slots = larger;
    }

    private static int hash(byte[] bytes, int offset, int length) {
        long hash = SEED + length;
        int at = offset;
        int limit = offset + length;
        while (at <= limit - Long.BYTES) {
            hash = mixed(hash ^ Bytes.getLong(bytes, at));
            at += Long.BYTES;
        }
        long tail = 0;
        while (at < limit) {
            tail = tail << 8 | bytes[at] & 0xFF;
            at++;
        }
        return (int) (mixed(hash ^ tail) >>> 32);
    }

    private static long mixed(long word) {
        long product = (word ^ word >>> 32) * MIX;
        return product ^ product >>> 29;
    }

    /** The buffers of a vector of all texts. */
    List<ArrowBuf> buffers() {
        validity.reserve((count + 7L) >>> 3);
        for (int index = 0; index < count; index++) {
            validity.setBit(index);
        }
        return List.of(
                validity.buffer((count + 7L) >>> 3), offsets.buffer(count), texts.buffer(end));
    }

    @Override
    public void close() {
        texts.close();
        validity.close();
        offsets.close();
    }
}
