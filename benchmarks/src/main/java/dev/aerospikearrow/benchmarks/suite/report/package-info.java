/** What becomes of the figures: tables, pages, charts and JSON. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.report;

import org.jspecify.annotations.NullMarked;
