package dev.aerospikearrow.benchmarks.rounds;

import java.time.Duration;

/**
 * The extent of a round; whichever comes first ends it.
 *
 * @param mostCalls how many calls it makes at most
 * @param mostNanos after how long no further call is started
 */
public record Extent(int mostCalls, long mostNanos) {

    /** So many calls, however long they take. */
    public static Extent ofCalls(int calls) {
        return new Extent(calls, Long.MAX_VALUE);
    }

    /** As many calls as there is time for, and at least one. */
    public static Extent ofTime(Duration time) {
        return new Extent(Integer.MAX_VALUE, time.toNanos());
    }

    /** Whether the time ends it. */
    public boolean isTimed() {
        return mostNanos < Long.MAX_VALUE;
    }

    /** What one of some threads does of it. */
    public Extent part(int index, int count) {
        int calls = mostCalls / count + (index < mostCalls % count ? 1 : 0);
        return new Extent(calls, mostNanos);
    }
}
