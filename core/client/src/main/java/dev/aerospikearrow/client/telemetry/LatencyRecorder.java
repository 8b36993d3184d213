package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.LatencyHistogram;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** A histogram that is added to by any threads. */
final class LatencyRecorder {
    private final AtomicLongArray counts = new AtomicLongArray(LatencyHistogram.BUCKET_COUNT);
    private final LongAdder totalNanos = new LongAdder();
    private final AtomicLong maxNanos = new AtomicLong();

    void record(long nanos) {
        counts.getAndIncrement(LatencyHistogram.bucketOf(nanos));
        totalNanos.add(nanos);
        if (nanos > maxNanos.get()) {
            maxNanos.accumulateAndGet(nanos, Math::max);
        }
    }

    LatencyHistogram snapshot() {
        long[] copy = new long[LatencyHistogram.BUCKET_COUNT];
        for (int bucket = 0; bucket < copy.length; bucket++) {
            copy[bucket] = counts.get(bucket);
        }
        return LatencyHistogram.of(copy, totalNanos.sum(), maxNanos.get());
    }
}
