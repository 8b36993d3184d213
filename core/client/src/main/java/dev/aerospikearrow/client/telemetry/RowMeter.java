package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.ClientStatistics.Rows;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.message.AnswerCounts;
import java.util.concurrent.atomic.LongAdder;

/** The counts of rows, by what has become of them. Thread-safe. */
public final class RowMeter {
    private final LongAdder found = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final LongAdder nulled = new LongAdder();
    private final LongAdder coerced = new LongAdder();
    private final LongAdder inRack = new LongAdder();
    private final LongAdder outOfRack = new LongAdder();

    RowMeter() {}

    /** Records that were read. */
    public void found(long count) {
        found.add(count);
    }

    /** A row of a read was answered. */
    public void read(int resultCode) {
        adder(resultCode, found).increment();
    }

    /** A row of a write was answered. */
    public void wrote(int resultCode) {
        adder(resultCode, written).increment();
    }

    private LongAdder adder(int resultCode, LongAdder success) {
        if (resultCode == 0) {
            return success;
        }
        return resultCode == ResultCode.NOT_FOUND.code()
                ? missing
                : resultCode == ResultCode.FILTERED_OUT.code() ? filtered : failed;
    }

    /** Rows of a batch were answered. */
    public void batch(boolean writes, AnswerCounts counts) {
        (writes ? written : found).add(counts.ok());
        add(missing, counts.missing());
        add(filtered, counts.filtered());
        add(failed, counts.failed());
    }

    /** Values that did not fit their columns. */
    public void misfits(long nulledCount, long coercedCount) {
        add(nulled, nulledCount);
        add(coerced, coercedCount);
    }

    private static void add(LongAdder adder, long count) {
        if (count > 0) {
            adder.add(count);
        }
    }

    /**
     * Records were to be read in a rack that is preferred, and are: those that are named count when
     * they are asked for, those of scans and queries when they come.
     */
    public void inRack(long count) {
        inRack.add(count);
    }

    /** The same, but they are read elsewhere. */
    public void outOfRack(long count) {
        outOfRack.add(count);
    }

    /** The counts of now. */
    Rows snapshot() {
        return new Rows(
                found.sum(),
                missing.sum(),
                filtered.sum(),
                failed.sum(),
                written.sum(),
                nulled.sum(),
                coerced.sum(),
                inRack.sum(),
                outOfRack.sum());
    }
}
