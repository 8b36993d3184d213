/**
 * The comparison suite: this client beside the others, in the same work on the same server.
 *
 * <p>A scenario ({@code scenario}) makes work ({@code workload}) on records ({@code data}) for
 * clients ({@code client}, {@code python}); rounds of the clients take turns ({@code
 * dev.aerospikearrow.benchmarks.rounds}); the figures ({@code result}) become tables, pages, charts
 * and JSON ({@code report}). {@code parameters} says how much of all that.
 */
@NullMarked
package dev.aerospikearrow.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
