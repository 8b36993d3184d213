/** The records that clients write and read: every cell is a function of its row and column. */
@NullMarked
package dev.aerospikearrow.benchmarks.suite.data;

import org.jspecify.annotations.NullMarked;
