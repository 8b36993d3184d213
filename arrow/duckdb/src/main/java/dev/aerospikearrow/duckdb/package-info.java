/** Aerospike in DuckDB's SQL. Start at {@link dev.aerospikearrow.duckdb.AerospikeDuckDb}. */
@NullMarked
package dev.aerospikearrow.duckdb;

import org.jspecify.annotations.NullMarked;
