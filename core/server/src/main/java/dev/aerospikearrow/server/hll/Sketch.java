package dev.aerospikearrow.server.hll;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The bytes of a HyperLogLog: {@code u8 flags | u8 index bits | u8 hash bits | u64 count, little
 * endian | registers}. A register has 6 bits for the longest run of zeros, and the hash bits. A
 * sketch is changed only by whoever has made it.
 */
public final class Sketch {
    static final int UNSAID = -1;

    private static final int HEADER_LENGTH = 11;
    private static final int COUNT_OFFSET = 3;
    private static final int RUN_BITS = 6;

    private final byte[] bytes;

    private Sketch(byte[] bytes) {
        this.bytes = bytes;
    }

    static Sketch of(byte[] bytes) {
        return new Sketch(bytes);
    }

    static Sketch empty(int indexBits, int hashBits) {
        byte[] bytes = new byte[length(indexBits, hashBits)];
        bytes[1] = (byte) indexBits;
        bytes[2] = (byte) hashBits;
        return new Sketch(bytes);
    }

    /** Whether bytes are a sketch. */
    public static boolean isValid(byte[] bytes) {
        return bytes.length >= HEADER_LENGTH
                && bytes[0] == 0
                && areCombined(bytes[1], bytes[2])
                && bytes.length == length(bytes[1], bytes[2]);
    }

    static boolean areIndexBits(long bits) {
        return bits >= 4 && bits <= 16;
    }

    static boolean areHashBits(long bits) {
        return bits == 0 || bits >= 4 && bits <= 51;
    }

    static boolean areCombined(long indexBits, long hashBits) {
        return areIndexBits(indexBits) && areHashBits(hashBits) && indexBits + hashBits <= 64;
    }

    private static int length(int indexBits, int hashBits) {
        return HEADER_LENGTH + ((RUN_BITS + hashBits << indexBits) + 7) / 8;
    }

    Sketch copy() {
        return new Sketch(bytes.clone());
    }

    byte[] bytes() {
        return bytes;
    }

    int indexBits() {
        return bytes[1];
    }

    int hashBits() {
        return bytes[2];
    }

    int registerCount() {
        return 1 << indexBits();
    }

    /** The count as it was computed last; 0 if it has not been since the sketch changed. */
    long knownCount() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(COUNT_OFFSET);
    }

    void setKnownCount(long count) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(COUNT_OFFSET, count);
    }

    private int registerBits() {
        return RUN_BITS + hashBits();
    }

    /** Where eight bytes start that a register lies in, not later than eight before the end. */
    private int wordOffset(int bitOffset) {
        return Math.min(HEADER_LENGTH + bitOffset / Byte.SIZE, bytes.length - Long.BYTES);
    }

    /** How many bits of these eight bytes follow the register. */
    private int shift(int bitOffset, int wordOffset) {
        int before = bitOffset - (wordOffset - HEADER_LENGTH) * Byte.SIZE;
        return Long.SIZE - before - registerBits();
    }

    long register(int index) {
        int bitOffset = registerBits() * index;
        int word = wordOffset(bitOffset);
        long mask = (1L << registerBits()) - 1;
        return Bytes.getLong(bytes, word) >>> shift(bitOffset, word) & mask;
    }

    void setRegister(int index, long value) {
        int bitOffset = registerBits() * index;
        int word = wordOffset(bitOffset);
        int shift = shift(bitOffset, word);
        long mask = (1L << registerBits()) - 1 << shift;
        Bytes.putLong(bytes, word, Bytes.getLong(bytes, word) & ~mask | value << shift & mask);
    }

    /** A register without its hash. */
    int run(int index) {
        return (int) (register(index) >>> hashBits());
    }

    /** Adds a value; whether that changed a register. */
    boolean add(byte[] packed) {
        ElementHash hash = ElementHash.of(packed);
        int index = indexOf(hash);
        long value = valueOf(hash);
        if (Long.compareUnsigned(register(index), value) >= 0) {
            return false;
        }
        setRegister(index, value);
        setKnownCount(0);
        return true;
    }

    /** Whether a value may have been added. */
    boolean mayContain(byte[] packed) {
        ElementHash hash = ElementHash.of(packed);
        return Long.compareUnsigned(valueOf(hash), register(indexOf(hash))) <= 0;
    }

    private int indexOf(ElementHash hash) {
        return (int) hash.low() & registerCount() - 1;
    }

    private long valueOf(ElementHash hash) {
        long similarity = hash.low() >>> indexBits() & (1L << hashBits()) - 1;
        long run = Long.numberOfTrailingZeros(hash.high()) + 1L;
        return run << hashBits() | similarity;
    }

    /** An empty sketch that the values of all of {@code sketches} fit in. */
    static Sketch emptyFor(List<Sketch> sketches) {
        int indexBits = sketches.get(0).indexBits();
        int hashBits = sketches.get(0).hashBits();
        for (Sketch sketch : sketches) {
            indexBits = Math.min(indexBits, sketch.indexBits());
            hashBits = hashBits == sketch.hashBits() ? hashBits : 0;
        }
        return empty(indexBits, hashBits);
    }

    static Sketch union(List<Sketch> sketches) {
        Sketch union = emptyFor(sketches);
        sketches.forEach(union::add);
        return union;
    }

    /** Adds all values of another sketch, which has at least as many registers. */
    void add(Sketch other) {
        for (int i = 0; i < other.registerCount(); i++) {
            int index = i & registerCount() - 1;
            long value = hashBits() == 0 ? other.run(i) : other.register(i);
            if (Long.compareUnsigned(register(index), value) < 0) {
                setRegister(index, value);
            }
        }
        setKnownCount(0);
    }

    /** Keeps only registers that another sketch has, too. */
    void retain(Sketch other) {
        for (int i = 0; i < other.registerCount(); i++) {
            int index = i & registerCount() - 1;
            if (register(index) != other.register(i)) {
                setRegister(index, 0);
            }
        }
    }

    int usedRegisters() {
        int count = 0;
        for (int i = 0; i < registerCount(); i++) {
            count += register(i) == 0 ? 0 : 1;
        }
        return count;
    }

    /** Whether there is anything in as many bytes as there are registers, as the server asks. */
    boolean hasData() {
        for (int i = 0; i < registerCount() && HEADER_LENGTH + i < bytes.length; i++) {
            if (bytes[HEADER_LENGTH + i] != 0) {
                return true;
            }
        }
        return false;
    }
}
