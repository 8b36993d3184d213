/**
 * Aerospike records as Arrow columns. Start at {@link dev.aerospikearrow.columnar.ColumnarClient}.
 */
@NullMarked
package dev.aerospikearrow.columnar;

import org.jspecify.annotations.NullMarked;
