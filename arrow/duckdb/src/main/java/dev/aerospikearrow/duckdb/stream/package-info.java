/** Arrow readers in the types that DuckDB takes. No public API. */
@NullMarked
package dev.aerospikearrow.duckdb.stream;

import org.jspecify.annotations.NullMarked;
