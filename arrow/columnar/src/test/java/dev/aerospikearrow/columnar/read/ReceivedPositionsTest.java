package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.protocol.key.PartitionId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a scan goes on that was left. */
class ReceivedPositionsTest {
    private static final int FIRST = 7;
    private static final int SECOND = 9;

    private final ReceivedPositions received =
            new ReceivedPositions(
                    List.of(PartitionCursor.start(FIRST), PartitionCursor.start(SECOND)));

    /** The digest of number {@code n} in a partition. */
    private static byte[] digest(int partitionId, int n) {
        byte[] digest = new byte[Key.DIGEST_LENGTH_BYTES];
        digest[0] = (byte) partitionId;
        digest[1] = (byte) (partitionId >> 8);
        digest[19] = (byte) n;
        assertEquals(partitionId, PartitionId.of(digest, 0));
        return digest;
    }

    private static RowPositions rows(byte[]... digests) {
        RowPositions rows = new RowPositions();
        for (byte[] digest : digests) {
            rows.add(digest, 0, digest[19]);
        }
        return rows;
    }

    private List<PartitionCursor> open(int... partitionIds) {
        return Arrays.stream(partitionIds).mapToObj(PartitionCursor::start).toList();
    }

    @Test
    void aPartitionThatIsDoneAndTakenHasNoCursor() {
        received.advance(rows(digest(FIRST, 1)));
        assertEquals(List.of(), received.cursors(List.of(), List.of()));
    }

    @Test
    void aCursorIsAfterTheLastRowThatWasTaken() {
        received.advance(rows(digest(FIRST, 1), digest(FIRST, 2)));
        PartitionCursor cursor = received.cursors(open(FIRST), List.of()).get(0);
        assertEquals(FIRST, cursor.partitionId());
        assertArrayEquals(digest(FIRST, 2), cursor.lastDigest().orElseThrow());
        assertEquals(2, cursor.lastIndexValue());
    }

    @Test
    void rowsThatCameAndWereNotTakenKeepTheirPartitionOpen() {
        received.advance(rows(digest(FIRST, 1)));
        List<PartitionCursor> cursors =
                received.cursors(List.of(), List.of(rows(digest(FIRST, 2), digest(SECOND, 3))));
        assertEquals(2, cursors.size());
        assertArrayEquals(digest(FIRST, 1), cursors.get(0).lastDigest().orElseThrow());
        assertEquals(SECOND, cursors.get(1).partitionId());
        assertTrue(cursors.get(1).lastDigest().isEmpty(), "none of its rows was taken");
    }
}
