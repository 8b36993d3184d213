@NullMarked
package dev.aerospikearrow.duckdb.foreign;

import org.jspecify.annotations.NullMarked;
