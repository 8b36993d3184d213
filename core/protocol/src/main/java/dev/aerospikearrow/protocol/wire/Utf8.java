package dev.aerospikearrow.protocol.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * UTF-8, as texts travel. A Java string may hold half a surrogate pair, which no UTF-8 stands for,
 * and a server stores bytes that are none: neither is replaced by something else.
 */
public final class Utf8 {
    /** Most bytes that one {@code char} can become. */
    public static final int MAX_BYTES_PER_CHAR = 3;

    private static final int SHOWN_CHARS = 40;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /**
     * The bytes of a text.
     *
     * @throws IllegalArgumentException if it holds half a surrogate pair
     */
    public static byte[] encode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPairAt(text, i)) {
                    throw half(text, i);
                }
                i++;
            }
        }
        return utf8;
    }

    /** The text of bytes; null if they are no UTF-8. */
    public static @Nullable String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // What is not valid has become this character, which a text may also hold by itself.
        return text.indexOf('\uFFFD') < 0 || isValid(bytes, offset, length) ? text : null;
    }

    private static IllegalArgumentException half(String text, int index) {
        int from = Math.max(0, index - SHOWN_CHARS);
        int to = Math.min(text.length(), index + SHOWN_CHARS);
        StringBuilder shown = new StringBuilder();
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (isPairAt(text, i) && i + 1 < to) {
                shown.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                shown.append(String.format("\\u%04X", (int) c));
            } else {
                shown.append(c);
            }
        }
        return new IllegalArgumentException(
                String.format(
                        "The text \"%s%s%s\" has half a surrogate pair, U+%04X, at index %d, which"
                                + " UTF-8 has no bytes for. Mend the text, or use bytes instead.",
                        from > 0 ? "…" : "",
                        shown,
                        to < text.length() ? "…" : "",
                        (int) text.charAt(index),
                        index));
    }

    /**
     * How many bytes a text has.
     *
     * @throws IllegalArgumentException if it holds half a surrogate pair
     */
    public static int length(String text) {
        int chars = text.length();
        int length = chars;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                length = Math.addExact(length, 1);
            } else if (!Character.isSurrogate(c)) {
                length = Math.addExact(length, 2);
            } else if (isPairAt(text, i)) {
                length = Math.addExact(length, 2); // two chars, four bytes
                i++;
            } else {
                throw half(text, i);
            }
        }
        return length;
    }

    /**
     * Writes {@code text} from {@code target[offset]} on.
     *
     * @return the offset after the last byte written
     * @throws IllegalArgumentException if the text holds half a surrogate pair
     */
    public static int encode(String text, byte[] target, int offset) {
        int chars = text.length();
        int position = offset;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                target[position++] = (byte) c;
            } else if (c < 0x800) {
                target[position++] = (byte) (0xc0 | c >> 6);
                target[position++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                target[position++] = (byte) (0xe0 | c >> 12);
                target[position++] = (byte) (0x80 | c >> 6 & 0x3f);
                target[position++] = (byte) (0x80 | c & 0x3f);
            } else if (isPairAt(text, i)) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                target[position++] = (byte) (0xf0 | codePoint >> 18);
                target[position++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
                target[position++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
                target[position++] = (byte) (0x80 | codePoint & 0x3f);
            } else {
                throw half(text, i);
            }
        }
        return position;
    }

    private static boolean isPairAt(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

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
