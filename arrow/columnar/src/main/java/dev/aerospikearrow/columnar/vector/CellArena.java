package dev.aerospikearrow.columnar.vector;

import org.apache.arrow.memory.ArrowBuf;

/**
 * Values of varying length in the order in which they arrived, and for each row where its value
 * lies. It costs 8 bytes a row besides the values, all outside the heap.
 */
final class CellArena implements AutoCloseable {
    /** A value is shorter than a frame, which has at most 128 MiB. */
    private static final int LENGTH_BITS = 27;

    private static final long LENGTH_MASK = (1L << LENGTH_BITS) - 1;
    private static final long MAX_BYTES = 1L << Long.SIZE - LENGTH_BITS - 1;

    /** For a start: values of about as many bytes. */
    private static final int EXPECTED_VALUE_LENGTH = 16;

    private final VectorMemory cells;
    private final VectorMemory present;
    private final VectorMemory values;
    private final int rowCount;
    private long end;
    private int lastRow = -1;
    private boolean inRowOrder = true;

    CellArena(BufferSource source, int rowCount) {
        this.rowCount = rowCount;
        cells = VectorMemory.in(source);
        present = VectorMemory.in(source);
        values = VectorMemory.in(source);
    }

    void reserve() {
        cells.reserve((long) rowCount * Long.BYTES);
        present.reserve((rowCount + 7L) >>> 3);
        values.reserve((long) rowCount * EXPECTED_VALUE_LENGTH);
    }

    void add(int row, byte[] bytes, int offset, int length) {
        if (length > LENGTH_MASK || end + length > MAX_BYTES) {
            throw new IllegalStateException(
                    "A value of " + length + " bytes is more than a batch can hold.");
        }
        cells.putLong(row, end << LENGTH_BITS | length);
        present.setBit(row);
        values.ensure(end + length);
        values.append(end, bytes, offset, length);
        end += length;
        if (row <= lastRow) {
            inRowOrder = false;
        }
        lastRow = row;
    }

    boolean has(int row) {
        return present.getBit(row);
    }

    int length(int row) {
        return (int) (cells.getLong(row) & LENGTH_MASK);
    }

    /** Copies a row's value to the start of {@code target}. */
    void get(int row, byte[] target) {
        long cell = cells.getLong(row);
        values.getBytes(cell >>> LENGTH_BITS, target, 0, (int) (cell & LENGTH_MASK));
    }

    /** Bytes of the values of the first rows, behind which there are none. */
    private long totalLength(int rows) {
        if (inRowOrder) {
            return end;
        }
        long total = 0;
        for (int row = 0; row < rows; row++) {
            total += cells.getLong(row) & LENGTH_MASK;
        }
        return total;
    }

    /**
     * The values of the first rows in row order and nothing between them: the arena itself if they
     * arrived so, else a copy in {@code ordered}. Each row's end goes to {@code offsets}.
     */
    ArrowBuf inRowOrder(int rows, Offsets offsets, VectorMemory ordered) {
        long total = totalLength(rows);
        if (!inRowOrder) {
            ordered.reserve(total);
        }
        long at = 0;
        for (int row = 0; row < rows; row++) {
            long cell = cells.getLong(row);
            int length = (int) (cell & LENGTH_MASK);
            if (!inRowOrder) {
                ordered.append(at, values, cell >>> LENGTH_BITS, length);
            }
            at += length;
            offsets.put(row, at);
        }
        return (inRowOrder ? values : ordered).buffer(total);
    }

    /** The bitmap of the first rows: which of them have a value. */
    ArrowBuf validityBuffer(int rows) {
        return present.buffer((rows + 7L) >>> 3);
    }

    /** How many of the first rows have no value. */
    int nullCount(int rows) {
        return rows - present.countBits(rows);
    }

    @Override
    public void close() {
        cells.close();
        present.close();
        values.close();
    }
}
