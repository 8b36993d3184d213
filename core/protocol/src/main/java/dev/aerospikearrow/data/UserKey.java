package dev.aerospikearrow.data;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.Utf8;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The part of a key that the application chose: a number, a text or bytes.
 *
 * <p>The type is part of the identity: integer 1, text {@code "1"} and the blob {@code 31} are
 * three different keys. Values are immutable and may be shared between threads.
 *
 * @see "docs/docs/internals/wire.md, section 3.4 for the encodings and section 4 for the types a
 *     key may have"
 */
public sealed interface UserKey {

    /** The particle type that stands before the value in a key field and in a digest's input. */
    int particleType();

    /** How many bytes {@link #encodeTo} writes. */
    int encodedLength();

    /**
     * Writes the value, without its type byte, from {@code target[offset]} on.
     *
     * @param target receives {@link #encodedLength()} bytes
     * @param offset where the first of them goes
     * @return the offset after the last byte written
     * @throws IndexOutOfBoundsException if {@code target} is too short; it may have been written to
     */
    int encodeTo(byte[] target, int offset);

    /** The value as a {@code Long}, {@code Double}, {@code String} or fresh {@code byte[]}. */
    Object value();

    /**
     * Reads a value as {@link #encodeTo} writes it.
     *
     * @param particleType the type byte that came before the value
     * @param bytes the array that holds the value; not kept
     * @param offset where the value starts
     * @param length how many bytes it has
     * @throws IllegalArgumentException if no key has this type, if the length does not fit it, or
     *     if a text is no UTF-8
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    static UserKey decode(int particleType, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return switch (particleType) {
            case Integer.PARTICLE_TYPE -> {
                requireEightBytes("integer", length);
                yield new Integer(Bytes.getLong(bytes, offset));
            }
            case FloatingPoint.PARTICLE_TYPE -> {
                requireEightBytes("float", length);
                yield new FloatingPoint(Bytes.getDouble(bytes, offset));
            }
            case Text.PARTICLE_TYPE -> new Text(text(bytes, offset, length));
            case Blob.PARTICLE_TYPE -> new Blob(Arrays.copyOfRange(bytes, offset, offset + length));
            default ->
                    throw new IllegalArgumentException(
                            "A user key has particle type 1 (integer), 2 (float), 3 (string) or"
                                    + " 4 (blob), but found type "
                                    + particleType);
        };
    }

    private static String text(byte[] bytes, int offset, int length) {
        String text = Utf8.decode(bytes, offset, length);
        if (text == null) {
            throw new IllegalArgumentException(
                    "A user key of type string is UTF-8, but found the bytes "
                            + HexFormat.of().formatHex(bytes, offset, offset + length)
                            + ". Name the record by its digest.");
        }
        return text;
    }

    private static void requireEightBytes(String type, int length) {
        if (length != Long.BYTES) {
            throw new IllegalArgumentException(
                    "A user key of type " + type + " has 8 bytes, but found " + length);
        }
    }

    /**
     * A whole number.
     *
     * @param number the number; narrower types are widened to it, so {@code int} 1 and {@code long}
     *     1 are one key
     */
    record Integer(long number) implements UserKey {

        /** Particle type of integers. */
        public static final int PARTICLE_TYPE = 1;

        @Override
        public int particleType() {
            return PARTICLE_TYPE;
        }

        @Override
        public int encodedLength() {
            return Long.BYTES;
        }

        @Override
        public int encodeTo(byte[] target, int offset) {
            Bytes.putLong(target, offset, number);
            return offset + Long.BYTES;
        }

        @Override
        public Object value() {
            return number;
        }

        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    /**
     * A floating-point number, which the protocol allows as a key and which is seldom a good one.
     *
     * @param number the number, identified by its bits: 0.0 and -0.0 are two keys
     */
    record FloatingPoint(double number) implements UserKey {

        /** Particle type of floating-point numbers. */
        public static final int PARTICLE_TYPE = 2;

        @Override
        public int particleType() {
            return PARTICLE_TYPE;
        }

        @Override
        public int encodedLength() {
            return Double.BYTES;
        }

        @Override
        public int encodeTo(byte[] target, int offset) {
            Bytes.putDouble(target, offset, number);
            return offset + Double.BYTES;
        }

        @Override
        public Object value() {
            return number;
        }

        @Override
        public String toString() {
            return Double.toString(number);
        }
    }

    /**
     * A text, which travels as UTF-8.
     *
     * @param text the text; may be empty
     */
    record Text(String text) implements UserKey {

        /** Particle type of texts. */
        public static final int PARTICLE_TYPE = 3;

        /** Refuses null; a text without UTF-8 is refused when its bytes are needed. */
        public Text {
            Objects.requireNonNull(text, "user key");
        }

        @Override
        public int particleType() {
            return PARTICLE_TYPE;
        }

        @Override
        public int encodedLength() {
            return Utf8.length(text);
        }

        @Override
        public int encodeTo(byte[] target, int offset) {
            return Utf8.encode(text, target, offset);
        }

        @Override
        public Object value() {
            return text;
        }

        @Override
        public String toString() {
            return '"' + text + '"';
        }
    }

    /**
     * Bytes, compared by their content.
     *
     * @param bytes the bytes, copied when they come in and when they go out; may be empty
     */
    record Blob(byte[] bytes) implements UserKey {

        /** Particle type of blobs. */
        public static final int PARTICLE_TYPE = 4;

        /** Copies the bytes and refuses null. */
        public Blob {
            bytes = Objects.requireNonNull(bytes, "user key").clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public int particleType() {
            return PARTICLE_TYPE;
        }

        @Override
        public int encodedLength() {
            return bytes.length;
        }

        @Override
        public int encodeTo(byte[] target, int offset) {
            System.arraycopy(bytes, 0, target, offset, bytes.length);
            return offset + bytes.length;
        }

        @Override
        public Object value() {
            return bytes();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
    }
}
