package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.protocol.message.CellBlock;
import dev.aerospikearrow.protocol.wire.ParticleType;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * One field's values, while they arrive in any order of rows. A column writes each value where it
 * belongs, or notes it and lays it down in {@link #fill(int)}; then {@link #moveTo} hands the
 * buffers to a vector.
 *
 * <p>Rows that nobody writes are null. Not thread-safe; closing releases what was not handed over.
 */
public abstract class Column implements AutoCloseable {
    /**
     * The type of an integer above 2^63-1, 8 bytes. Only lists and maps hold such values, so it is
     * none of the particle types, which have one byte.
     */
    public static final int UNSIGNED = 0x100;

    /**
     * Takes one value.
     *
     * @param row where it belongs
     * @param particleType its type, {@link ParticleType} or {@link #UNSIGNED}
     * @param bytes holds its bytes, only during this call
     * @param offset where they start
     * @param length how many they are
     * @return what became of it; if it is not written, the row stays null
     * @throws dev.aerospikearrow.protocol.wire.MalformedReplyException if the bytes are broken
     */
    public abstract Fit write(int row, int particleType, byte[] bytes, int offset, int length);

    /**
     * Takes the values of a block's records.
     *
     * @param cells where they lie; a record is called by its row
     * @param ordinal which of its bins this column is
     * @param frame what the cells lie in, only during this call
     * @param listener is told what does not fit or was converted
     */
    public void writeCells(CellBlock cells, int ordinal, byte[] frame, MisfitListener listener) {
        for (int index = 0; index < cells.rowCount(); index++) {
            writeCell(cells.row(index), cells.cell(ordinal, index), frame, listener);
        }
    }

    final void writeCell(int row, long cell, byte[] frame, MisfitListener listener) {
        int particleType = CellBlock.particleType(cell);
        if (particleType != ParticleType.NULL) {
            int offset = CellBlock.offset(cell);
            writeCell(row, particleType, frame, offset, CellBlock.length(cell), listener);
        }
    }

    /** The same as {@link #write}, for a listener's information. */
    public final void writeCell(
            int row,
            int particleType,
            byte[] bytes,
            int offset,
            int length,
            MisfitListener listener) {
        Fit fit = write(row, particleType, bytes, offset, length);
        if (fit != Fit.EXACT) {
            listener.onCell(row, fit, particleType, bytes, offset, length);
        }
    }

    /** Takes one number, as {@link #write} would take it from an INTEGER. */
    public abstract Fit writeLong(int row, long value);

    /**
     * Lays down what was only noted so far; once, after the last write.
     *
     * @param rowCount how many rows there are, at most as many as the column was made for
     */
    public abstract void fill(int rowCount);

    /**
     * Hands the buffers of the rows that were filled to a vector of the column's field. The column
     * keeps its own hold on them until it is closed.
     */
    public abstract void moveTo(FieldVector vector, int rowCount);

    @Override
    public abstract void close();

    /** Closes all, also those after one that throws. */
    static void closeAll(List<? extends AutoCloseable> resources) {
        RuntimeException failure = null;
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (RuntimeException e) {
                failure = e;
            } catch (Exception e) {
                failure = new IllegalStateException(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
