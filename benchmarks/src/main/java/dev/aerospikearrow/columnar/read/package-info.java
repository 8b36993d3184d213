/** What benchmarks need of the columnar client's inside. */
@NullMarked
package dev.aerospikearrow.columnar.read;

import org.jspecify.annotations.NullMarked;
