package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.CellBlock;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.ParticleType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * Appends the records of a scan to columns, and starts new ones when they are full. A frame may
 * hold more records than a record batch, so full ones wait here until they are taken.
 *
 * <p>A record is written when all of it has been seen: one that a broken frame cuts off leaves
 * nothing behind, and comes again with the next attempt. Used by one thread at a time.
 */
final class ScanSink implements RecordSink, AutoCloseable {
    private static final int ABSENT = -1;

    private final BinMapping mapping;
    private final int rowCapacity;
    private final BufferAllocator allocator;
    private final Queue<Rows> full = new ArrayDeque<>();
    private final Queue<RowPositions> unused = new ArrayDeque<>();
    private final MismatchTotals mismatches = new MismatchTotals();
    private final CellBlock cells;

    private @Nullable Rows filling;
    private @Nullable RuntimeException failure;
    private byte[] frame = new byte[0];
    private int generation;
    private int voidTimeSeconds;
    private int digestOffset;
    private int keyOffset;
    private int keyLength;
    private long indexValue;

    /** Columns and which records they hold. */
    private final class Rows {
        private final RowPositions positions;
        private final RecordColumns columns;
        private final @Nullable Column keys;
        private final @Nullable Column digests;
        private final @Nullable Column resultCodes;

        Rows(RowPositions positions) {
            this.positions = positions;
            columns = new RecordColumns(mapping, rowCapacity, positions, allocator, Instant.now());
            keys = columns.column(MetadataColumn.KEY);
            digests = columns.column(MetadataColumn.DIGEST);
            resultCodes = columns.column(MetadataColumn.RESULT_CODE);
        }
    }

    /**
     * @param rowCapacity the most rows of a record batch
     */
    ScanSink(BinMapping mapping, int rowCapacity, BufferAllocator allocator) {
        this.mapping = mapping;
        this.rowCapacity = rowCapacity;
        this.allocator = allocator;
        cells = new CellBlock(mapping.bins().size(), rowCapacity);
    }

    @Override
    public void onFrame(byte[] bytes) {
        frame = bytes;
        cells.clear();
    }

    @Override
    public void onRecord(int batchIndex, int resultCode, int newGeneration, int newVoidTime) {
        generation = newGeneration;
        voidTimeSeconds = newVoidTime;
        digestOffset = ABSENT;
        keyOffset = ABSENT;
        indexValue = 0;
    }

    @Override
    public void onField(int fieldType, int offset, int length) {
        switch (fieldType) {
            case FieldType.DIGEST -> digestOffset = offset;
            case FieldType.USER_KEY -> {
                keyOffset = offset;
                keyLength = length;
            }
            case FieldType.RESUME_INDEX_VALUES ->
                    indexValue = Bytes.getLongLittleEndian(frame, offset);
            default -> {}
        }
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        cells.put(ordinal, particleType, offset, length);
    }

    @Override
    public CellBlock cellBlock() {
        return cells;
    }

    /** The digest is there: who calls this has looked. */
    @Override
    public void onRecordEnd() {
        RuntimeException before = failure;
        if (before != null) {
            // Another node's frame, read before the scan has ended: the last row is not complete.
            throw before;
        }
        try {
            append();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void onFrameEnd() {
        Rows rows = filling;
        if (rows == null || failure != null) {
            return;
        }
        try {
            rows.columns.write(cells, frame);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void append() {
        Rows rows = filling;
        if (rows == null) {
            RowPositions positions = unused.poll();
            rows = new Rows(positions == null ? new RowPositions() : positions);
            filling = rows;
        }
        RowPositions positions = rows.positions;
        int row = positions.count();
        positions.add(frame, digestOffset, indexValue);
        rows.columns.writeMetadata(row, generation, voidTimeSeconds);
        writeIdentity(rows, row);
        boolean last = positions.count() == rowCapacity;
        if (cells.endRecord(row) || last) {
            rows.columns.write(cells, frame);
        }
        if (last) {
            full.add(rows);
            filling = null;
        }
    }

    private void writeIdentity(Rows rows, int row) {
        if (rows.digests != null) {
            rows.digests.write(
                    row,
                    ParticleType.BLOB,
                    rows.positions.digests(),
                    rows.positions.digestOffset(row),
                    Key.DIGEST_LENGTH_BYTES);
        }
        if (rows.resultCodes != null) {
            rows.resultCodes.writeLong(row, 0);
        }
        if (rows.keys != null && keyOffset != ABSENT && keyLength > 0) {
            int particleType = frame[keyOffset] & 0xFF;
            rows.keys.writeCell(
                    row,
                    particleType,
                    frame,
                    keyOffset + 1,
                    keyLength - 1,
                    rows.columns.keyCounter().orElseThrow());
        }
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
        mismatches.add(rows.columns.reports());
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

    @Override
    public void close() {
        full.forEach(rows -> rows.columns.close());
        Rows begun = filling;
        if (begun != null) {
            begun.columns.close();
        }
    }
}
