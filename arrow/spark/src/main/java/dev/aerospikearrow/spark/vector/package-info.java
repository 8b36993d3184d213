/** Arrow vectors as columns of Spark, those included that Spark's own adapter refuses. */
@NullMarked
package dev.aerospikearrow.spark.vector;

import org.jspecify.annotations.NullMarked;
