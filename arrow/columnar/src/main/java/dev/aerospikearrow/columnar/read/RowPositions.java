package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;

/** The digests of a record batch's rows, and their index values in a query. */
final class RowPositions implements RowNames {
    private static final int DIGEST_LENGTH = Key.DIGEST_LENGTH_BYTES;

    private byte[] digests = new byte[64 * DIGEST_LENGTH];
    private long[] indexValues = new long[0];
    private int count;

    int count() {
        return count;
    }

    void add(byte[] frame, int digestOffset, long indexValue) {
        int at = count * DIGEST_LENGTH;
        if (at == digests.length) {
            digests = Arrays.copyOf(digests, at * 2);
        }
        DigestArray.copyDigest(frame, digestOffset, digests, at);
        if (indexValue != 0) {
            if (count >= indexValues.length) {
                indexValues = Arrays.copyOf(indexValues, digests.length / DIGEST_LENGTH);
            }
            indexValues[count] = indexValue;
        } else if (count < indexValues.length) {
            indexValues[count] = 0;
        }
        count++;
    }

    /** The digests, 20 bytes each. */
    byte[] digests() {
        return digests;
    }

    int digestOffset(int row) {
        return row * DIGEST_LENGTH;
    }

    int partitionId(int row) {
        return PartitionId.of(digests, digestOffset(row));
    }

    /** A row's value in the index; 0 in a scan. */
    long indexValue(int row) {
        return row < indexValues.length ? indexValues[row] : 0;
    }

    void clear() {
        count = 0;
    }

    @Override
    public String describe(int row) {
        int at = digestOffset(row);
        return "digest " + Bytes.hex(Arrays.copyOfRange(digests, at, at + DIGEST_LENGTH));
    }
}
