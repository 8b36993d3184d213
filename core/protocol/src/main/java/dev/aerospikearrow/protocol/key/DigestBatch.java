package dev.aerospikearrow.protocol.key;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * A batch of messages, which are collected until the lanes are full and digested together. Messages
 * too long for one block are digested at once and alone.
 *
 * <p>Use: {@link #borrow}, then for every message {@link #message}, write it, {@link #add}; at the
 * end {@link #finish()}, and {@link #giveBack()} whatever happened. One thread at a time.
 */
public final class DigestBatch {

    /**
     * Working memory that nobody uses at the moment. More threads than that may be at it at once;
     * the surplus is dropped afterwards. Not a thread local, which would keep one per thread for
     * the life of pools of hundreds of threads.
     */
    private static final ArrayBlockingQueue<DigestBatch> IDLE =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private static final byte[] NOTHING = {};

    private static final int LANES = Ripemd160Lanes.LANES;

    /** A longer buffer is not kept from one use to the next. */
    private static final int LARGEST_KEPT_MESSAGE = 1 << 16;

    private final Ripemd160Lanes lanes = new Ripemd160Lanes();
    private final int[] targetOffsets = new int[LANES];
    private final int[] block = new int[Ripemd160.BLOCK_WORDS];
    private byte[] message = new byte[4 * Ripemd160.BLOCK_LENGTH];
    private byte[] target = NOTHING;

    /** How many lanes hold a message. */
    private int count;

    /** Words from this one on are zero in all lanes; the last two, the length, do not count. */
    private int usedWords;

    private DigestBatch() {}

    /** A block for {@code count} digests. */
    public static byte[] newBlock(int count) {
        long length = (long) count * Ripemd160.DIGEST_LENGTH;
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "At most 107,374,181 digests fit one block, but found " + count + " keys");
        }
        return new byte[(int) length];
    }

    /**
     * Working memory for one run.
     *
     * @param target where the digests go
     */
    public static DigestBatch borrow(byte[] target) {
        DigestBatch idle = IDLE.poll();
        DigestBatch batch = idle == null ? new DigestBatch() : idle;
        batch.target = target;
        return batch;
    }

    /** Ends the use of this instance. */
    public void giveBack() {
        clear();
        target = NOTHING;
        if (message.length > LARGEST_KEPT_MESSAGE) {
            message = new byte[4 * Ripemd160.BLOCK_LENGTH];
        }
        IDLE.offer(this); // or not: if enough others wait already, this one is garbage
    }

    /**
     * The buffer for the next message, with room for {@code length} bytes. Holds anything; what the
     * last message left at its start is still there.
     */
    public byte[] message(long length) {
        if (length > message.length) {
            message = Arrays.copyOf(message, roomFor(length));
        }
        return message;
    }

    /** Takes the message that stands in the buffer's first {@code length} bytes. */
    public void add(int length, int targetOffset) {
        if (length > Ripemd160.ONE_BLOCK_MESSAGE_LENGTH) {
            Ripemd160.digest(message, 0, length, target, targetOffset);
            return;
        }
        Ripemd160.WORD.set(message, length, Ripemd160.END_MARK & 0xff); // and three zeros behind it
        int lane = count;
        int messageWords = length / Integer.BYTES + 1;
        for (int i = 0; i < messageWords; i++) {
            lanes.words(i)[lane] = (int) Ripemd160.WORD.get(message, i * Integer.BYTES);
        }
        lanes.words(Ripemd160.LENGTH_WORD)[lane] = length * Byte.SIZE;
        usedWords = Math.max(usedWords, messageWords);
        targetOffsets[lane] = targetOffset;
        count++;
        if (count == LANES) {
            finish();
        }
    }

    /** Digests what has been added and not been digested yet. */
    public void finish() {
        lanes.digest(count);
        for (int lane = 0; lane < count; lane++) {
            lanes.copyDigestTo(lane, target, targetOffsets[lane]);
        }
        clear();
    }

    /** Makes all words zero, so that a short message need not write those behind its end. */
    private void clear() {
        for (int i = 0; i < usedWords; i++) {
            Arrays.fill(lanes.words(i), 0);
        }
        usedWords = 0;
        count = 0;
    }

    /**
     * Digests messages that agree in all but an integer at their end.
     *
     * @param prefix what comes before the integer, at most {@code 55 - 8} bytes
     * @param keys the integers
     * @param from first integer
     * @param to integer after the last
     * @param targetOffset where the first digest goes; the others follow it
     */
    public void addIntegers(byte[] prefix, long[] keys, int from, int to, int targetOffset) {
        int length = prefix.length + Long.BYTES;
        byte[] template = Arrays.copyOf(prefix, Ripemd160.BLOCK_LENGTH);
        template[length] = Ripemd160.END_MARK;
        Ripemd160.WORD.set(template, Ripemd160.LENGTH_WORD * Integer.BYTES, length * Byte.SIZE);
        for (int i = 0; i < block.length; i++) {
            block[i] = (int) Ripemd160.WORD.get(template, i * Integer.BYTES);
            Arrays.fill(lanes.words(i), 0, Math.min(LANES, to - from), block[i]);
        }
        usedWords = Ripemd160.LENGTH_WORD;
        int offset = targetOffset;
        for (int start = from; start < to; start += count) {
            count = Math.min(LANES, to - start);
            loadIntegers(prefix.length, keys, start);
            lanes.digest(count);
            lanes.copyDigestsTo(count, target, offset);
            offset += count * Ripemd160.DIGEST_LENGTH;
        }
    }

    /**
     * Puts one integer into each lane's words. Integers are big-endian and words little-endian, so
     * an integer with its bytes reversed is a run of 64 bits that lies across two words, or three
     * if it does not start at the start of one. Those words are its bits and those of the template,
     * which has zeros there.
     */
    private void loadIntegers(int position, long[] keys, int from) {
        int index = position / Integer.BYTES;
        int shift = position % Integer.BYTES * Byte.SIZE;
        int[] low = lanes.words(index);
        int[] middle = lanes.words(index + 1);
        int[] high = lanes.words(index + 2);
        int lowBits = block[index];
        int highBits = block[index + 2];
        // (x >>> 1) >>> (31 - shift) is x >>> (32 - shift) also where shift is 0.
        for (int lane = 0; lane < count; lane++) {
            long bits = Long.reverseBytes(keys[from + lane]);
            low[lane] = lowBits | (int) bits << shift;
            middle[lane] = (int) (bits >>> 1 >>> 31 - shift);
            high[lane] = highBits | (int) (bits >>> 32 >>> 1) >>> 31 - shift;
        }
    }

    private static int roomFor(long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "A key has at most 2,147,483,639 bytes with its set, but one may need "
                            + length);
        }
        return (int) Math.min(Integer.MAX_VALUE - 8, length + (length >> 1));
    }
}
