/** Batch reads for the keys of a DataFrame, as an operator of Spark's plans. */
@NullMarked
package dev.aerospikearrow.spark.lookup;

import org.jspecify.annotations.NullMarked;
