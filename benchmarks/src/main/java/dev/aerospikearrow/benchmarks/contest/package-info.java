/** Pieces of work at which several ways of doing them compete, and what comes of it as tables. */
@NullMarked
package dev.aerospikearrow.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
