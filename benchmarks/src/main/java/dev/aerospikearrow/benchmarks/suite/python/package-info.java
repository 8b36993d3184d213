/** The Python clients, each in a process of its own. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.python;

import org.jspecify.annotations.NullMarked;
