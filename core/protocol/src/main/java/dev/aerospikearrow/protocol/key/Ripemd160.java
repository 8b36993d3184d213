package dev.aerospikearrow.protocol.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * RIPEMD-160 of one message of any length.
 *
 * <p>The function and its tables are those of Dobbertin, Bosselaers and Preneel, "RIPEMD-160: A
 * Strengthened Version of RIPEMD" (1996), also ISO/IEC 10118-3: two lines of five rounds with
 * sixteen steps each run over the same sixteen words and are added up at the end.
 *
 * <p>The two lines depend on each other nowhere before the end, so each loop below does one step of
 * both, and the processor overlaps them.
 */
public final class Ripemd160 {

    /** Length of a digest in bytes. */
    public static final int DIGEST_LENGTH = 20;

    /** Length of the block that the function works on, in bytes. */
    static final int BLOCK_LENGTH = 64;

    /** Words of 32 bits in a block. */
    static final int BLOCK_WORDS = BLOCK_LENGTH / Integer.BYTES;

    /** Index of the word of the last block that starts the length in bits. */
    static final int LENGTH_WORD = BLOCK_WORDS - 2;

    /** Longest message that fits one block together with the end mark and the length. */
    public static final int ONE_BLOCK_MESSAGE_LENGTH = BLOCK_LENGTH - 1 - Long.BYTES;

    /** Marks the end of the message inside the last block. */
    static final byte END_MARK = (byte) 0x80;

    /** What the five words of state start from. */
    static final int H0 = 0x67452301;

    static final int H1 = 0xefcdab89;
    static final int H2 = 0x98badcfe;
    static final int H3 = 0x10325476;
    static final int H4 = 0xc3d2e1f0;

    /** Added in every step of a round: integer parts of 2^30 times square roots of 2, 3, 5, 7. */
    static final int[] LEFT_CONSTANT = {0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e};

    /** The same of the right line: cube roots. */
    static final int[] RIGHT_CONSTANT = {0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0};

