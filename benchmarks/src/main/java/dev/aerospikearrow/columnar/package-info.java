/** What benchmarks need of the columnar client's inside. */
@NullMarked
package dev.aerospikearrow.columnar;

import org.jspecify.annotations.NullMarked;
