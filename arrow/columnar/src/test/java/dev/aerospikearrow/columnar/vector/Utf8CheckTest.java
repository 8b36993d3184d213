package dev.aerospikearrow.columnar.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {
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
                Utf8Check.isValid(bytes, offset, length),
                () -> Bytes.hex(bytes) + " from " + offset + ", " + length + " bytes");
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
