/** Aerospike in SQL. */
@NullMarked
package dev.aerospikearrow.examples.duckdb;

import org.jspecify.annotations.NullMarked;
