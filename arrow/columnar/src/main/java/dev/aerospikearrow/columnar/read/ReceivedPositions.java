package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.protocol.key.PartitionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** The last record of each partition that the caller of a scan has received. */
final class ReceivedPositions {
    private static final int DIGEST_LENGTH = Key.DIGEST_LENGTH_BYTES;
    private static final short NOT_ASKED = -1;

    private final List<PartitionCursor> begin;
    private final short[] slotOfPartition = new short[PartitionId.COUNT];
    private final byte[] lastDigests;
    private final long[] lastIndexValues;
    private final BitSet received = new BitSet();

    /**
     * @param begin where the scan started
     */
    ReceivedPositions(List<PartitionCursor> begin) {
        this.begin = begin;
        lastDigests = new byte[begin.size() * DIGEST_LENGTH];
        lastIndexValues = new long[begin.size()];
        Arrays.fill(slotOfPartition, NOT_ASKED);
        for (int slot = 0; slot < begin.size(); slot++) {
            slotOfPartition[begin.get(slot).partitionId()] = (short) slot;
        }
    }

    /** The caller has the rows. */
    void advance(RowPositions rows) {
        for (int row = 0; row < rows.count(); row++) {
            int partitionId = rows.partitionId(row);
            // Nodes send a partition's records one after the other.
            boolean superseded = row + 1 < rows.count() && rows.partitionId(row + 1) == partitionId;
            if (!superseded) {
                int slot = slotOfPartition[partitionId];
                DigestArray.copyDigest(
                        rows.digests(), rows.digestOffset(row), lastDigests, slot * DIGEST_LENGTH);
                lastIndexValues[slot] = rows.indexValue(row);
                received.set(slot);
            }
        }
    }

    /**
     * Where the caller can go on.
     *
     * @param open the partitions of which the nodes have not sent all
     * @param waiting rows that have come and that the caller has not received
     */
    List<PartitionCursor> cursors(List<PartitionCursor> open, Collection<RowPositions> waiting) {
        BitSet unfinished = new BitSet(PartitionId.COUNT);
        open.forEach(cursor -> unfinished.set(cursor.partitionId()));
        for (RowPositions rows : waiting) {
            for (int row = 0; row < rows.count(); row++) {
                unfinished.set(rows.partitionId(row));
            }
        }
        List<PartitionCursor> cursors = new ArrayList<>(unfinished.cardinality());
        for (int slot = 0; slot < begin.size(); slot++) {
            int partitionId = begin.get(slot).partitionId();
            if (!unfinished.get(partitionId)) {
                continue;
            }
            int from = slot * DIGEST_LENGTH;
            cursors.add(
                    received.get(slot)
                            ? PartitionCursor.after(
                                    partitionId,
                                    Arrays.copyOfRange(lastDigests, from, from + DIGEST_LENGTH),
                                    lastIndexValues[slot])
                            : begin.get(slot));
        }
        return cursors;
    }
}
