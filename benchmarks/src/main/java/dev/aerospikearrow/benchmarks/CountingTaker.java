package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;

/** Counts and keeps nothing: what decoding costs by itself. */
public final class CountingTaker implements RecordTaker {
    private long recordCount;
    private long binCount;
    private long valueByteCount;

    @Override
    public void take(RecordBlock block) {
        recordCount += block.recordCount();
        for (int record = 0; record < block.recordCount(); record++) {
            for (int column = 0; column < block.width(); column++) {
                long cell = block.cell(column, record);
                binCount += cell == 0 ? 0 : 1;
                valueByteCount += RecordBlock.length(cell);
            }
        }
    }

    /** Records seen, whatever their result code. */
    public long recordCount() {
        return recordCount;
    }

    /** Bins seen. */
    public long binCount() {
        return binCount;
    }

    /** Bytes of all values seen. */
    public long valueByteCount() {
        return valueByteCount;
    }
}
