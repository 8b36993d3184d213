package dev.aerospikearrow.spark.scan;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A range of the set's partitions, read by one task.
 *
 * @param firstPartition the first partition, from 0 on
 * @param partitionCount how many
 */
record SetPartition(int firstPartition, int partitionCount) implements InputPartition {}
