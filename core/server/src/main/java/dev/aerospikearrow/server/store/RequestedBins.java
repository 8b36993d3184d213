package dev.aerospikearrow.server.store;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;

/**
 * The named bins that READ operations ask for, and the copy of them from a record into a reply: in
 * the request's order, missing ones left out, neighbours in one piece. Reusable by {@link #reset};
 * not thread-safe.
 */
public final class RequestedBins {
    private byte[] bytes = new byte[0];
    private int[] nameOffsets = new int[16];
    private int[] nameLengths = new int[16];
    private int count;

    /** Points at {@code operationCount} operations that were checked to lie within the array. */
    public RequestedBins reset(byte[] source, int operationsOffset, int operationCount) {
        bytes = source;
        count = operationCount;
        if (count > nameOffsets.length) {
            nameOffsets = new int[count];
            nameLengths = new int[count];
        }
        int at = operationsOffset;
        for (int i = 0; i < count; i++) {
            nameOffsets[i] = at + MessageDescriptor.OPERATION_HEADER_LENGTH;
            nameLengths[i] = source[at + MessageDescriptor.OPERATION_NAME_LENGTH];
            at += 4 + Bytes.getInt(source, at);
        }
        return this;
    }

    /** Appends the selected bins and returns how many of them the record has. */
    public int copy(RecordSnapshot record, WireBuffer target) {
        byte[] bins = record.bins();
        int copied = 0;
        // Where a bin that is stored in the request's order would lie.
        int expected = 0;
        int runStart = 0;
        int runEnd = 0;
        for (int i = 0; i < count; i++) {
            int bin =
                    expected < bins.length
                                    && record.hasName(
                                            expected, bytes, nameOffsets[i], nameLengths[i])
                            ? expected
                            : record.find(bytes, nameOffsets[i], nameLengths[i]);
            if (bin == RecordSnapshot.NO_BIN) {
                continue;
            }
            if (bin != runEnd) {
                target.putBytes(bins, runStart, runEnd - runStart);
                runStart = bin;
            }
            expected = record.nextBin(bin);
            runEnd = expected;
            copied++;
        }
        target.putBytes(bins, runStart, runEnd - runStart);
        return copied;
    }
}
