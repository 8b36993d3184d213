/** The counts of tasks, for Spark's user interface. */
@NullMarked
package dev.aerospikearrow.spark.metric;

import org.jspecify.annotations.NullMarked;
