package dev.aerospikearrow.client.execute;

import java.util.concurrent.TimeUnit;

/**
 * The times of a call: when it must have ended, how long it is tried again, when it goes on after a
 * pause, and since when a node is silent. All times are those of the loop.
 */
final class Deadlines {
    /** The part of the whole time that is kept for the last attempt. */
    private static final int LAST_ATTEMPT_SHARE = 10;

    private final CallTimes times;

    /** Until the start, what has been spent before. */
    private long startNanos;

    /** While nobody listens, until when somebody did. */
    private long listeningSinceNanos;

    private boolean started;
    private boolean inTrouble;
    private long troubleSinceNanos;
    private boolean sleeping;
    private long wakeNanos;

    Deadlines(CallTimes times) {
        this.times = times;
    }

    /** So much of the time has gone before the start. */
    void spend(long waitedNanos) {
        startNanos += waitedNanos;
    }

    /** How much of the time has gone; {@code nowNanos} means nothing before the start. */
    long spentNanos(long nowNanos) {
        return started ? nowNanos - startNanos : startNanos;
    }

    void start(long nowNanos) {
        started = true;
        startNanos = nowNanos - startNanos;
        listeningSinceNanos = nowNanos;
    }

    /** Nobody listens from now on. */
    void stopListening(long nowNanos) {
        listeningSinceNanos = nowNanos;
    }

    /** Nodes are heard from now on: neither silence nor trouble counts while nobody listened. */
    void listen(long nowNanos) {
        troubleSinceNanos += nowNanos - listeningSinceNanos;
        listeningSinceNanos = nowNanos;
    }

    /** An attempt has failed. */
    void meetTrouble(long nowNanos) {
        if (!inTrouble) {
            inTrouble = true;
            troubleSinceNanos = nowNanos;
        }
    }

    /** Something has come forward: what was before that does not count. */
    void leaveTrouble() {
        inTrouble = false;
    }

    /**
     * How long the last attempt can still be put off; 0 or less when it must begin. It gets a tenth
     * of the whole time, so that a call that is refused to the end says so, instead of that its
     * time was over.
     */
    long retryLeft(long nowNanos) {
        long total = totalLeft(nowNanos);
        if (total != Long.MAX_VALUE) {
            total -= times.totalNanos() / LAST_ATTEMPT_SHARE;
        }
        long since = inTrouble ? troubleSinceNanos : nowNanos;
        return Math.min(total, left(times.patienceNanos(), since, nowNanos));
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
    long silenceLeft(long limitNanos, long lastActivityNanos, long nowNanos) {
        return left(limitNanos, laterOf(lastActivityNanos, listeningSinceNanos), nowNanos);
    }

    private static long laterOf(long someNanos, long otherNanos) {
        // A difference, because a clock may overflow.
        return someNanos - otherNanos > 0 ? someNanos : otherNanos;
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
