package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.protocol.message.RecordSink;

/** Counts and keeps nothing: what decoding costs by itself. */
public final class CountingSink implements RecordSink {
    private long recordCount;
    private long binCount;
    private long valueByteCount;

    @Override
    public void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {
        recordCount++;
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        binCount++;
        valueByteCount += length;
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
