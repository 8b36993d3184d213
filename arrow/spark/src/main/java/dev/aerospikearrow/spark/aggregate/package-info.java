/** Counts, sums and extremes that the tasks of a scan compute, each of its own records. */
@NullMarked
package dev.aerospikearrow.spark.aggregate;

import org.jspecify.annotations.NullMarked;
