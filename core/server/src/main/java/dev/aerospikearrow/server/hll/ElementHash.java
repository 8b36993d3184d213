package dev.aerospikearrow.server.hll;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The hash of a packed value, 128 bits by MurmurHash3 without a seed.
 *
 * @param low chooses a register and holds the hash of similarity
 * @param high its zeros at the end are what the register counts
 */
record ElementHash(long low, long high) {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int BLOCK_LENGTH = 16;

    static ElementHash of(byte[] packed) {
        long h1 = 0;
        long h2 = 0;
        int tail = packed.length / BLOCK_LENGTH * BLOCK_LENGTH;
        ByteBuffer blocks = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < tail; at += BLOCK_LENGTH) {
            h1 ^= first(blocks.getLong(at));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= second(blocks.getLong(at + Long.BYTES));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        // What is left over, followed by zeros, which change nothing.
        ByteBuffer rest =
                ByteBuffer.wrap(Arrays.copyOfRange(packed, tail, tail + BLOCK_LENGTH))
                        .order(ByteOrder.LITTLE_ENDIAN);
        h2 ^= second(rest.getLong(Long.BYTES)) ^ packed.length;
        h1 ^= first(rest.getLong(0)) ^ packed.length;
        h1 += h2;
        h2 += h1;
        h1 = mixed(h1);
        h2 = mixed(h2);
        h1 += h2;
        return new ElementHash(h1, h2 + h1);
    }

    private static long first(long block) {
        return Long.rotateLeft(block * C1, 31) * C2;
    }

    private static long second(long block) {
        return Long.rotateLeft(block * C2, 33) * C1;
    }

    private static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
