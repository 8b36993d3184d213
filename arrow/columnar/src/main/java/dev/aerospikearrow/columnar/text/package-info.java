/** Columns as text for people. */
@NullMarked
package dev.aerospikearrow.columnar.text;

import org.jspecify.annotations.NullMarked;
