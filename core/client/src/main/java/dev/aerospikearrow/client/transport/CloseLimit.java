package dev.aerospikearrow.client.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limit of how long closing a client may wait for its threads, all of them together: what a
 * caller does on one of them, such as in the continuation of a future, may take any time.
 * Interrupts are kept for afterwards.
 */
public final class CloseLimit {
    /** Waits for as long as it takes. */
    public static final CloseLimit NONE = new CloseLimit(Long.MAX_VALUE);

    private static final Logger LOG = LoggerFactory.getLogger(CloseLimit.class);

    private final long startNanos = System.nanoTime();
    private final long limitNanos;

    private CloseLimit(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /** A limit that counts from now on. */
    public static CloseLimit of(Duration limit) {
        return new CloseLimit(limit.toNanos());
    }

    /** Waits for the end of a thread, unless the caller is that thread. */
    public void join(Thread thread) {
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean ended =
                await(
                        nanos -> {
                            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
                            return !thread.isAlive();
                        });
        if (!ended) {
            LOG.warn(
                    "Thread {} is still busy while its client is closed; it ends when what runs on"
                            + " it returns",
                    thread.getName());
        }
    }

    /** Waits for a lock and tells whether it was taken. */
    boolean lock(Lock lock) {
        return await(nanos -> lock.tryLock(nanos, TimeUnit.NANOSECONDS));
    }

    /** Something that takes its time. */
    private interface Wait {
        boolean isOver(long nanos) throws InterruptedException;
    }

    private boolean await(Wait wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    // Not 0: who has nothing to wait for is not to be missed.
                    return wait.isOver(Math.max(1, leftNanos()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long leftNanos() {
        return limitNanos == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : limitNanos - (System.nanoTime() - startNanos);
    }
}
