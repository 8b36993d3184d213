@NullMarked
package dev.aerospikearrow.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
