package dev.aerospikearrow.benchmarks.rounds;

import java.util.Arrays;

/**
 * A log of how long the calls of one round took. Has its memory beforehand, so that logging puts
 * nothing on the heap; calls beyond its capacity are not logged.
 *
 * <p>One thread adds; or many threads set, each an index of its own, and whoever reads has waited
 * for them.
 */
public final class LatencyLog {
    private final long[] nanos;
    private int count;

    /** An empty log. */
    public LatencyLog(int capacity) {
        nanos = new long[capacity];
    }

    /** Logs the next call. */
    public void add(long callNanos) {
        if (count < nanos.length) {
            nanos[count++] = callNanos;
        }
    }

    /** Makes room for calls that are logged by index, in any order. */
    public void expect(int calls) {
        count = Math.min(calls, nanos.length);
    }

    /** Logs the call of that index. */
    public void set(int index, long callNanos) {
        if (index < nanos.length) {
            nanos[index] = callNanos;
        }
    }

    /** Logs all calls of another log. */
    public void addAll(LatencyLog other) {
        int more = Math.min(other.count, nanos.length - count);
        System.arraycopy(other.nanos, 0, nanos, count, more);
        count += more;
    }

    /** Forgets all calls. */
    public void clear() {
        count = 0;
    }

    long[] toSorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
