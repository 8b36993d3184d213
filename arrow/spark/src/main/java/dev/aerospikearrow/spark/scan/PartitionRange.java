package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.spark.option.ConnectorOptions;

/**
 * A range of the set's partitions, read by one task.
 *
 * @param firstPartition the first partition, from 0 on
 * @param partitionCount how many
 */
record PartitionRange(ConnectorOptions set, int firstPartition, int partitionCount)
        implements SetPartition {}
