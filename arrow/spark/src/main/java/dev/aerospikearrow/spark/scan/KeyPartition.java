package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.spark.key.KeyList;
import dev.aerospikearrow.spark.key.KeyedRead;
import dev.aerospikearrow.spark.option.ConnectorOptions;

/**
 * Some keys of a set, whose records are read by one task.
 *
 * @param read what is read of each record
 */
record KeyPartition(KeyedRead read, KeyList keys) implements SetPartition {
    @Override
    public ConnectorOptions set() {
        return read.options();
    }
}
