/**
 * Arrow columns as Aerospike records. Start at {@link
 * dev.aerospikearrow.columnar.ColumnarClient#batchWrite(org.apache.arrow.vector.VectorSchemaRoot,
 * ColumnarWriteOptions)}.
 */
@NullMarked
package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import org.jspecify.annotations.NullMarked;
