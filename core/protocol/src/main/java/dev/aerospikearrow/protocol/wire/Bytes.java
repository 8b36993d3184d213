package dev.aerospikearrow.protocol.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Numbers in byte arrays. The wire is big-endian with few exceptions (docs/docs/internals/wire.md,
 * section 0), so the plain names are big-endian and the exceptions say so. Every access is
 * bounds-checked by the JVM.
 */
public final class Bytes {
    private static final VarHandle SHORT = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = view(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = view(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    private static VarHandle view(Class<?> arrayType, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, order);
    }

    public static int getUnsignedByte(byte[] bytes, int offset) {
        return bytes[offset] & 0xFF;
    }

    public static int getUnsignedShort(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset) & 0xFFFF;
    }

    public static int getInt(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    public static long getLong(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    public static double getDouble(byte[] bytes, int offset) {
        return Double.longBitsToDouble(getLong(bytes, offset));
    }

    public static void putDouble(byte[] bytes, int offset, double value) {
        putLong(bytes, offset, Double.doubleToRawLongBits(value));
    }

    public static int getUnsignedShortLittleEndian(byte[] bytes, int offset) {
        return (short) SHORT_LE.get(bytes, offset) & 0xFFFF;
    }

    public static long getLongLittleEndian(byte[] bytes, int offset) {
        return (long) LONG_LE.get(bytes, offset);
    }

    public static void putShort(byte[] bytes, int offset, int value) {
        SHORT.set(bytes, offset, (short) value);
    }

    public static void putInt(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }

    public static void putLong(byte[] bytes, int offset, long value) {
        LONG.set(bytes, offset, value);
    }

    public static void putShortLittleEndian(byte[] bytes, int offset, int value) {
        SHORT_LE.set(bytes, offset, (short) value);
    }

    public static void putLongLittleEndian(byte[] bytes, int offset, long value) {
        LONG_LE.set(bytes, offset, value);
    }

    /** A text for people: what is no UTF-8 is replaced, see {@link Utf8#decode}. */
    public static String getUtf8(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    /** The bytes of a text, see {@link Utf8#encode(String)}. */
    public static byte[] utf8(String text) {
        return Utf8.encode(text);
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
