/** Tests of Aerospike in DuckDB. */
@NullMarked
package dev.aerospikearrow.duckdb;

import org.jspecify.annotations.NullMarked;
