package dev.aerospikearrow.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static boolean isValidForTheDecoder(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void assertAgrees(byte[] bytes, int offset, int length) {
        assertEquals(
                isValidForTheDecoder(bytes, offset, length),
                Utf8.isValid(bytes, offset, length),
                () -> Bytes.hex(bytes) + " from " + offset + ", " + length + " bytes");
    }

    @Test
    void halfASurrogatePairIsRefusedWithItsPlace() {
        assertEquals(
                "The text \"x\\uD83Dy🚀\" has half a surrogate pair, U+D83D, at index 1, which UTF-8"
                        + " has no bytes for. Mend the text, or use bytes instead.",
                assertThrows(IllegalArgumentException.class, () -> Utf8.encode("x\uD83Dy🚀"))
                        .getMessage());
        String longText = "a".repeat(100) + "\uDC00" + "b".repeat(100);
        assertEquals(
                "The text \"…"
                        + "a".repeat(40)
                        + "\\uDC00"
                        + "b".repeat(39)
                        + "…\" has half a surrogate pair, U+DC00, at index 100, which UTF-8 has no"
                        + " bytes for. Mend the text, or use bytes instead.",
                assertThrows(IllegalArgumentException.class, () -> Utf8.length(longText))
                        .getMessage());
    }

    @Test
    void bytesThatAreNoTextAreNotReplaced() {
        byte[] replacement = "a\uFFFD".getBytes(StandardCharsets.UTF_8);
        assertEquals("a\uFFFD", Utf8.decode(replacement, 0, replacement.length));
        assertEquals("a", Utf8.decode(replacement, 0, 1));
        assertNull(Utf8.decode(replacement, 0, 2));
        assertNull(Utf8.decode(new byte[] {(byte) 0xFF}, 0, 1));
    }

    @Test
    void agreesWithTheDecoderOnEveryPairOfBytesAtEveryPlace() {
        for (int pair = 0; pair < 1 << 16; pair++) {
            byte[] bytes = "plain text as padding".getBytes(StandardCharsets.US_ASCII);
            int at = pair % (bytes.length - 1);
            bytes[at] = (byte) (pair >> 8);
            bytes[at + 1] = (byte) pair;
            assertAgrees(bytes, 0, bytes.length);
            assertAgrees(bytes, at, 2);
            assertAgrees(bytes, at, 1);
        }
    }

    @Test
    void agreesWithTheDecoderOnBrokenTextsOfAllLengths() {
        Random random = new Random(5);
        byte[] source = "aé世🚀z\uD7FF\uE000߿ࠀ".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(24)];
            int start = random.nextInt(source.length);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = source[(start + i) % source.length];
            }
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int offset = random.nextInt(bytes.length + 1);
            assertAgrees(bytes, offset, random.nextInt(bytes.length - offset + 1));
        }
    }
}
