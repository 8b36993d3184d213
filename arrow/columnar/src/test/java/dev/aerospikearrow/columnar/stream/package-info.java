/** Tests of streams of record batches, through the public face. */
@NullMarked
package dev.aerospikearrow.columnar.stream;

import org.jspecify.annotations.NullMarked;
