package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.vector.BufferSource;
import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a scan: its records are appended to columns, and new ones are started when they are
 * full. A block may hold more records than there is room for, so full columns wait here until they
 * are taken; they outlive the call, so that whoever takes them closes this, and not the call.
 *
 * <p>Used by one thread at a time.
 */
final class ScanAnswer implements Answer<@Nullable Void> {
    private final Consumer<List<MismatchReport>> misfits;
    private final ReadPlan plan;
    private final BinNames names;
    private final int rowCapacity;
    private final BufferAllocator allocator;
    private final Queue<Rows> full = new ArrayDeque<>();
    private final Queue<RowPositions> unused = new ArrayDeque<>();
    private final MismatchTotals mismatches = new MismatchTotals();

    private @Nullable Rows filling;
    private @Nullable RuntimeException failure;

    /** Columns and which records they hold. */
    private final class Rows {
        private final RowPositions positions;
        private final RecordColumns columns;
        private final @Nullable Column keys;
        private final @Nullable Column digests;
        private final @Nullable Column resultCodes;

        Rows(RowPositions positions) {
            this.positions = positions;
            columns =
                    new RecordColumns(
                            plan,
                            rowCapacity,
                            positions,
                            BufferSource.of(allocator),
                            Instant.now());
            keys = columns.column(MetadataColumn.KEY);
            digests = columns.column(MetadataColumn.DIGEST);
            resultCodes = columns.column(MetadataColumn.RESULT_CODE);
        }
    }

    /**
     * @param rowCapacity the most rows of a record batch
     * @param misfits hears what did not fit, once for each record batch
     */
    ScanAnswer(
            ReadPlan plan,
            int rowCapacity,
            BufferAllocator allocator,
            Consumer<List<MismatchReport>> misfits) {
        this.misfits = misfits;
        this.plan = plan;
        this.rowCapacity = rowCapacity;
        this.allocator = allocator;
        names = BinNames.positional(plan.bins().size());
    }

    @Override
    public BinNames binNames() {
        return names;
    }

    @Override
    public void take(RecordBlock block) {
        RuntimeException before = failure;
        if (before != null) {
            // Another node's frame, read before the scan has ended: the last rows are not complete.
            throw before;
        }
        try {
            int from = 0;
            while (from < block.recordCount()) {
                from = append(block, from);
            }
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        } catch (Error e) {
            failure = new IllegalStateException("The scan has failed before: " + e, e);
            throw e;
        }
    }

    /**
     * Appends records, as many as fit.
     *
     * @return the first that did not
     */
    private int append(RecordBlock block, int from) {
        Rows rows = filling;
        if (rows == null) {
            RowPositions positions = unused.poll();
            rows = new Rows(positions == null ? new RowPositions() : positions);
            filling = rows;
        }
        int firstRow = rows.positions.count();
        int to = Math.min(block.recordCount(), from + rowCapacity - firstRow);
        for (int record = from; record < to; record++) {
            block.rows()[record] = firstRow + record - from;
            rows.positions.add(block.frame(), block.digestOffset(record), block.indexValue(record));
        }
        rows.columns.write(block, from, to);
        if (rows.digests != null || rows.resultCodes != null || rows.keys != null) {
            for (int record = from; record < to; record++) {
                writeIdentity(rows, block, record);
            }
        }
        if (rows.positions.count() == rowCapacity) {
            full.add(rows);
            filling = null;
        }
        return to;
    }

    private void writeIdentity(Rows rows, RecordBlock block, int record) {
        int row = block.rows()[record];
        if (rows.digests != null) {
            rows.digests.write(
                    row,
                    ParticleType.BLOB,
                    block.frame(),
                    block.digestOffset(record),
                    Key.DIGEST_LENGTH_BYTES);
        }
        if (rows.resultCodes != null) {
            rows.resultCodes.writeLong(row, 0);
        }
        long key = rows.keys == null ? 0 : block.userKeyCell(record);
        if (key != 0) {
            try {
                rows.keys.writeCell(
                        row,
                        RecordBlock.particleType(key),
                        block.frame(),
                        RecordBlock.offset(key),
                        RecordBlock.length(key),
                        rows.columns.keyCounter().orElseThrow());
            } catch (MalformedReplyException e) {
                throw e.within(
                        "user key at row " + row + " (" + rows.positions.describe(row) + ")");
            }
        }
    }

    @Override
    public @Nullable Void result() {
        return null;
    }

    /** Whether a record batch is full. */
    boolean hasFull() {
        return !full.isEmpty();
    }

    /**
     * Hands over a full record batch, or what there is if none is.
     *
     * @param dictionaries have those of the schema
     * @param received notes which rows are handed over
     * @return false if there is no row
     */
    boolean take(
            VectorSchemaRoot root, DictionaryProvider dictionaries, ReceivedPositions received) {
        RuntimeException before = failure;
        if (before != null && full.isEmpty()) {
            throw before;
        }
        Rows rows = full.isEmpty() ? filling : full.peek();
        if (rows == null) {
            return false;
        }
        int rowCount = rows.positions.count();
        rows.columns.moveTo(root.getFieldVectors(), dictionaries, rowCount);
        root.setRowCount(rowCount);
        received.advance(rows.positions);
        List<MismatchReport> reports = rows.columns.reports();
        mismatches.add(reports);
        misfits.accept(reports);
        // Not before: if they do not fit, they are still waiting.
        if (full.poll() == null) {
            filling = null;
        }
        rows.columns.close();
        rows.positions.clear();
        unused.add(rows.positions);
        return true;
    }

    /** What did not fit the fields, in the record batches that were taken. */
    List<MismatchReport> mismatches() {
        return mismatches.reports();
    }

    /** Rows that have come and were not taken. */
    Collection<RowPositions> waiting() {
        List<RowPositions> waiting = new ArrayList<>();
        full.forEach(rows -> waiting.add(rows.positions));
        Rows begun = filling;
        if (begun != null) {
            waiting.add(begun.positions);
        }
        return waiting;
    }

    /** Releases the rows that were not taken. */
    void release() {
        full.forEach(rows -> rows.columns.close());
        Rows begun = filling;
        if (begun != null) {
            begun.columns.close();
        }
    }
}
