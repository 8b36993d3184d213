package dev.aerospikearrow.data;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The position up to which one partition has been read: its start, or a record. Immutable, and
 * small enough to be stored.
 *
 * @see "docs/docs/internals/wire.md, section 9.2"
 */
public final class PartitionCursor {
    private final int partitionId;
    private final byte @Nullable [] lastDigest;
    private final long lastIndexValue;

    private PartitionCursor(int partitionId, byte @Nullable [] lastDigest, long lastIndexValue) {
        this.partitionId = partitionId;
        this.lastDigest = lastDigest;
        this.lastIndexValue = lastIndexValue;
    }

    public static PartitionCursor start(int partitionId) {
        return new PartitionCursor(partitionId, null, 0);
    }

    /**
     * @param lastDigest the digest of the last record received from the partition
     * @param lastIndexValue that record's index value, 0 for scans
     */
    public static PartitionCursor after(int partitionId, byte[] lastDigest, long lastIndexValue) {
        return new PartitionCursor(partitionId, lastDigest.clone(), lastIndexValue);
    }

    public int partitionId() {
        return partitionId;
    }

    public Optional<byte[]> lastDigest() {
        return Optional.ofNullable(lastDigest).map(byte[]::clone);
    }

    public long lastIndexValue() {
        return lastIndexValue;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionCursor that
                && that.partitionId == partitionId
                && that.lastIndexValue == lastIndexValue
                && Arrays.equals(that.lastDigest, lastDigest);
    }

    @Override
    public int hashCode() {
        return 31 * partitionId + Arrays.hashCode(lastDigest);
    }

    @Override
    public String toString() {
        return lastDigest == null
                ? "partition " + partitionId + " from its start"
                : "partition " + partitionId + " after " + Bytes.hex(lastDigest);
    }
}
