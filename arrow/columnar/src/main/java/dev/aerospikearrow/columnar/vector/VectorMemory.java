package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Memory outside the heap that becomes a vector's buffer. This is the only class that touches raw
 * addresses: every access is checked against the capacity here, because slots, offsets and lengths
 * stem from the wire. Checks are made on what is written, not on what the caller promised.
 *
 * <p>Numbers are little-endian, as Arrow's buffers are. Fresh memory is zero unless somebody asks
 * otherwise, so slots that nobody writes hold no remains of other data. Not thread-safe. Closing
 * twice does no harm.
 */
public final class VectorMemory implements AutoCloseable {
    /** Short ranges are copied as two words, with room to spare behind them. */
    private static final int SHORT_COPY = 16;

    private final BufferSource buffers;
    private ArrowBuf buffer;
    private long address;
    private long capacity;

    private VectorMemory(BufferSource buffers) {
        this.buffers = buffers;
        this.buffer = buffers.empty();
        this.address = buffer.memoryAddress();
    }

    /** Memory of no bytes yet, taken from {@code buffers} as it grows. */
    public static VectorMemory in(BufferSource buffers) {
        return new VectorMemory(buffers);
    }

    /** Bytes that may be accessed. */
    public long capacity() {
        return capacity;
    }

    /** Grows to exactly {@code bytes} if it is smaller. What is new is zero. */
    public void reserve(long bytes) {
        if (bytes > capacity) {
            grow(bytes);
        }
    }

    /** Makes at least {@code bytes} accessible, at least doubling if it has to grow. */
    public void ensure(long bytes) {
        if (bytes > capacity) {
            grow(Math.max(64, Math.max(bytes, capacity * 2)));
        }
    }

    /**
     * As {@link #reserve}, but what is new holds anything: for who makes zero later what it has not
     * written.
     */
    void reserveUncleared(long bytes) {
        if (bytes > capacity) {
            replace(bytes);
        }
    }

    private void grow(long bytes) {
        long before = capacity;
        replace(bytes);
        MemoryUtil.setMemory(address + before, capacity - before, (byte) 0);
    }

    private void replace(long bytes) {
        ArrowBuf larger = buffers.buffer(bytes);
        MemoryUtil.copyMemory(address, larger.memoryAddress(), capacity);
        buffer.close();
        buffer = larger;
        address = larger.memoryAddress();
        capacity = larger.capacity();
    }

    /** The slot's 1-byte number. */
    public void putByte(int slot, byte value) {
        MemoryUtil.putByte(at(slot, 0), value);
    }

    /** The slot's 2-byte number. */
    public void putShort(int slot, short value) {
        MemoryUtil.putShort(at(slot, 1), value);
    }

    /** The slot's 4-byte number. */
    public void putInt(int slot, int value) {
        MemoryUtil.putInt(at(slot, 2), value);
    }

    /** The slot's 8-byte number. */
    public void putLong(int slot, long value) {
        MemoryUtil.putLong(at(slot, 3), value);
    }

    /**
     * Copies 8-byte numbers, big-endian, into slots one behind the other.
     *
     * @param firstSlot the slot of the first
     * @param starts a number lies {@code distance} bytes behind each of these
     * @param from the first start
     * @param to the one after the last
     */
    void putLongs(int firstSlot, byte[] bytes, int[] starts, int from, int to, int distance) {
        requireRange((firstSlot & 0xFFFF_FFFFL) << 3, (to - from) * 8L);
        long target = address + ((long) (firstSlot - from) << 3);
        for (int i = from; i < to; i++) {
            MemoryUtil.putLong(
                    target + ((long) i << 3), Bytes.getLong(bytes, starts[i] + distance));
        }
    }

    /** The 2-byte number of a slot. */
    public short getShort(int slot) {
        return MemoryUtil.getShort(at(slot, 1));
    }

    /** The 4-byte number of a slot. */
    public int getInt(int slot) {
        return MemoryUtil.getInt(at(slot, 2));
    }

    /** The 8-byte number of a slot. */
    public long getLong(int slot) {
        return MemoryUtil.getLong(at(slot, 3));
    }

    /** Sets bit {@code slot} of a bitmap, least significant bit first. */
    public void setBit(int slot) {
        long byteAddress = at(slot >>> 3, 0);
        MemoryUtil.putByte(byteAddress, (byte) (MemoryUtil.getByte(byteAddress) | 1 << (slot & 7)));
    }

    /** Sets bits of a bitmap's 8-byte word {@code word}: bit {@code 64 * word} is the lowest. */
    public void setBits(int word, long bits) {
        long wordAddress = at(word, 3);
        MemoryUtil.putLong(wordAddress, MemoryUtil.getLong(wordAddress) | bits);
    }

    /** Sets {@code count} bits of a bitmap, from bit {@code first} on. */
    void setBitRange(int first, int count) {
        int end = Math.addExact(first, count);
        int slot = first;
        while (slot < end && (slot & 7) != 0) {
            setBit(slot++);
        }
        int wholeBytes = (end - slot) >>> 3;
        requireRange(slot >>> 3, wholeBytes);
        MemoryUtil.setMemory(address + (slot >>> 3), wholeBytes, (byte) -1);
        slot += wholeBytes << 3;
        while (slot < end) {
            setBit(slot++);
        }
    }

    /** Clears bit {@code slot} of a bitmap. */
    public void clearBit(int slot) {
        long byteAddress = at(slot >>> 3, 0);
        MemoryUtil.putByte(
                byteAddress, (byte) (MemoryUtil.getByte(byteAddress) & ~(1 << (slot & 7))));
    }

    /** Bit {@code slot} of a bitmap. */
    public boolean getBit(int slot) {
        return (MemoryUtil.getByte(at(slot >>> 3, 0)) >> (slot & 7) & 1) != 0;
    }

