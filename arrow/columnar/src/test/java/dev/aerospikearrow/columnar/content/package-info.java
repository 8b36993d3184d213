/** Tests of what is there. */
@NullMarked
package dev.aerospikearrow.columnar.content;

import org.jspecify.annotations.NullMarked;
