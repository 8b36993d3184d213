package dev.aerospikearrow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserKeyTest {

    static Stream<UserKey> userKeys() {
        return Stream.of(
                new UserKey.Integer(12345),
                new UserKey.Integer(Long.MIN_VALUE),
                new UserKey.FloatingPoint(-0.0),
                new UserKey.FloatingPoint(Double.NaN),
                new UserKey.Text(""),
                new UserKey.Text("größe €uro 😀"),
                new UserKey.Blob(new byte[0]),
                new UserKey.Blob(new byte[] {9, 8, 7}));
    }

    @ParameterizedTest
    @MethodSource("userKeys")
    void decodingReadsBackWhatEncodingWrote(UserKey userKey) {
        byte[] target = new byte[userKey.encodedLength() + 2];
        assertEquals(target.length - 1, userKey.encodeTo(target, 1));
        assertEquals(0, target[0]);
        assertEquals(0, target[target.length - 1]);
        assertEquals(
                userKey,
                UserKey.decode(userKey.particleType(), target, 1, userKey.encodedLength()));
    }

    @Test
    void integersAndDoublesAreEncodedMostSignificantByteFirst() {
        assertEquals("0000000000003039", hex(new UserKey.Integer(12345)));
        assertEquals("3ff8000000000000", hex(new UserKey.FloatingPoint(1.5)));
    }

    @Test
    void valuesComeOutAsTheTypesThatPeopleUse() {
        assertEquals(5L, new UserKey.Integer(5).value());
        assertEquals(1.5, new UserKey.FloatingPoint(1.5).value());
        assertEquals("a", new UserKey.Text("a").value());
        assertArrayEquals(
                new byte[] {1},
                assertInstanceOf(byte[].class, new UserKey.Blob(new byte[] {1}).value()));
    }

    @Test
    void aBlobIsItsContentAndCannotBeChanged() {
        byte[] bytes = {1, 2};
        UserKey.Blob blob = new UserKey.Blob(bytes);
        bytes[0] = 9;
        blob.bytes()[1] = 9;
        assertEquals(new UserKey.Blob(new byte[] {1, 2}), blob);
        assertEquals(new UserKey.Blob(new byte[] {1, 2}).hashCode(), blob.hashCode());
        assertNotEquals(new UserKey.Blob(new byte[] {1}), blob);
    }

    @Test
    void textIsEncodedAsTheJdkEncodesItAndRefusedWhenASurrogateIsAlone() {
        Random random = new Random(21);
        for (int i = 0; i < 5000; i++) {
            String text =
                    random.ints(random.nextInt(20), 0, 4)
                            .map(
                                    kind ->
                                            switch (kind) {
                                                case 0 -> random.nextInt(0x100);
                                                case 1 -> 0xd7f0 + random.nextInt(0x820);
                                                case 2 -> 0xd800 + random.nextInt(0x800);
                                                default -> random.nextInt(0x10000);
                                            })
                            .collect(
                                    StringBuilder::new,
                                    (builder, c) -> builder.append((char) c),
                                    StringBuilder::append)
                            .toString();
            UserKey.Text key = new UserKey.Text(text);
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                assertThrows(IllegalArgumentException.class, key::encodedLength);
                assertThrows(IllegalArgumentException.class, () -> Utf8.encode(text));
                assertThrows(
                        IllegalArgumentException.class,
                        () -> key.encodeTo(new byte[3 * text.length()], 0));
                continue;
            }
            assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), Utf8.encode(text));
            byte[] target = new byte[key.encodedLength()];
            assertEquals(target.length, key.encodeTo(target, 0));
            assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), target);
        }
    }

    @Test
    void aTypeThatNoKeyHasIsRefused() {
        IllegalArgumentException failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> UserKey.decode(19, new byte[8], 0, 8));
        assertTrue(failure.getMessage().endsWith("but found type 19"));
    }

    @Test
    void aNumberOfAnotherLengthThanEightIsRefused() {
        assertEquals(
                "A user key of type integer has 8 bytes, but found 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> UserKey.decode(1, new byte[8], 0, 4))
                        .getMessage());
        assertEquals(
                "A user key of type float has 8 bytes, but found 9",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> UserKey.decode(2, new byte[9], 0, 9))
                        .getMessage());
    }

    @Test
    void aRangeOutsideTheArrayIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> UserKey.decode(3, new byte[4], 2, 3));
    }

    private static String hex(UserKey userKey) {
        byte[] target = new byte[userKey.encodedLength()];
        userKey.encodeTo(target, 0);
        return HexFormat.of().formatHex(target);
    }
}
