package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.SetName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestBlocksTest {
    private final DigestBlocks blocks = new DigestBlocks();

    private byte[] borrow(int count) {
        return blocks.borrow(count).block();
    }

    @Test
    void aBlockThatWasGivenBackIsUsedAgainWhereItIsLargeEnough() {
        byte[] block = borrow(100);
        assertEquals(2000, block.length);
        blocks.giveBack(block);
        assertNotSame(block, borrow(101));
        assertSame(block, borrow(99));
        assertNotSame(block, borrow(99), "a block that is lent is nobody else's");
    }

    @Test
    void smallBlocksGiveWayToLargeOnes() {
        for (int i = 0; i < 20; i++) {
            blocks.giveBack(new byte[20]);
        }
        byte[] large = new byte[2000];
        blocks.giveBack(large);
        assertSame(large, borrow(100));
    }

    @Test
    void hugeBlocksAreNotKept() {
        byte[] huge = new byte[3 << 20];
        blocks.giveBack(huge);
        assertNotSame(huge, borrow(1));
    }

    @Test
    void aLeaseGivesItsBlockBackOnce() {
        long[] userKeys = {1, 2, 3};
        DigestLease lease = blocks.borrow(3);
        RowKeys leased = RowKeys.of(SetName.of("test", "s"), userKeys, lease);
        RowKeys same = RowKeys.of(SetName.of("test", "s"), userKeys);
        for (int i = 0; i < 3; i++) {
            assertEquals(same.digests().hex(i), leased.digests().hex(i));
        }
        lease.requireHeld();
        lease.close();
        lease.close();
        assertSame(lease.block(), borrow(3));
        assertNotSame(lease.block(), borrow(3));
    }

    @Test
    void keysAreNotLookedUpOnceTheirDigestsAreGivenBack() {
        long[] userKeys = {5, 6, 5};
        DigestLease lease = blocks.borrow(3);
        RowIndex rows = new RowIndex(RowKeys.of(SetName.of("test", "s"), userKeys, lease), lease);
        assertEquals(Optional.of(0), rows.rowOf(5));
        assertEquals(Optional.of(1), rows.rowOf(6));
        rows.close();
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> rows.rowOf(5));
        assertTrue(e.getMessage().contains("closed"));
    }

    @Test
    void keysThatBorrowNothingStayUsable() {
        RowKeys keys = RowKeys.of(SetName.of("test", "s"), new long[] {1});
        RowIndex rows = new RowIndex(keys, DigestLease.NONE);
        rows.close();
        assertEquals(Optional.of(0), rows.rowOf(1));
    }
}
