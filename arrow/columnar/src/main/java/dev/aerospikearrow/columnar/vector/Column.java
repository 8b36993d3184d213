package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.message.RecordBlock;
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
     * Takes the values of some records of a block.
     *
     * @param block says in {@link RecordBlock#rows()} which row each record is
     * @param column which column of the block this one takes
     * @param from the first record
     * @param to the one after the last
     * @param listener is told what does not fit or was converted
     */
    public void writeCells(
            RecordBlock block, int column, int from, int to, MisfitListener listener) {
        for (int record = from; record < to; record++) {
            writeCell(block, column, record, listener);
        }
    }

    final void writeCell(RecordBlock block, int column, int record, MisfitListener listener) {
        long cell = block.cell(column, record);
        int particleType = RecordBlock.particleType(cell);
        if (particleType != ParticleType.NULL) {
            writeCell(
                    block.rows()[record],
                    particleType,
                    block.frame(),
                    RecordBlock.offset(cell),
                    RecordBlock.length(cell),
                    listener);
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
