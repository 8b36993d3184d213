/** Columns whose values name records, and the records that are read by them. */
@NullMarked
package dev.aerospikearrow.spark.key;

import org.jspecify.annotations.NullMarked;
