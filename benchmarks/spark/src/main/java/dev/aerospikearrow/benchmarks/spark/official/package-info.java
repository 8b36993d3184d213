/** What people write today: functions for the tasks of Spark over the official Java client. */
@NullMarked
package dev.aerospikearrow.benchmarks.spark.official;

import org.jspecify.annotations.NullMarked;
