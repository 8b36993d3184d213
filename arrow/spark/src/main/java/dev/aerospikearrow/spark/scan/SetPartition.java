package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A range of the set's partitions, read by one task.
 *
 * @param set where the set is; for those who see a task and not its plan
 * @param firstPartition the first partition, from 0 on
 * @param partitionCount how many
 */
public record SetPartition(ConnectorOptions set, int firstPartition, int partitionCount)
        implements InputPartition {}
