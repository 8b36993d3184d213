/** What a run of the suite is asked for. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.parameters;

import org.jspecify.annotations.NullMarked;
