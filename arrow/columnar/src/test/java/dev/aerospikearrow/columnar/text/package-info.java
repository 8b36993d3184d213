/** Tests of columns as text. */
@NullMarked
package dev.aerospikearrow.columnar.text;

import org.jspecify.annotations.NullMarked;
