@NullMarked
package dev.aerospikearrow.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
