package dev.aerospikearrow.spark.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.unsafe.types.UTF8String;

/** The kinds of values that name records, and which user keys a column shows as such a value. */
public enum KeyKind {
    /** Integers, which are integer keys. */
    INTEGER,
    /** Texts, which are text keys. */
    TEXT,
    /** Texts that stand for keys of any type: {@code 7} is the text, the integer, and the byte. */
    TEXT_OF_ANY,
    /** Byte strings: blob keys, and text keys of these bytes. */
    BYTES,
    /** Digests. */
    DIGEST;

    private static final int DIGEST_BYTES = 20;

    /** A value in Spark's form as one that can be compared: a Long, a String or a ByteBuffer. */
    static Object comparable(Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value.toString();
    }

    /** Whether values of Spark's form are compared as they are, such as in its literals. */
    static boolean isKnown(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof UTF8String
                || value instanceof byte[];
    }

    /**
     * The keys that a value stands for, all of them different: those of different values are, too.
     *
     * @param value as {@link #comparable} has it
     * @param keys takes a Long, Double, String or byte[] for each
     */
    void addKeys(Object value, Consumer<Object> keys) {
        switch (this) {
            case INTEGER, TEXT -> keys.accept(value);
            case TEXT_OF_ANY -> {
                String text = (String) value;
                keys.accept(text);
                keys.accept(text.getBytes(StandardCharsets.UTF_8));
                for (Object number : numbers(text)) {
                    keys.accept(number);
                }
            }
            case BYTES -> {
                ByteBuffer bytes = (ByteBuffer) value;
                keys.accept(bytes.array());
                try {
                    CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate());
                    keys.accept(text.toString());
                } catch (CharacterCodingException e) {
                    return; // No text has these bytes.
                }
            }
            case DIGEST -> {
                ByteBuffer digest = (ByteBuffer) value;
                if (digest.remaining() == DIGEST_BYTES) {
                    keys.accept(digest.array());
                }
            }
        }
    }

    /** The numbers that are written so, and not otherwise. */
    private static List<Object> numbers(String text) {
        if (text.isEmpty() || text.length() > 26) {
            return List.of();
        }
        char last = text.charAt(text.length() - 1);
        if (!(last >= '0' && last <= '9') && !text.equals("NaN") && !text.endsWith("Infinity")) {
            return List.of();
        }
        try {
            long number = Long.parseLong(text);
            return Long.toString(number).equals(text) ? List.of(number) : List.of();
        } catch (NumberFormatException e) {
            return decimals(text);
        }
    }

    private static List<Object> decimals(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.toString(number).equals(text) ? List.of(number) : List.of();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }
}
