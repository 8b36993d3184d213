/** The figures of a run. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.result;

import org.jspecify.annotations.NullMarked;
