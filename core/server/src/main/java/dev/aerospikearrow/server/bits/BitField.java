package dev.aerospikearrow.server.bits;

import java.util.Arrays;

/**
 * Some of the bits of a blob, counted from the first of the first byte.
 *
 * @param bytes the blob
 * @param start the place of the first bit
 * @param size how many there are, all of them inside the blob
 */
record BitField(byte[] bytes, int start, int size) {
    /** All bits of a blob. */
    static BitField of(byte[] bytes) {
        return new BitField(bytes, 0, bytes.length * 8);
    }

    /** The same bits of a copy of the blob. */
    BitField copy() {
        return new BitField(bytes.clone(), start, size);
    }

    boolean get(int index) {
        int at = start + index;
        return (bytes[at >> 3] >> (7 - (at & 7)) & 1) != 0;
    }

    void set(int index, boolean bit) {
        int at = start + index;
        int mask = 0x80 >> (at & 7);
        bytes[at >> 3] = (byte) (bit ? bytes[at >> 3] | mask : bytes[at >> 3] & ~mask);
    }

    /** The integer that the bits make, of which there are 64 at most. */
    long load() {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 1 | (get(i) ? 1 : 0);
        }
        return value;
    }

    /** Replaces that integer. */
    void store(long value) {
        for (int i = 0; i < size; i++) {
            set(i, (value >>> (size - 1 - i) & 1) != 0);
        }
    }

    int count() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += get(i) ? 1 : 0;
        }
        return count;
    }

    /** The bits from the first one on; the rest of the last byte is 0. */
    byte[] toBytes() {
        BitField target = of(new byte[(size + 7) / 8]);
        for (int i = 0; i < size; i++) {
            target.set(i, get(i));
        }
        return target.bytes;
    }

    /** The index of the first bit that is as wanted; -1 if none is. */
    int first(boolean wanted) {
        for (int i = 0; i < size; i++) {
            if (get(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The index of the last bit that is as wanted; -1 if none is. As in the server, the bits before
     * the first one in its byte count, too, and have negative indexes.
     */
    int last(boolean wanted) {
        for (int i = size - 1; i >= -(start & 7); i--) {
            if (get(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Moves the bits to the left; to the right if {@code shift} is negative. Zeros follow. */
    void shift(long shift) {
        BitField old = copy();
        for (int i = 0; i < size; i++) {
            long from = i + shift;
            set(i, from >= 0 && from < size && old.get((int) from));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BitField that
                && that.start == start
                && that.size == size
                && Arrays.equals(that.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(bytes) + start) + size;
    }
}
