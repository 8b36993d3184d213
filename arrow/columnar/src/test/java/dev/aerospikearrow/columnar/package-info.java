/** Tests of the columns. */
@NullMarked
package dev.aerospikearrow.columnar;

import org.jspecify.annotations.NullMarked;
