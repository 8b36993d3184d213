package dev.aerospikearrow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestArrayTest {

    private static final String FIRST = "9815e399d61b7d792a12abc55f67f3ebe77eea8c";
    private static final String SECOND = "7c7c6fe5f1a6c8777e2b6ad1bb9cf8f36bfc2db0";

    @Test
    void aBlockIsReadTwentyBytesAtATime() {
        byte[] block = HexFormat.of().parseHex(FIRST + SECOND);
        DigestArray digests = DigestArray.of(block);
        assertEquals(2, digests.count());
        assertSame(block, digests.array());
        assertEquals(20, digests.offset(1));
        assertEquals(FIRST, digests.hex(0));
        assertEquals(SECOND, digests.hex(1));
        assertEquals(SECOND, HexFormat.of().formatHex(digests.copy(1)));
        assertEquals(0x598, digests.partitionId(0));
        assertEquals(0xc7c, digests.partitionId(1));
        assertEquals("DigestArray of 2", digests.toString());
    }

    @Test
    void keysKeepTheirOrderAndMayRepeat() {
        Key key = Key.of("test", "golden", 12345);
        Key blob = Key.of("test", "golden", new byte[] {9, 8, 7});
        DigestArray digests = DigestArray.of(List.of(key, blob, key));
        assertEquals(
                List.of(FIRST, SECOND, FIRST),
                List.of(digests.hex(0), digests.hex(1), digests.hex(2)));
    }

    @Test
    void noKeysAreNoDigests() {
        assertEquals(0, DigestArray.of().count());
        assertEquals(0, DigestArray.of(new byte[0]).count());
    }

    @Test
    void aBlockThatEndsInsideADigestIsRefused() {
        assertEquals(
                "A block of digests has a multiple of 20 bytes, but found 45, which is 5 too many",
                assertThrows(IllegalArgumentException.class, () -> DigestArray.of(new byte[45]))
                        .getMessage());
    }

    @Test
    void anIndexOutsideIsRefused() {
        DigestArray digests = DigestArray.of(new byte[40]);
        assertThrows(IndexOutOfBoundsException.class, () -> digests.offset(2));
        assertThrows(IndexOutOfBoundsException.class, () -> digests.copy(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> digests.partitionId(2));
        assertThrows(IndexOutOfBoundsException.class, () -> digests.hex(2));
    }
}
