/** The clients that are compared: one class for each of this process. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.client;

import org.jspecify.annotations.NullMarked;
