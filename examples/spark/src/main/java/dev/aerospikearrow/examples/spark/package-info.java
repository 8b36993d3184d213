/** Flights through Spark: {@link dev.aerospikearrow.examples.spark.SparkExample}. */
@NullMarked
package dev.aerospikearrow.examples.spark;

import org.jspecify.annotations.NullMarked;
