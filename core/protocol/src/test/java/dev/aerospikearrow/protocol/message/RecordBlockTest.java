package dev.aerospikearrow.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordBlockTest {
    private static final byte[] FRAME = new byte[4096];

    private static RecordBlock begun(BinNames names) {
        RecordBlock block = new RecordBlock();
        block.begin(FRAME, 0, names, -1);
        return block;
    }

    private static long integer(int offset) {
        return RecordBlock.cell(ParticleType.INTEGER, offset, 8);
    }

    @Test
    void aCellIsWhatWasPutAlsoAtTheExtremes() {
        int[] extremes = {0, 1, 0xFFFF, 1 << 27, RecordBlock.MAX_OFFSET};
        for (int particleType : new int[] {0, 1, ParticleType.GEOJSON, 255}) {
            for (int offset : extremes) {
                for (int length : extremes) {
                    long cell = RecordBlock.cell(particleType, offset, length);
                    assertEquals(particleType, RecordBlock.particleType(cell));
                    assertEquals(offset, RecordBlock.offset(cell));
                    assertEquals(length, RecordBlock.length(cell));
                    assertTrue(RecordBlock.isOf(cell, particleType, length));
                    assertFalse(RecordBlock.isOf(cell, particleType ^ 1, length));
                    assertFalse(RecordBlock.isOf(cell, particleType, length ^ 1));
                }
            }
        }
    }

    @Test
    void recordsOfManyBinsWaitForEachOtherInSmallerNumbers() {
        assertEquals(RecordBlock.MAX_RECORDS, recordsUntilFull(BinNames.NONE));
        assertEquals(RecordBlock.MAX_RECORDS, recordsUntilFull(BinNames.positional(256)));
        assertEquals(32, recordsUntilFull(BinNames.positional(512)));
        assertEquals(1, recordsUntilFull(BinNames.positional(32_768)));
    }

    private static int recordsUntilFull(BinNames names) {
        RecordBlock block = begun(names);
        int count = 0;
        do {
            block.beginRecord(8);
            block.endRecord();
            count++;
        } while (!block.isFull());
        return count;
    }

    @Test
    void nothingIsLeftOfWhatWasClearedNorOfARecordThatWasRolledBack() {
        RecordBlock block = begun(BinNames.positional(2));
        block.beginRecord(8);
        block.put(0, 0, 0, integer(10));
        block.put(1, 1, 0, integer(20));
        block.putField(FieldType.SET, 30, 3);
        block.endRecord();
        block.beginRecord(100);
        block.put(1, 1, 1, integer(130));
        block.putField(FieldType.DIGEST, 140, 20);
        block.rollBack();
        block.clear();
        assertEquals(0, block.recordCount());
        for (int record = 0; record < 2; record++) {
            block.beginRecord(200);
            block.endRecord();
            assertEquals(0, block.cell(0, record));
            assertEquals(0, block.cell(1, record));
            assertEquals(0, block.setNameCell(record));
            assertEquals(0, block.digestOffset(record));
        }
    }

    @Test
    void truncatingLeavesTheFirstRecords() {
        RecordBlock block = begun(BinNames.positional(1));
        for (int record = 0; record < 3; record++) {
            block.beginRecord(8 + record);
            block.put(0, 0, record, integer(10 + record));
            block.endRecord();
        }
        block.truncate(1);
        assertEquals(1, block.recordCount());
        assertEquals(integer(10), block.cell(0, 0));
        block.beginRecord(50);
        block.endRecord();
        assertEquals(0, block.cell(0, 1));
    }

    @Test
    void aRecordThatHasBegunMayGetMoreColumnsThanThereWere() {
        BinNames names = BinNames.discovered();
        RecordBlock block = begun(names);
        block.beginRecord(8);
        block.put(0, 0, 0, integer(10));
        block.endRecord();
        block.beginRecord(500);
        int width = block.width();
        block.put(width - 1, 3, 1, integer(510));
        assertFalse(block.hasRoom(width));
        block.keepBegun(1);
        block.makeRoom(width, 520);
        assertTrue(block.hasRoom(width));
        block.put(width, 4, 0, integer(520));
        block.endRecord();
        assertEquals(1, block.recordCount());
        assertEquals(500, block.start(0));
        assertEquals(0, block.cell(0, 0));
        assertEquals(integer(510), block.cell(width - 1, 0));
        assertEquals(3, block.nameOrdinal(width - 1, 0));
        assertEquals(integer(520), block.cell(width, 0));
        assertEquals(0, block.cell(width + 1, 0));
    }

    @Test
    void aResultThatNobodyAskedForIsMalformed() {
        RecordBlock block = begun(BinNames.requested(List.of("a", "b")));
        MalformedReplyException e =
                assertThrows(MalformedReplyException.class, () -> block.makeRoom(2, 40));
        assertEquals(40, e.offset());
    }

    @Test
    void fieldsOfKnownMeaningHaveTheirLength() {
        RecordBlock block = begun(BinNames.NONE);
        block.beginRecord(8);
        assertMalformed(block, FieldType.DIGEST, 19);
        assertMalformed(block, FieldType.DIGEST, 21);
        assertMalformed(block, FieldType.RESUME_INDEX_VALUES, 7);
        assertMalformed(block, FieldType.RESUME_INDEX_VALUES, 16);
        assertMalformed(block, FieldType.USER_KEY, 0);
        block.putField(FieldType.SET, 100, 0);
        block.putField(99, 100, 5);
        assertFalse(block.hasDigest());
    }

    private static void assertMalformed(RecordBlock block, int fieldType, int length) {
        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class,
                        () -> block.putField(fieldType, 100, length));
        assertEquals(100, e.offset());
    }
}
