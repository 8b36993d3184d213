/** The program that compares ways of using Aerospike from DuckDB, and its parameters. */
@NullMarked
package dev.aerospikearrow.benchmarks.duckdb;

import org.jspecify.annotations.NullMarked;
