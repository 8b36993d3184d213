package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A builder whose values all have the same number of bytes: any slot can be written at any time.
 */
abstract class FixedWidthBuilder extends LeafBuilder {
    private final VectorMemory data;
    private final int widthBytes;

    FixedWidthBuilder(Field field, BufferSource source, int widthBytes) {
        super(field, source);
        this.widthBytes = widthBytes;
        this.data = VectorMemory.in(source);
    }

    final VectorMemory data() {
        return data;
    }

    final int widthBytes() {
        return widthBytes;
    }

    /**
     * {@link #writeCells} for slots of 8 bytes: what has the type, 8 bytes and a value in the range
     * goes into its slot as it is.
     */
    final void copyLongs(
            RecordBlock block,
            int column,
            int from,
            int to,
            int particleType,
            long min,
            long max,
            MisfitListener listener) {
        long common = block.commonCell(column);
        if (common == 0 || from == to) {
            return;
        }
        boolean alike = RecordBlock.isOf(common, particleType, Long.BYTES);
        boolean anyLong = min == Long.MIN_VALUE && max == Long.MAX_VALUE;
        if (alike && anyLong && block.areRowsConsecutive(from, to)) {
            int row = block.rows()[from];
            int distance = RecordBlock.offset(common);
            data.putLongs(row, block.frame(), block.commonStarts(column), from, to, distance);
            setValid(row, to - from);
            return;
        }
        int distance = RecordBlock.offset(common);
        int[] starts = block.commonStarts(column);
        byte[] frame = block.frame();
        int[] rows = block.rows();
        VectorMemory slots = data;
        // Rows mostly come in order: the bits of 64 of them are set at once.
        int word = 0;
        long validBits = 0;
        for (int record = from; record < to; record++) {
            int at;
            if (alike) {
                at = starts[record] + distance;
            } else {
                long cell = block.cell(column, record);
                if (!RecordBlock.isOf(cell, particleType, Long.BYTES)) {
                    writeCell(block, column, record, listener);
                    continue;
                }
                at = RecordBlock.offset(cell);
            }
            long value = Bytes.getLong(frame, at);
            if (value < min || value > max) {
                writeCell(block, column, record, listener);
                continue;
            }
            int row = rows[record];
            slots.putLong(row, value);
            if (row >>> 6 != word) {
                setValidBits(word, validBits);
                word = row >>> 6;
                validBits = 0;
            }
            validBits |= 1L << row;
        }
        setValidBits(word, validBits);
    }

    @Override
    final boolean seekable() {
        return true;
    }

    @Override
    final void reserve(int slots) {
        super.reserve(slots);
        data.reserveUncleared((long) slots * widthBytes);
    }

    /** Makes the next slot writable and returns it. */
    final int nextSlot() {
        return nextSlots(1);
    }

    /** Makes some slots writable and returns the first. */
    final int nextSlots(int slots) {
        int slot = count();
        data.ensure(((long) slot + slots) * widthBytes);
        return slot;
    }

    @Override
    final void appendNull() {
        int slot = nextSlot();
        data.zero((long) slot * widthBytes, widthBytes);
        super.appendNull();
    }

    @Override
    final List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        long bytes = (long) slots * widthBytes;
        data.reserve(bytes);
        zeroNulls(data, slots, widthBytes);
        return List.of(validityBuffer, data.buffer(bytes));
    }

    @Override
    public final void close() {
        super.close();
        data.close();
    }
}
