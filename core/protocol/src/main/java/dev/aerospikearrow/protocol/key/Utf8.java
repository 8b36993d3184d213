package dev.aerospikearrow.protocol.key;

/**
 * UTF-8 into an array that is already there, without an array per string.
 *
 * <p>Bytes are the same as those of {@link String#getBytes(java.nio.charset.Charset)}: a surrogate
 * without its partner becomes a question mark.
 */
final class Utf8 {

    private Utf8() {}

    /** Most bytes that one {@code char} can become. */
    static final int MAX_BYTES_PER_CHAR = 3;

    /** Number of bytes that {@link #encode} writes for {@code text}. */
    static int length(String text) {
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
            }
        }
        return length;
    }

    /**
     * Writes {@code text} from {@code target[offset]} on.
     *
     * @return the offset after the last byte written
     */
    static int encode(String text, byte[] target, int offset) {
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
                target[position++] = '?';
            }
        }
        return position;
    }

    private static boolean isPairAt(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }
}
