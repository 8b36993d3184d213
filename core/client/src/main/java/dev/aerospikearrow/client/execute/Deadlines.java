package dev.aerospikearrow.client.execute;

import java.util.concurrent.TimeUnit;

/**
 * When a call must have ended, when it goes on after a pause, and since when a node is silent. All
 * times are those of the loop.
 */
final class Deadlines {
    private final CallTimes times;
    private long startNanos;
    private long listeningSinceNanos;
    private boolean sleeping;
    private long wakeNanos;

    Deadlines(CallTimes times) {
        this.times = times;
    }

    void start(long nowNanos) {
        startNanos = nowNanos;
        listeningSinceNanos = nowNanos;
    }

    /** Nodes are heard from now on: silence before does not count. */
    void listen(long nowNanos) {
        listeningSinceNanos = nowNanos;
    }

    void sleep(long nowNanos, long pauseNanos) {
        sleeping = true;
        wakeNanos = nowNanos + pauseNanos;
    }

    void wake() {
        sleeping = false;
    }

    boolean isSleeping() {
        return sleeping;
    }

    /** How long the pause still is; 0 or less when it is over. */
    long sleepLeft(long nowNanos) {
        return wakeNanos - nowNanos;
    }

    /** How long the whole call still may take; 0 or less when that is over. */
    long totalLeft(long nowNanos) {
        return left(times.totalNanos(), startNanos, nowNanos);
    }

    /** How long a node still may be silent; 0 or less when that is over. */
    long silenceLeft(long lastActivityNanos, long nowNanos) {
        // Differences, because a clock may overflow.
        boolean heardSince = lastActivityNanos - listeningSinceNanos > 0;
        return left(
                times.silenceNanos(),
                heardSince ? lastActivityNanos : listeningSinceNanos,
                nowNanos);
    }

    private static long left(long limitNanos, long sinceNanos, long nowNanos) {
        return limitNanos == Long.MAX_VALUE ? Long.MAX_VALUE : limitNanos - (nowNanos - sinceNanos);
    }

    /** What is left for the server, in milliseconds as a message header has them; 0 for any. */
    int serverTimeoutMillis(long nowNanos) {
        long leftNanos = totalLeft(nowNanos);
        return leftNanos == Long.MAX_VALUE
                ? 0
                : (int)
                        Math.max(
                                1,
                                Math.min(
                                        Integer.MAX_VALUE,
                                        TimeUnit.NANOSECONDS.toMillis(leftNanos)));
    }
}
