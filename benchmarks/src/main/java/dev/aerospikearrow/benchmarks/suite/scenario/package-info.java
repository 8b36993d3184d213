/** Which work is measured in which sizes. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.scenario;

import org.jspecify.annotations.NullMarked;
