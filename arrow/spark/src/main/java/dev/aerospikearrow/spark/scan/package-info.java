/** Reading a set: a table, what is pushed down, and a record batch after the other. */
@NullMarked
package dev.aerospikearrow.spark.scan;

import org.jspecify.annotations.NullMarked;
