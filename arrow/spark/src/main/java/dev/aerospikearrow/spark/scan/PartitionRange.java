package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import org.jspecify.annotations.Nullable;

/**
 * A range of the set's partitions, read by one task.
 *
 * @param firstPartition the first partition, from 0 on
 * @param partitionCount how many
 * @param condition of the records, besides that of the scan, in base64; null for none
 */
record PartitionRange(
        ConnectorOptions set, int firstPartition, int partitionCount, @Nullable String condition)
        implements SetPartition {}
