/** What results occupy: each client reads in a process of its own that does nothing else. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.memory;

import org.jspecify.annotations.NullMarked;
