package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.WriteResult;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A check of rows that nodes left out, since the write's condition is not true of their records.
 */
@FunctionalInterface
public interface LeftOutRows {
    /** The check where a write has no condition. */
    LeftOutRows NONE = (columns, allocator, rows, result) -> {};

    /**
     * Checks the rows of a record batch.
     *
     * @param columns reads what the records have
     * @param allocator charged for what is read
     * @param rows all rows of the record batch
     * @param result their codes; those that were left out have {@link
     *     dev.aerospikearrow.data.ResultCode#FILTERED_OUT}
     * @throws dev.aerospikearrow.client.AerospikeException if a row must not be left out
     */
    void check(
            ColumnarClient columns,
            BufferAllocator allocator,
            VectorSchemaRoot rows,
            WriteResult result);
}
