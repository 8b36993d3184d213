package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.protocol.wire.Bytes;

/**
 * Whether bytes are UTF-8. The server stores what it is sent, but an Arrow text column promises
 * valid text to whoever reads it next.
 */
public final class Utf8Check {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8Check() {}

    /** Whether {@code length} bytes from {@code offset} are whole characters of UTF-8. */
    public static boolean isValid(byte[] bytes, int offset, int length) {
        int limit = offset + length;
        int at = offset;
        while (at <= limit - Long.BYTES) {
            if ((Bytes.getLong(bytes, at) & HIGH_BITS) != 0) {
                return isValidFrom(bytes, at, limit);
            }
            at += Long.BYTES;
        }
        return at == limit
                || (tail(bytes, at, limit, length) & HIGH_BITS) == 0
                || isValidFrom(bytes, at, limit);
    }

    /** The last one to seven bytes, and with them only bytes that are known to be ASCII. */
    private static long tail(byte[] bytes, int at, int limit, int length) {
        if (length >= Long.BYTES) {
            return Bytes.getLong(bytes, limit - Long.BYTES);
        }
        if (bytes.length - at >= Long.BYTES) {
            return Bytes.getLong(bytes, at) & -1L << Long.SIZE - Byte.SIZE * (limit - at);
        }
        long tail = 0;
        for (int i = at; i < limit; i++) {
            tail = tail << Byte.SIZE | bytes[i] & 0xFF;
        }
        return tail;
    }

    private static boolean isValidFrom(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit) {
            int lead = bytes[at] & 0xFF;
            int length = sequenceLength(lead);
            if (length == 0 || length > limit - at) {
                return false;
            }
            for (int i = 1; i < length; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    return false;
                }
            }
            if (length > 1 && !isSecondByteAllowed(lead, bytes[at + 1] & 0xFF)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static int sequenceLength(int lead) {
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC2) {
            return 0; // a continuation byte, or the lead of an overlong form
        }
        if (lead < 0xE0) {
            return 2;
        }
        if (lead < 0xF0) {
            return 3;
        }
        return lead < 0xF5 ? 4 : 0;
    }

    /** Rules out overlong forms, surrogates, and what lies beyond U+10FFFF. */
    private static boolean isSecondByteAllowed(int lead, int second) {
        return switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
    }
}
