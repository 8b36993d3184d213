/** The command line: {@code aerospike-arrow export test.flights -o flights.parquet}, and so on. */
@NullMarked
package dev.aerospikearrow.cli;

import org.jspecify.annotations.NullMarked;
