/** Tests of single columns and their memory. */
@NullMarked
package dev.aerospikearrow.columnar.vector;

import org.jspecify.annotations.NullMarked;
