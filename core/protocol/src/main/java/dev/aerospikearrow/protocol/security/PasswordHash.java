package dev.aerospikearrow.protocol.security;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The hash that stands for a password on the wire and on the nodes: bcrypt of 2^10 rounds, with the
 * one salt that all clients use. Whoever knows it can log in with it.
 */
public final class PasswordHash {
    /** How long a hash is, in bytes. */
    public static final int LENGTH = 60;

    /** How the hash of users begins that have no password, as with certificates. */
    private static final String NO_PASSWORD = "nopassword";

    private static final String ALPHABET =
            "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String SALT = "7EqJtq98hPqEX7fNZaFWoO";
    private static final String PREFIX = "$2a$10$" + SALT;
    private static final int ROUNDS = 1 << 10;
    private static final int SALT_LENGTH = 16;

    /** What is enciphered, and how often. */
    private static final byte[] PLAIN_TEXT = Bytes.utf8("OrpheanBeholderScryDoubt");

    private static final int ENCIPHERMENTS = 64;

    /** One byte of the cipher text is not part of the hash. */
    private static final int HASHED_BYTES = 23;

    private PasswordHash() {}

    /**
     * The hash of a password: {@value #LENGTH} bytes of ASCII. Takes some dozens of milliseconds,
     * which is its purpose.
     *
     * @throws IllegalArgumentException if the password cannot be UTF-8
     */
    public static byte[] of(char[] password) {
        byte[] utf8 = utf8(password);
        byte[] key = Arrays.copyOf(utf8, utf8.length + 1);
        try {
            return hash(key);
        } finally {
            Arrays.fill(utf8, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The hash of users that log in without a password. */
    public static byte[] ofNone() {
        return of(NO_PASSWORD.toCharArray());
    }

    /**
     * A password as bytes. Whoever asks wipes them.
     *
     * @throws IllegalArgumentException if it cannot be UTF-8
     */
    public static byte[] utf8(char[] password) {
        try {
            ByteBuffer encoded =
                    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password));
            byte[] utf8 = new byte[encoded.remaining()];
            encoded.get(utf8);
            Arrays.fill(encoded.array(), (byte) 0);
            return utf8;
        } catch (CharacterCodingException e) {
            // What it says would tell something of the password.
            throw new IllegalArgumentException(
                    "The password has half a surrogate pair, which is no text.");
        }
    }

    private static byte[] hash(byte[] key) {
        byte[] salt = decode(SALT, SALT_LENGTH);
        Blowfish cipher = new Blowfish();
        cipher.expand(key, salt);
        byte[] noSalt = new byte[SALT_LENGTH];
        for (int i = 0; i < ROUNDS; i++) {
            cipher.expand(key, noSalt);
            cipher.expand(salt, noSalt);
        }
        byte[] text = PLAIN_TEXT.clone();
        for (int at = 0; at < text.length; at += Long.BYTES) {
            long block = Bytes.getLong(text, at);
            for (int i = 0; i < ENCIPHERMENTS; i++) {
                block = cipher.encipher(block);
            }
            Bytes.putLong(text, at, block);
        }
        return Bytes.utf8(PREFIX + encode(text, HASHED_BYTES));
    }

    /** Six bits a character, like Base64 but with an alphabet of its own and without padding. */
    private static String encode(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < count; i++) {
            held = held << Byte.SIZE | bytes[i] & 0xFF;
            bits += Byte.SIZE;
            while (bits >= 6) {
                bits -= 6;
                text.append(ALPHABET.charAt(held >>> bits & 0x3F));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << 6 - bits & 0x3F));
        }
        return text.toString();
    }

    private static byte[] decode(String text, int count) {
        byte[] bytes = new byte[count];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; at < count; i++) {
            held = held << 6 | ALPHABET.indexOf(text.charAt(i));
            bits += 6;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[at++] = (byte) (held >>> bits);
            }
        }
        return bytes;
    }

    /**
     * The cipher, with the key schedule that makes it slow. The JDK has Blowfish, but not this
     * schedule.
     */
    private static final class Blowfish {
        private static final int ROUND_KEYS = 18;
        private static final int BOX = 256;

        /** Round keys and four boxes, as they are before there is a key. */
        private static final int[] START = digitsOfPi(ROUND_KEYS + 4 * BOX);

        private final int[] words = START.clone();

        /** Mixes a key in, and a salt of 16 bytes. */
        void expand(byte[] key, byte[] salt) {
            int at = 0;
            for (int i = 0; i < ROUND_KEYS; i++) {
                int word = 0;
                for (int j = 0; j < Integer.BYTES; j++) {
                    word = word << Byte.SIZE | key[at] & 0xFF;
                    at = (at + 1) % key.length;
                }
                words[i] ^= word;
            }
            long block = 0;
            for (int i = 0; i < words.length; i += 2) {
                block = encipher(block ^ Bytes.getLong(salt, i % 4 * Integer.BYTES));
                words[i] = (int) (block >>> Integer.SIZE);
                words[i + 1] = (int) block;
            }
        }

        long encipher(long block) {
            int left = (int) (block >>> Integer.SIZE) ^ words[0];
            int right = (int) block;
            for (int i = 1; i < ROUND_KEYS - 1; i += 2) {
                right ^= mix(left) ^ words[i];
                left ^= mix(right) ^ words[i + 1];
            }
            return (long) (right ^ words[ROUND_KEYS - 1]) << Integer.SIZE | left & 0xFFFF_FFFFL;
        }

        private int mix(int half) {
            int mixed =
                    words[ROUND_KEYS + (half >>> 24)]
                            + words[ROUND_KEYS + BOX + (half >>> 16 & 0xFF)];
            return (mixed ^ words[ROUND_KEYS + 2 * BOX + (half >>> 8 & 0xFF)])
                    + words[ROUND_KEYS + 3 * BOX + (half & 0xFF)];
        }

        /** The binary digits of pi behind its point, 32 a word: numbers that nobody has chosen. */
        private static int[] digitsOfPi(int count) {
            int spareBits = 64;
            int bits = count * Integer.SIZE + spareBits;
            // Machin's formula.
            BigInteger pi =
                    arcCotangent(5, bits)
                            .shiftLeft(2)
                            .subtract(arcCotangent(239, bits))
                            .shiftLeft(2);
            int[] digits = new int[count];
            for (int i = 0; i < count; i++) {
                digits[i] = pi.shiftRight(bits - (i + 1) * Integer.SIZE).intValue();
            }
            return digits;
        }

        /** With so many bits behind the point. */
        private static BigInteger arcCotangent(int x, int bits) {
            BigInteger square = BigInteger.valueOf((long) x * x);
            BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(x));
            BigInteger sum = power;
            for (int n = 3; power.signum() != 0; n += 2) {
                power = power.divide(square);
                BigInteger term = power.divide(BigInteger.valueOf(n));
                sum = (n & 2) != 0 ? sum.subtract(term) : sum.add(term);
            }
            return sum;
        }
    }
}
