@NullMarked
package dev.aerospikearrow.benchmarks.spark.work;

import org.jspecify.annotations.NullMarked;
