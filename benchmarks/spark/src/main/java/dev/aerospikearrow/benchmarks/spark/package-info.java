/** The program that compares ways of using Aerospike from Spark, and its parameters. */
@NullMarked
package dev.aerospikearrow.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