    /** How many of the first {@code bits} bits are set. */
    public int countBits(int bits) {
        requireRange(0, (bits + 7L) >>> 3);
        int words = bits >>> 6;
        int set = 0;
        for (int word = 0; word < words; word++) {
            set += Long.bitCount(MemoryUtil.getLong(address + ((long) word << 3)));
        }
        for (int slot = words << 6; slot < bits; slot++) {
            if (getBit(slot)) {
                set++;
            }
        }
        return set;
    }

    /** Copies {@code length} bytes of {@code source} to {@code at}, and touches nothing else. */
    public void putExactly(long at, byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        requireRange(at, length);
        MemoryUtil.copyToMemory(source, offset, address + at, length);
    }

    /**
     * Copies {@code length} bytes of {@code source} to {@code at}. What follows them, up to 16
     * bytes from {@code at}, is undefined afterwards: for those who append.
     */
    public void append(long at, byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        requireRange(at, length);
        if (length <= SHORT_COPY
                && source.length - offset >= SHORT_COPY
                && capacity - at >= SHORT_COPY) {
            MemoryUtil.putLong(address + at, Bytes.getLongLittleEndian(source, offset));
            MemoryUtil.putLong(address + at + 8, Bytes.getLongLittleEndian(source, offset + 8));
        } else {
            MemoryUtil.copyToMemory(source, offset, address + at, length);
        }
    }

    /** Copies {@code length} bytes from {@code at} into {@code target}. */
    public void getBytes(long at, byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        requireRange(at, length);
        MemoryUtil.copyFromMemory(address + at, target, offset, length);
    }

    /** Whether the {@code length} bytes from {@code at} are the same as those of {@code source}. */
    public boolean matches(long at, byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        requireRange(at, length);
        int done = 0;
        while (done <= length - Long.BYTES) {
            if (MemoryUtil.getLong(address + at + done)
                    != Bytes.getLongLittleEndian(source, offset + done)) {
                return false;
            }
            done += Long.BYTES;
        }
        while (done < length) {
            if (MemoryUtil.getByte(address + at + done) != source[offset + done]) {
                return false;
            }
            done++;
        }
        return true;
    }

    /**
     * Copies {@code length} bytes from {@code sourceAt} of {@code source} to {@code at}. What
     * follows them, up to 16 bytes from {@code at}, is undefined afterwards: for those who append.
     */
    public void append(long at, VectorMemory source, long sourceAt, int length) {
        requireRange(at, length);
        source.requireRange(sourceAt, length);
        long from = source.address + sourceAt;
        if (length <= SHORT_COPY
                && capacity - at >= SHORT_COPY
                && source.capacity - sourceAt >= SHORT_COPY) {
            MemoryUtil.putLong(address + at, MemoryUtil.getLong(from));
            MemoryUtil.putLong(address + at + 8, MemoryUtil.getLong(from + 8));
        } else {
            MemoryUtil.copyMemory(from, address + at, length);
        }
    }

    /**
     * Makes the slots zero whose bit in {@code bitmap} is clear.
     *
     * @param slots how many, from the first on
     */
    void zeroWhereClear(VectorMemory bitmap, int slots, int widthBytes) {
        for (int first = 0; first < slots; first += Long.SIZE) {
            long clear = ~bitmap.getLong(first >>> 6);
            int end = Math.min(Long.SIZE, slots - first);
            if (clear == -1L) {
                zero((long) first * widthBytes, (long) end * widthBytes);
                continue;
            }
            for (int bit = nextBit(clear, 0); bit < end; bit = nextBit(clear, bit + 1)) {
                zero((long) (first + bit) * widthBytes, widthBytes);
            }
        }
    }

    /** The lowest bit from {@code from} on that is set; 64 if there is none. */
    private static int nextBit(long bits, int from) {
        return from == Long.SIZE ? from : from + Long.numberOfTrailingZeros(bits >>> from);
    }

    /** Makes {@code length} bytes from {@code at} zero. */
    public void zero(long at, long length) {
        requireRange(at, length);
        MemoryUtil.setMemory(address + at, length, (byte) 0);
    }

    /**
     * The first {@code bytes} bytes as a buffer, still owned by this object: who keeps it retains
     * it.
     */
    public ArrowBuf buffer(long bytes) {
        requireRange(0, bytes);
        return buffer.readerIndex(0).writerIndex(bytes);
    }

    /** Moves the memory to a new owner; this object is empty afterwards. */
    public VectorMemory transfer() {
        VectorMemory target = new VectorMemory(buffers);
        target.buffer = buffer;
        target.address = address;
        target.capacity = capacity;
        buffer = buffers.empty();
        address = buffer.memoryAddress();
        capacity = 0;
        return target;
    }

    @Override
    public void close() {
        ArrowBuf released = buffer;
        buffer = buffers.empty();
        address = buffer.memoryAddress();
        capacity = 0;
        released.close();
    }

    /** The address of a slot of 1, 2, 4 or 8 bytes; a negative slot counts as a huge one. */
    private long at(int slot, int shift) {
        long at = (slot & 0xFFFF_FFFFL) << shift;
        if (at + (1L << shift) > capacity) {
            throw outside(at, 1L << shift);
        }
        return address + at;
    }

    private void requireRange(long at, long length) {
        if ((at | length) < 0 || length > capacity - at) {
            throw outside(at, length);
        }
    }

    private IndexOutOfBoundsException outside(long at, long length) {
        return new IndexOutOfBoundsException(
                Quantity.of(length, "byte")
                        + " at "
                        + at
                        + " would be outside a buffer of "
                        + Quantity.of(capacity, "byte"));
    }
}
