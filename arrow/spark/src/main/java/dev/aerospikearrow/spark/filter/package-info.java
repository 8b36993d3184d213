/** Spark's predicates as expressions and index ranges of the server. */
@NullMarked
package dev.aerospikearrow.spark.filter;

import org.jspecify.annotations.NullMarked;
