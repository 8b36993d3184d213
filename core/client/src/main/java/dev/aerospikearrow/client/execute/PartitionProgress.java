package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.protocol.key.PartitionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The progress of a scan in each of its partitions. */
final class PartitionProgress {
    private static final int DIGEST_LENGTH = Key.DIGEST_LENGTH_BYTES;
    private static final short NOT_ASKED = -1;

    private final short[] slotOf = new short[PartitionId.COUNT];
    private final int[] partitionOf;
    private final byte[] lastDigests;
    private final long[] lastIndexValues;
    private final BitSet begun = new BitSet();
    private final BitSet open = new BitSet();

    PartitionProgress(List<PartitionCursor> cursors) {
        Arrays.fill(slotOf, NOT_ASKED);
        partitionOf = new int[cursors.size()];
        lastDigests = new byte[cursors.size() * DIGEST_LENGTH];
        lastIndexValues = new long[cursors.size()];
        for (int slot = 0; slot < partitionOf.length; slot++) {
            PartitionCursor cursor = cursors.get(slot);
            partitionOf[slot] = cursor.partitionId();
            slotOf[cursor.partitionId()] = (short) slot;
            lastIndexValues[slot] = cursor.lastIndexValue();
            if (cursor.lastDigest().isPresent()) {
                begun.set(slot);
                System.arraycopy(
                        cursor.lastDigest().get(),
                        0,
                        lastDigests,
                        slot * DIGEST_LENGTH,
                        DIGEST_LENGTH);
            }
        }
        open.set(0, partitionOf.length);
    }

    boolean isAskedFor(int partitionId) {
        return slotOf[partitionId] != NOT_ASKED;
    }

    /** A partition that was asked for has been delivered up to and with this record. */
    void advance(int partitionId, byte[] bytes, int digestOffset, long indexValue) {
        int slot = slotOf[partitionId];
        DigestArray.copyDigest(bytes, digestOffset, lastDigests, slot * DIGEST_LENGTH);
        lastIndexValues[slot] = indexValue;
        begun.set(slot);
    }

    /** A partition has been read to its end. */
    void finish(int partitionId) {
        open.clear(slotOf[partitionId]);
    }

    boolean isComplete() {
        return open.isEmpty();
    }

    int finishedCount() {
        return partitionOf.length - open.cardinality();
    }

    /** The partitions that have not been read to their end, and where to go on in each. */
    List<PartitionCursor> cursors() {
        List<PartitionCursor> cursors = new ArrayList<>(open.cardinality());
        for (int slot = open.nextSetBit(0); slot >= 0; slot = open.nextSetBit(slot + 1)) {
            if (begun.get(slot)) {
                int from = slot * DIGEST_LENGTH;
                cursors.add(
                        PartitionCursor.after(
                                partitionOf[slot],
                                Arrays.copyOfRange(lastDigests, from, from + DIGEST_LENGTH),
                                lastIndexValues[slot]));
            } else {
                cursors.add(PartitionCursor.start(partitionOf[slot]));
            }
        }
        return cursors;
    }
}