    /** Which word of the block a step of the left line takes; one line per round. */
    static final int[] LEFT_WORD = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8,
        3, 10, 14, 4, 9, 15, 8, 1, 2, 7, 0, 6, 13, 11, 5, 12,
        1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2,
        4, 0, 5, 9, 7, 12, 2, 10, 14, 1, 3, 8, 11, 6, 15, 13
    };

    /** The same of the right line. */
    static final int[] RIGHT_WORD = {
        5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12,
        6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2,
        15, 5, 1, 3, 7, 14, 6, 9, 11, 8, 12, 2, 10, 0, 4, 13,
        8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14,
        12, 15, 10, 4, 1, 5, 8, 7, 6, 2, 13, 14, 0, 3, 9, 11
    };

    /** By how many bits a step of the left line rotates. */
    static final int[] LEFT_SHIFT = {
        11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8,
        7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12,
        11, 13, 6, 7, 14, 9, 13, 15, 14, 8, 13, 6, 5, 12, 7, 5,
        11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12,
        9, 15, 5, 11, 6, 8, 13, 12, 5, 12, 13, 14, 11, 8, 5, 6
    };

    /** The same of the right line. */
    static final int[] RIGHT_SHIFT = {
        8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6,
        9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11,
        9, 7, 15, 11, 8, 6, 6, 14, 12, 13, 5, 14, 13, 13, 7, 5,
        15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8,
        8, 5, 12, 9, 12, 5, 14, 6, 8, 13, 6, 5, 15, 13, 11, 11
    };

    /** Words of messages and digests: least significant byte first. */
    public static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle BIT_LENGTH =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Ripemd160() {}

    /**
     * Digests {@code message[offset .. offset + length)} into {@code target[targetOffset ..
     * targetOffset + 20)}.
     */
    public static void digest(
            byte[] message, int offset, int length, byte[] target, int targetOffset) {
        int[] state = new int[5];
        start(state);
        int[] words = new int[BLOCK_WORDS];
        int position = offset;
        int end = offset + length;
        for (; end - position >= BLOCK_LENGTH; position += BLOCK_LENGTH) {
            compress(state, words, message, position);
        }
        byte[] tail = new byte[2 * BLOCK_LENGTH];
        int rest = end - position;
        System.arraycopy(message, position, tail, 0, rest);
        int tailLength = padOver(tail, 0, rest, length);
        for (int block = 0; block < tailLength; block += BLOCK_LENGTH) {
            compress(state, words, tail, block);
        }
        for (int i = 0; i < state.length; i++) {
            WORD.set(target, targetOffset + i * Integer.BYTES, state[i]);
        }
    }

    /** Ends a message whose last {@code rest} bytes stand at {@code offset}, zeros behind them. */
    private static int padOver(byte[] tail, int offset, int rest, int messageLength) {
        int tailLength = rest <= ONE_BLOCK_MESSAGE_LENGTH ? BLOCK_LENGTH : 2 * BLOCK_LENGTH;
        tail[offset + rest] = END_MARK;
        BIT_LENGTH.set(tail, offset + tailLength - Long.BYTES, (long) messageLength << 3);
        return tailLength;
    }

    private static void compress(int[] state, int[] words, byte[] block, int offset) {
        for (int i = 0; i < BLOCK_WORDS; i++) {
            words[i] = (int) WORD.get(block, offset + i * Integer.BYTES);
        }
        compress(state, words);
    }

    /** Sets the five words of state to what every message starts from. */
    static void start(int[] state) {
        state[0] = H0;
        state[1] = H1;
        state[2] = H2;
        state[3] = H3;
        state[4] = H4;
    }

    /** Works one block of sixteen words into the state. */
    static void compress(int[] state, int[] x) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int v = a;
        int w = b;
        int p = c;
        int q = d;
        int r = e;
        int sum;
        for (int i = 0; i < 16; i++) {
            sum = a + (b ^ c ^ d) + x[LEFT_WORD[i]];
            a = e;
            e = d;
            d = rotate(c, 10);
            c = b;
            b = rotate(sum, LEFT_SHIFT[i]) + a;
            sum = v + (w ^ (p | ~q)) + x[RIGHT_WORD[i]] + 0x50a28be6;
            v = r;
            r = q;
            q = rotate(p, 10);
            p = w;
            w = rotate(sum, RIGHT_SHIFT[i]) + v;
        }
        for (int i = 16; i < 32; i++) {
            sum = a + (b & c | ~b & d) + x[LEFT_WORD[i]] + 0x5a827999;
            a = e;
            e = d;
            d = rotate(c, 10);
            c = b;
            b = rotate(sum, LEFT_SHIFT[i]) + a;
            sum = v + (w & q | p & ~q) + x[RIGHT_WORD[i]] + 0x5c4dd124;
            v = r;
            r = q;
            q = rotate(p, 10);
            p = w;
            w = rotate(sum, RIGHT_SHIFT[i]) + v;
        }
        for (int i = 32; i < 48; i++) {
            sum = a + ((b | ~c) ^ d) + x[LEFT_WORD[i]] + 0x6ed9eba1;
            a = e;
            e = d;
            d = rotate(c, 10);
            c = b;
            b = rotate(sum, LEFT_SHIFT[i]) + a;
            sum = v + ((w | ~p) ^ q) + x[RIGHT_WORD[i]] + 0x6d703ef3;
            v = r;
            r = q;
            q = rotate(p, 10);
            p = w;
            w = rotate(sum, RIGHT_SHIFT[i]) + v;
        }
        for (int i = 48; i < 64; i++) {
            sum = a + (b & d | c & ~d) + x[LEFT_WORD[i]] + 0x8f1bbcdc;
            a = e;
            e = d;
            d = rotate(c, 10);
            c = b;
            b = rotate(sum, LEFT_SHIFT[i]) + a;
            sum = v + (w & p | ~w & q) + x[RIGHT_WORD[i]] + 0x7a6d76e9;
            v = r;
            r = q;
            q = rotate(p, 10);
            p = w;
            w = rotate(sum, RIGHT_SHIFT[i]) + v;
        }
        for (int i = 64; i < 80; i++) {
            sum = a + (b ^ (c | ~d)) + x[LEFT_WORD[i]] + 0xa953fd4e;
            a = e;
            e = d;
            d = rotate(c, 10);
            c = b;
            b = rotate(sum, LEFT_SHIFT[i]) + a;
            sum = v + (w ^ p ^ q) + x[RIGHT_WORD[i]];
            v = r;
            r = q;
            q = rotate(p, 10);
            p = w;
            w = rotate(sum, RIGHT_SHIFT[i]) + v;
        }
        sum = state[1] + c + q;
        state[1] = state[2] + d + r;
        state[2] = state[3] + e + v;
        state[3] = state[4] + a + w;
        state[4] = state[0] + b + p;
        state[0] = sum;
    }

    private static int rotate(int word, int bits) {
        return Integer.rotateLeft(word, bits);
    }
}
