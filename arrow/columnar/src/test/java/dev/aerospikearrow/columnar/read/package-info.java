/** Tests of what a read is made of. */
@NullMarked
package dev.aerospikearrow.columnar.read;

import org.jspecify.annotations.NullMarked;
