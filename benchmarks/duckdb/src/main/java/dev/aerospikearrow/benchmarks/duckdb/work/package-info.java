/** The pieces of work, each with those who compete at it. */
@NullMarked
package dev.aerospikearrow.benchmarks.duckdb.work;

import org.jspecify.annotations.NullMarked;
