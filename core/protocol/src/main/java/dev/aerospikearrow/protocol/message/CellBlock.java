package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.ParticleType;
import java.util.Arrays;

/**
 * Where the values of some records lie in a frame, a row of cells per record: what a sink needs
 * that handles one column after the other. The decoder notes each cell with a single store, and the
 * sink then runs a loop per column in which nothing is looked up and nothing is dispatched.
 *
 * <p>A record is begun by its first cell and becomes a row with {@link #endRecord}; up to {@link
 * #MAX_ROWS} rows wait until they are taken and {@link #clear() cleared}, at the latest when the
 * frame ends. Not thread-safe.
 */
public final class CellBlock {
    /** Few enough that the cells of many bins stay in the processor's nearest cache. */
    public static final int MAX_ROWS = 64;

    /** A frame has at most 128 MiB, which takes 28 bits with its header. */
    static final int MAX_OFFSET = (1 << 28) - 1;

    private static final int LENGTH_SHIFT = 28;
    private static final int TYPE_SHIFT = 56;

    private final int binCount;
    private final int rowCapacity;
    private final long[] cells;
    private final int[] rows;
    private int rowCount;
    private int rowStart;

    /**
     * @param binCount how many bins a record can have: ordinals are below it
     * @param expectedRows fewer than {@link #MAX_ROWS} make the block smaller
     */
    public CellBlock(int binCount, int expectedRows) {
        this.binCount = binCount;
        rowCapacity = Math.max(1, Math.min(MAX_ROWS, expectedRows));
        cells = new long[Math.multiplyExact(binCount, rowCapacity)];
        rows = new int[rowCapacity];
    }

    /**
     * Notes a cell of the record that has begun; the last of several for a bin counts.
     *
     * @throws MalformedReplyException if there is no such bin
     */
    public void put(int ordinal, int particleType, int offset, int length) {
        if (ordinal >= binCount) {
            throw tooMany(offset);
        }
        cells[rowStart + ordinal] =
                (long) particleType << TYPE_SHIFT | (long) length << LENGTH_SHIFT | offset;
    }

    private MalformedReplyException tooMany(int offset) {
        return new MalformedReplyException(
                "a record has more results than the " + binCount + " that were asked for", offset);
    }

    /**
     * The record that has begun is complete.
     *
     * @param row what the sink calls it
     * @return whether the block is full: it must be cleared before the next record
     */
    public boolean endRecord(int row) {
        rows[rowCount++] = row;
        rowStart += binCount;
        return rowCount == rowCapacity;
    }

    /** How many records are complete. */
    public int rowCount() {
        return rowCount;
    }

    /** What the sink called a record. */
    public int row(int index) {
        return rows[index];
    }

    /** A bin's cell in a record: 0 if it has none, else to be taken apart by this class. */
    public long cell(int ordinal, int index) {
        return cells[index * binCount + ordinal];
    }

    /** The type of a cell's value; {@link ParticleType#NULL} also if there is no cell. */
    public static int particleType(long cell) {
        return (int) (cell >>> TYPE_SHIFT);
    }

    /** Where a cell's value starts in the frame. */
    public static int offset(long cell) {
        return (int) cell & MAX_OFFSET;
    }

    /** How many bytes a cell's value has. */
    public static int length(long cell) {
        return (int) (cell >>> LENGTH_SHIFT) & MAX_OFFSET;
    }

    /** Whether a cell's value has this type and length. */
    public static boolean isOf(long cell, int particleType, int length) {
        return cell >>> LENGTH_SHIFT == ((long) particleType << TYPE_SHIFT - LENGTH_SHIFT | length);
    }

    /** Forgets all records, also one that was begun and not completed. */
    public void clear() {
        Arrays.fill(cells, 0, Math.min(cells.length, rowStart + binCount), 0);
        rowCount = 0;
        rowStart = 0;
    }
}
