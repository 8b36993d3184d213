package dev.aerospikearrow.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.ParticleType;
import org.junit.jupiter.api.Test;

class CellBlockTest {

    @Test
    void aCellIsWhatWasPutAlsoAtTheExtremes() {
        int[] extremes = {0, 1, 0xFFFF, 1 << 27, CellBlock.MAX_OFFSET};
        for (int particleType : new int[] {0, 1, ParticleType.GEOJSON, 255}) {
            for (int offset : extremes) {
                for (int length : extremes) {
                    CellBlock block = new CellBlock(3, 2);
                    block.put(1, particleType, offset, length);
                    block.endRecord(7);
                    long cell = block.cell(1, 0);
                    assertEquals(particleType, CellBlock.particleType(cell));
                    assertEquals(offset, CellBlock.offset(cell));
                    assertEquals(length, CellBlock.length(cell));
                    assertTrue(CellBlock.isOf(cell, particleType, length));
                    assertFalse(CellBlock.isOf(cell, particleType ^ 1, length));
                    assertFalse(CellBlock.isOf(cell, particleType, length ^ 1));
                    assertEquals(0, block.cell(0, 0));
                    assertEquals(0, block.cell(2, 0));
                    assertEquals(7, block.row(0));
                }
            }
        }
    }

    @Test
    void aBlockIsFullAfterAsManyRecordsAsItWasMadeFor() {
        CellBlock small = new CellBlock(1, 2);
        assertFalse(small.endRecord(0));
        assertTrue(small.endRecord(1));
        CellBlock large = new CellBlock(1, Integer.MAX_VALUE);
        for (int i = 1; i < CellBlock.MAX_ROWS; i++) {
            assertFalse(large.endRecord(i));
        }
        assertTrue(large.endRecord(0));
        assertEquals(CellBlock.MAX_ROWS, large.rowCount());
    }

    @Test
    void nothingIsLeftOfWhatWasClearedNorOfARecordThatWasNotCompleted() {
        CellBlock block = new CellBlock(2, 3);
        block.put(0, ParticleType.INTEGER, 10, 8);
        block.put(1, ParticleType.INTEGER, 20, 8);
        block.endRecord(0);
        block.put(1, ParticleType.INTEGER, 30, 8);
        block.clear();
        assertEquals(0, block.rowCount());
        block.endRecord(1);
        block.endRecord(2);
        for (int index = 0; index < 2; index++) {
            assertEquals(0, block.cell(0, index));
            assertEquals(0, block.cell(1, index));
        }
    }

    @Test
    void aBinThatNobodyAskedForIsMalformed() {
        CellBlock block = new CellBlock(2, 1);
        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class,
                        () -> block.put(2, ParticleType.INTEGER, 40, 8));
        assertEquals(40, e.offset());
    }

    @Test
    void aBlockWithoutBinsCountsRecords() {
        CellBlock block = new CellBlock(0, 2);
        block.endRecord(5);
        block.clear();
        assertEquals(0, block.rowCount());
    }
}
