package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DigestBlocksTest {
    private final DigestBlocks blocks = new DigestBlocks();

    @Test
    void aBlockThatWasGivenBackIsUsedAgainWhereItIsLargeEnough() {
        byte[] block = blocks.borrow(100);
        assertEquals(2000, block.length);
        blocks.giveBack(block);
        assertNotSame(block, blocks.borrow(101));
        assertSame(block, blocks.borrow(99));
        assertNotSame(block, blocks.borrow(99), "a block that is lent is nobody else's");
    }

    @Test
    void smallBlocksGiveWayToLargeOnes() {
        for (int i = 0; i < 20; i++) {
            blocks.giveBack(new byte[20]);
        }
        byte[] large = new byte[2000];
        blocks.giveBack(large);
        assertSame(large, blocks.borrow(100));
    }

    @Test
    void hugeBlocksAreNotKept() {
        byte[] huge = new byte[3 << 20];
        blocks.giveBack(huge);
        assertNotSame(huge, blocks.borrow(1));
    }

    @Test
    void keysThatWereReleasedAreRefusedAndTheirBlockIsLentOnce() {
        long[] userKeys = {1, 2, 3};
        BatchKeys keys = BatchKeys.borrowing("test", "s", userKeys, blocks);
        BatchKeys same = BatchKeys.of("test", "s", userKeys);
        for (int i = 0; i < 3; i++) {
            assertEquals(same.digests().hex(i), keys.digests().hex(i));
        }
        byte[] block = keys.digests().array();
        keys.release();
        keys.release();
        assertSame(block, blocks.borrow(3));
        assertNotSame(block, blocks.borrow(3));
        IllegalStateException e = assertThrows(IllegalStateException.class, keys::digests);
        assertTrue(e.getMessage().contains("closed"));
    }

    @Test
    void keysThatBorrowNothingStayUsable() {
        BatchKeys keys = BatchKeys.of("test", "s", new long[] {1});
        keys.release();
        assertEquals(1, keys.digests().count());
    }
}
