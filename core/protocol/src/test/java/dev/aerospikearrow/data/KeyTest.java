package dev.aerospikearrow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void anIntegerKeyHasTheDigestThatTheServerWasSent() {
        Key key = Key.of("test", "golden", 12345);
        assertEquals("9815e399d61b7d792a12abc55f67f3ebe77eea8c", HEX.formatHex(key.digest()));
        assertEquals(0x598, key.partitionId());
    }

    @Test
    void aBlobKeyHasTheDigestThatTheServerWasSent() {
        Key key = Key.of("test", "golden", new byte[] {9, 8, 7});
        assertEquals("7c7c6fe5f1a6c8777e2b6ad1bb9cf8f36bfc2db0", HEX.formatHex(key.digest()));
    }

    @Test
    void aTextKeyHasTheDigestThatTheServerWasSent() {
        Key key = Key.of("test", "golden", "all");
        assertEquals("2a8de5d5083771207b6235b25da742bca7bc0e25", HEX.formatHex(key.digest()));
    }

    @Test
    void aKeyMadeOfADigestEqualsTheKeyItStemsFrom() {
        Key key = Key.of("test", "golden", "all");
        Key same = Key.ofDigest("test", "golden", key.digest());
        assertEquals(key, same);
        assertEquals(key.hashCode(), same.hashCode());
        assertEquals(Optional.empty(), same.userKey());
        assertEquals(Optional.of(new UserKey.Text("all")), key.userKey());
    }

    @Test
    void namespaceSetTypeAndValueAllTellKeysApart() {
        Key key = Key.of("test", "golden", 1);
        assertNotEquals(key, Key.of("other", "golden", 1));
        assertNotEquals(key, Key.of("test", "silver", 1));
        assertNotEquals(key, Key.of("test", "", 1));
        assertNotEquals(key, Key.of("test", "golden", "1"));
        assertNotEquals(key, Key.of("test", "golden", new UserKey.FloatingPoint(1)));
        assertNotEquals(key, Key.of("test", "golden", 2));
        assertNotEquals(key, "test.golden 1");
    }

    @Test
    void theDigestGivenOutIsACopy() {
        Key key = Key.of("test", "golden", 1);
        byte[] before = key.digest();
        key.digest()[0]++;
        assertArrayEquals(before, key.digest());
        byte[] given = before.clone();
        Key byDigest = Key.ofDigest("test", "golden", given);
        given[0]++;
        assertArrayEquals(before, byDigest.digest());
    }

    @Test
    void theDigestIsCopiedToWhereItIsWanted() {
        Key key = Key.of("test", "golden", 12345);
        byte[] target = new byte[22];
        key.copyDigestTo(target, 1);
        assertEquals("009815e399d61b7d792a12abc55f67f3ebe77eea8c00", HEX.formatHex(target));
    }

    @Test
    void aKeyPrintsAsPeopleWouldWriteIt() {
        assertEquals("test.flights 12345", Key.of("test", "flights", 12345).toString());
        assertEquals("test \"AA-1\"", Key.of("test", "", "AA-1").toString());
        assertEquals("test.b 0x09ff", Key.of("test", "b", new byte[] {9, -1}).toString());
        assertEquals(
                "test.flights digest 0102030405060708090a0b0c0d0e0f1011121314",
                Key.ofDigest(
                                "test",
                                "flights",
                                HEX.parseHex("0102030405060708090a0b0c0d0e0f1011121314"))
                        .toString());
    }

    @Test
    void namesAtTheirLimitAreTakenAndOneByteMoreIsNot() {
        Key atTheLimits = Key.of("n".repeat(31), "ü".repeat(31) + "s", 1);
        assertEquals(31, atTheLimits.namespace().length());
        assertEquals("ü".repeat(31) + "s", atTheLimits.setName());

        assertFails("A namespace has 1 to 31 bytes of UTF-8, but the name is empty", "", "s");
        assertFails(
                "A namespace has at most 31 bytes of UTF-8, but \"" + "n".repeat(32) + "\" has 32",
                "n".repeat(32),
                "s");
        assertFails(
                "A set name has at most 63 bytes of UTF-8, but \"" + "ü".repeat(32) + "\" has 64",
                "n",
                "ü".repeat(32));
    }

    @Test
    void aDigestOfAnotherLengthIsRefused() {
        IllegalArgumentException failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Key.ofDigest("test", "golden", new byte[19]));
        assertTrue(failure.getMessage().startsWith("A digest has 20 bytes, but found 19"));
    }

    private static void assertFails(String message, String namespace, String setName) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Key.of(namespace, setName, 1))
                        .getMessage());
    }
}
