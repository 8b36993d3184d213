/** What clients are measured at, without knowing any client. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.work;

import org.jspecify.annotations.NullMarked;
