@NullMarked
package dev.aerospikearrow.benchmarks.duckdb.work;

import org.jspecify.annotations.NullMarked;
