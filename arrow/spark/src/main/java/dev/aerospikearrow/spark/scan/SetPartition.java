package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import org.apache.spark.sql.connector.read.InputPartition;

/** A part of a set, read by one task. */
public sealed interface SetPartition extends InputPartition permits PartitionRange, KeyPartition {
    /** Where the set is; for those who see a task and not its plan. */
    ConnectorOptions set();
}
