/** Whether the benchmarks measure what they say. */
@NullMarked
package dev.aerospikearrow.benchmarks;

import org.jspecify.annotations.NullMarked;
