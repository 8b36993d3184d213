package dev.aerospikearrow.protocol.wire;

import java.util.Arrays;

/**
 * A byte array that grows while a request is written into it. Lengths that are known only
 * afterwards are patched: {@code int at = buffer.length(); buffer.putInt(0); …; buffer.setInt(at,
 * …)}. Not thread-safe; reuse it with {@link #clear()}.
 */
public final class WireBuffer {
    private byte[] bytes;
    private int length;

    public WireBuffer() {
        this(256);
    }

    public WireBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** The live array; valid up to {@link #length()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** Bytes written so far; the position of the next write. */
    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /** Takes back everything from {@code newLength} on. */
    public void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Grows at once for about {@code count} more bytes; a hint that changes nothing else. */
    public void ensureRoom(long count) {
        if (count > bytes.length - length && length + count <= Integer.MAX_VALUE - 16) {
            bytes = Arrays.copyOf(bytes, (int) (length + count));
        }
    }

    /**
     * Makes room for {@code count} bytes, moves the position past them and returns where they
     * start.
     */
    public int reserve(int count) {
        int start = length;
        int end = Math.addExact(start, count);
        if (end > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes,
                            Math.max(
                                    end,
                                    (int) Math.min(Integer.MAX_VALUE - 16, bytes.length * 2L)));
        }
        length = end;
        return start;
    }

    public void putByte(int value) {
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    public void putShort(int value) {
        int at = reserve(2);
        Bytes.putShort(bytes, at, value);
    }

    public void putInt(int value) {
        int at = reserve(4);
        Bytes.putInt(bytes, at, value);
    }

    public void putLong(long value) {
        int at = reserve(8);
        Bytes.putLong(bytes, at, value);
    }

    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    public void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }

    public void putBytes(byte[] source, int offset, int count) {
        int at = reserve(count);
        System.arraycopy(source, offset, bytes, at, count);
    }

    /** Overwrites the four bytes at {@code offset}, which must have been written before. */
    public void setInt(int offset, int value) {
        Bytes.putInt(bytes, offset, value);
    }

    public void setShort(int offset, int value) {
        Bytes.putShort(bytes, offset, value);
    }

    public void setLong(int offset, long value) {
        Bytes.putLong(bytes, offset, value);
    }

    public void setByte(int offset, int value) {
        bytes[offset] = (byte) value;
    }
}
