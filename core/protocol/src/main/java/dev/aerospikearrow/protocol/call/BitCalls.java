package dev.aerospikearrow.protocol.call;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.operation.BitOperation.Overflow;
import dev.aerospikearrow.operation.BitOperation.ResizeFlag;
import dev.aerospikearrow.operation.BitOperation.Sign;
import dev.aerospikearrow.protocol.wire.BitCode;

/**
 * What can be done to the bits of a blob.
 *
 * @param <N> whole numbers
 * @param <B> blobs
 * @param <T> truth values
 * @param <R> what a call becomes
 */
public abstract class BitCalls<N, B, T, R> {
    private static final int PARTIAL = 8;

    private final CallTarget<R> target;
    private final int flags;

    /**
     * @param flags limits of modifications, as bits
     */
    protected BitCalls(CallTarget<R> target, int flags) {
        this.target = target;
        this.flags = flags;
    }

    /** Changes the size in bytes; new bytes are 0. Makes the blob if it is missing. */
    public R resize(N byteSize, ResizeFlag... resizeFlags) {
        int bits = 0;
        for (ResizeFlag flag : resizeFlags) {
            bits |= flag.code();
        }
        return modify("Resize", BitCode.RESIZE, whole(byteSize), flags, bits);
    }

    /** Inserts bytes before a byte. Makes the blob if it is missing. */
    public R insert(N byteOffset, B bytes) {
        return modify("Insert", BitCode.INSERT, whole(byteOffset), bytes, flags);
    }

    /** Removes bytes. */
    public R remove(N byteOffset, N byteSize) {
        return modify("Remove", BitCode.REMOVE, whole(byteOffset), whole(byteSize), flags);
    }

    /** Replaces bits by the first ones of {@code bytes}. */
    public R set(N bitOffset, N bitSize, B bytes) {
        return modify("Set", BitCode.SET, whole(bitOffset), whole(bitSize), bytes, flags);
    }

    /** Sets those bits that are set in {@code bytes}. */
    public R or(N bitOffset, N bitSize, B bytes) {
        return modify("Or", BitCode.OR, within(bitOffset), whole(bitSize), bytes, flags);
    }

    /** Turns over those bits that are set in {@code bytes}. */
    public R xor(N bitOffset, N bitSize, B bytes) {
        return modify("Xor", BitCode.XOR, within(bitOffset), whole(bitSize), bytes, flags);
    }

    /** Clears those bits that are not set in {@code bytes}. */
    public R and(N bitOffset, N bitSize, B bytes) {
        return modify("And", BitCode.AND, within(bitOffset), whole(bitSize), bytes, flags);
    }

    /** Turns bits over. */
    public R not(N bitOffset, N bitSize) {
        return modify("Not", BitCode.NOT, whole(bitOffset), whole(bitSize), flags);
    }

    /** Shifts bits to the left; zeros follow. */
    public R shiftLeft(N bitOffset, N bitSize, N shift) {
        return modify(
                "ShiftLeft",
                BitCode.SHIFT_LEFT,
                within(bitOffset),
                whole(bitSize),
                whole(shift),
                flags);
    }

    /** Shifts bits to the right; zeros follow. */
    public R shiftRight(N bitOffset, N bitSize, N shift) {
        return modify(
                "ShiftRight",
                BitCode.SHIFT_RIGHT,
                within(bitOffset),
                whole(bitSize),
                whole(shift),
                flags);
    }

    /**
     * Adds to the integer that bits make.
     *
     * @param bitSize 64 at most
     */
    public R add(N bitOffset, N bitSize, N summand, Sign sign, Overflow overflow) {
        return modify(
                "Add",
                BitCode.ADD,
                whole(bitOffset),
                whole(bitSize),
                whole(summand),
                flags,
                overflow.code() | sign.code());
    }

    /**
     * Subtracts from the integer that bits make.
     *
     * @param bitSize 64 at most
     */
    public R subtract(N bitOffset, N bitSize, N subtrahend, Sign sign, Overflow overflow) {
        return modify(
                "Subtract",
                BitCode.SUBTRACT,
                whole(bitOffset),
                whole(bitSize),
                whole(subtrahend),
                flags,
                overflow.code() | sign.code());
    }

    /**
     * Replaces the integer that bits make.
     *
     * @param bitSize 64 at most
     */
    public R setInt(N bitOffset, N bitSize, N value) {
        return modify(
                "SetInt", BitCode.SET_INT, whole(bitOffset), whole(bitSize), whole(value), flags);
    }

    /** The bits as a blob, from its first bit on. */
    public R get(N bitOffset, N bitSize) {
        return read("Get", BitCode.GET, Type.BLOB, whole(bitOffset), whole(bitSize));
    }

    /** How many bits are set. */
    public R count(N bitOffset, N bitSize) {
        return read("Count", BitCode.COUNT, Type.INT, whole(bitOffset), whole(bitSize));
    }

    /** The place of the first bit that is as wanted, from {@code bitOffset}; -1 if none is. */
    public R scanFromLeft(N bitOffset, N bitSize, T bit) {
        return read(
                "ScanFromLeft",
                BitCode.SCAN_FROM_LEFT,
                Type.INT,
                whole(bitOffset),
                whole(bitSize),
                bit);
    }

    /** The place of the last bit that is as wanted, from {@code bitOffset}; -1 if none is. */
    public R scanFromRight(N bitOffset, N bitSize, T bit) {
        return read(
                "ScanFromRight",
                BitCode.SCAN_FROM_RIGHT,
                Type.INT,
                whole(bitOffset),
                whole(bitSize),
                bit);
    }

    /**
     * The integer that bits make.
     *
     * @param bitSize 64 at most
     */
    public R getInt(N bitOffset, N bitSize, Sign sign) {
        return read(
                "GetInt",
                BitCode.GET_INT,
                Type.INT,
                ElementCalls.withBits(sign.code(), whole(bitOffset), whole(bitSize)));
    }

    private R read(String name, int code, Type resultType, Object... arguments) {
        return target.accept(
                ContentCall.read(CallModule.BITS, "bit" + name, code, resultType, arguments));
    }

    private R modify(String name, int code, Object... arguments) {
        return target.accept(
                ContentCall.modify(CallModule.BITS, "bit" + name, code, Type.BLOB, arguments));
    }

    /**
     * An offset, of an operation that a server 8.1 carries out beside the blob where that is
     * allowed to reach behind the end and does not begin with the first byte; it may stop the
     * server.
     */
    private Object within(N bitOffset) {
        Object offset = whole(bitOffset);
        if ((flags & PARTIAL) != 0
                && offset instanceof Number number
                && (number.longValue() < 0 || number.longValue() >= Byte.SIZE)) {
            throw new IllegalArgumentException(
                    "With PARTIAL, or, xor, and and shifts begin at offset 0 to 7, since servers 8.1"
                            + " write outside of the blob else, but found "
                            + offset
                            + ". Leave PARTIAL out, or use set.");
        }
        return offset;
    }

    private static Object whole(Object number) {
        return ElementCalls.whole(number);
    }
}
