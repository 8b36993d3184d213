/** What people do by hand: the official client on one side, DuckDB's driver on the other. */
@NullMarked
package dev.aerospikearrow.benchmarks.duckdb.official;

import org.jspecify.annotations.NullMarked;
