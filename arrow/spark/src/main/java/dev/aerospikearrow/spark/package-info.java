/**
 * Aerospike in Apache Spark: {@code format("aerospike")} reads and writes sets as columns, and
 * {@link dev.aerospikearrow.spark.AerospikeLookup} adds columns to a DataFrame by looking its rows
 * up.
 */
@NullMarked
package dev.aerospikearrow.spark;

import org.jspecify.annotations.NullMarked;
