package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.ScanCursors;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** The record batches of a scan or query, from which another one can go on. */
public abstract class ScanReader extends RecordBatchReader {
    /**
     * @param allocator charged for the vectors; stays the caller's
     * @param partitionCount how many partitions are read
     */
    protected ScanReader(
            BufferAllocator allocator,
            Schema schema,
            int partitionCount,
            Consumer<RecordBatchReader.Progress> listener) {
        super(allocator, schema, partitionCount, listener);
    }

    /**
     * Where another scan goes on: it gets exactly the records that were not in a record batch of
     * this one. Also after a failure, at the end, and when the reader is closed; not while another
     * thread loads.
     *
     * @see dev.aerospikearrow.client.QuerySpec#resumedFrom
     */
    public abstract ScanCursors cursors();

    /** How often nodes were asked again because an attempt failed. */
    public abstract int retryCount();
}
