/** Which Spark type a column has, and which Arrow type it is read into or written from. */
@NullMarked
package dev.aerospikearrow.spark.schema;

import org.jspecify.annotations.NullMarked;
