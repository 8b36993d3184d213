/**
 * Sets of Aerospike as tables of DuckDB, through the C interface of the library in DuckDB's driver.
 */
@NullMarked
package dev.aerospikearrow.duckdb.foreign;

import org.jspecify.annotations.NullMarked;
