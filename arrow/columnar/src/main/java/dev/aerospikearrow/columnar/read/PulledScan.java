package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.ScanCursors;
import dev.aerospikearrow.client.execute.ReplyStream;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.StreamOptions;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A scan whose frames are decoded on the thread that loads the record batches. */
final class PulledScan extends ScanReader {
    private final QuerySpec spec;
    private final ScanAnswer rows;
    private final ReplyStream replies;
    private final ReceivedPositions received;

    /**
     * @param replies fill the rows
     */
    PulledScan(
            QuerySpec spec,
            Schema schema,
            StreamOptions options,
            BufferAllocator allocator,
            ScanAnswer rows,
            ReplyStream replies) {
        super(allocator, schema, spec.cursors().size(), options.progressListener());
        this.spec = spec;
        this.rows = rows;
        this.replies = replies;
        received = new ReceivedPositions(spec.cursors());
    }

    @Override
    protected boolean load(VectorSchemaRoot root) {
        while (!rows.hasFull() && replies.advance()) {
            // The frame's records are in the rows.
        }
        return rows.take(root, this, received);
    }

    @Override
    public List<MismatchReport> mismatches() {
        return rows.mismatches();
    }

    @Override
    public ScanCursors cursors() {
        return ScanCursors.of(spec.set(), received.cursors(replies.cursors(), rows.waiting()));
    }

    @Override
    public long bytesRead() {
        return replies.receivedBytes();
    }

    @Override
    public int retryCount() {
        return replies.retryCount();
    }

    @Override
    protected int partitionsDone() {
        return replies.partitionsDone();
    }

    @Override
    protected void cancel() {
        replies.cancel();
    }

    @Override
    protected void release() {
        try {
            replies.close();
        } finally {
            rows.release();
        }
    }
}
