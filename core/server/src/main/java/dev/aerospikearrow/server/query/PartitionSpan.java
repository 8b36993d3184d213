package dev.aerospikearrow.server.query;

import org.jspecify.annotations.Nullable;

/**
 * One partition of a query and where to go on in it.
 *
 * @param partitionId which partition
 * @param lastDigest the last record that the client has; null to start at the beginning. Not to be
 *     changed
 * @param lastSortValue that record's value in the index; 0 for a scan
 */
record PartitionSpan(int partitionId, byte @Nullable [] lastDigest, long lastSortValue) {}
