/**
 * What the server can be asked about the columns that bins fill: predicates of a query as
 * expressions and index ranges. No public API: Spark's and DuckDB's push-down are made of it.
 */
@NullMarked
package dev.aerospikearrow.columnar.filter;

import org.jspecify.annotations.NullMarked;
