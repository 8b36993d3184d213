package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.client.CallInterruptedException;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.columnar.StreamOptions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Batch reads one after the other, of which some are under way while the caller is busy with the
 * one before.
 */
final class BatchReadAhead extends RecordBatchReader {
    /** Until it is complete, a batch may hold values once as they came and once in row order. */
    private static final int COPIES_WHILE_READ = 2;

    private final KeyStream keys;
    private final StreamOptions options;
    private final Function<BatchKeys, PendingRead> starter;
    private final ArrayDeque<Ahead> ahead = new ArrayDeque<>();
    private final MismatchTotals mismatches = new MismatchTotals();
    private @Nullable BatchKeys next;
    private long aheadRows;
    private long loadedBytes;
    private double bytesPerRow;
    private volatile long bytesRead;
    private volatile boolean cancelled;
    private volatile @Nullable PendingRead awaited;

    private record Ahead(int rowCount, PendingRead read) {}

    /**
     * @param starter starts the read of one record batch
     */
    BatchReadAhead(
            KeyStream keys,
            Schema schema,
            StreamOptions options,
            BufferAllocator allocator,
            Function<BatchKeys, PendingRead> starter) {
        super(allocator, schema, 0, options.progressListener());
        this.keys = keys;
        this.options = options;
        this.starter = starter;
    }

    @Override
    protected boolean load(VectorSchemaRoot root) {
        loadedBytes = 0;
        readAhead();
        Ahead first = ahead.peek();
        if (first == null) {
            return false;
        }
        try (ColumnarBatch batch = await(first.read)) {
            // Not before: what is under way is still to be ended if waiting fails.
            ahead.remove();
            aheadRows -= first.rowCount;
            List<FieldVector> vectors = batch.root().getFieldVectors();
            for (int i = 0; i < vectors.size(); i++) {
                for (ArrowBuf buffer : vectors.get(i).getBuffers(false)) {
                    loadedBytes += buffer.capacity();
                }
                vectors.get(i).makeTransferPair(root.getVector(i)).transfer();
            }
            for (long id : batch.dictionaries().getDictionaryIds()) {
                FieldVector values = batch.dictionaries().lookup(id).getVector();
                for (ArrowBuf buffer : values.getBuffers(false)) {
                    loadedBytes += buffer.capacity();
                }
                values.makeTransferPair(lookup(id).getVector()).transfer();
            }
            root.setRowCount(batch.rowCount());
            mismatches.add(batch.mismatches());
        }
        bytesRead += loadedBytes;
        bytesPerRow = Math.max(bytesPerRow, (double) loadedBytes / first.rowCount);
        readAhead();
        return true;
    }

    private void readAhead() {
        while (ahead.size() < options.maxRecordBatchesAhead()) {
            BatchKeys candidate = next == null ? nextKeys() : next;
            next = candidate;
            if (candidate == null || !ahead.isEmpty() && !fits(candidate.rowCount())) {
                return;
            }
            ahead.add(new Ahead(candidate.rowCount(), starter.apply(candidate)));
            aheadRows += candidate.rowCount();
            next = null;
        }
    }

    private @Nullable BatchKeys nextKeys() {
        Optional<BatchKeys> keysOfOne;
        do {
            keysOfOne = keys.next(options.rowsPerRecordBatch());
        } while (keysOfOne.isPresent() && keysOfOne.get().rowCount() == 0);
        return keysOfOne.orElse(null);
    }

    /** Nothing is known before the first record batch, so one is read alone. */
    private boolean fits(int rowCount) {
        double expected = (aheadRows + rowCount) * bytesPerRow * COPIES_WHILE_READ;
        return bytesPerRow > 0 && loadedBytes + expected <= options.maxBytesInFlight();
    }

    private ColumnarBatch await(PendingRead read) {
        awaited = read;
        if (cancelled) {
            read.cancel();
        }
        try {
            return read.batch().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    "The thread was interrupted while it waited for a record batch.", e, false);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException exception) {
                throw exception;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        } finally {
            awaited = null;
        }
    }

    @Override
    public List<MismatchReport> mismatches() {
        return mismatches.reports();
    }

    /** The bytes of the vectors: what comes from the nodes is not counted per read. */
    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    protected int partitionsDone() {
        return 0;
    }

    @Override
    protected void cancel() {
        cancelled = true;
        PendingRead waiting = awaited;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    /** Waits until the reads that are under way have noticed that nobody wants them. */
    @Override
    protected void release() {
        ahead.forEach(one -> one.read.cancel());
        for (Ahead one : ahead) {
            one.read
                    .batch()
                    .handle(
                            (batch, failure) -> {
                                if (batch != null) {
                                    batch.close();
                                }
                                return failure;
                            })
                    .join();
        }
        ahead.clear();
    }
}
