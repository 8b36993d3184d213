/** What clients are measured at, without knowing any client. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.workload;

import org.jspecify.annotations.NullMarked;
