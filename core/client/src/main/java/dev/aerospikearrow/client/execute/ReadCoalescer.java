package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.CallInterruptedException;
import dev.aerospikearrow.data.Key;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads of single records that are sent together, as batches. Those that are asked for while
 * earlier ones are under way are gathered, and sent when the node has answered; a node that is idle
 * is asked at once. So nothing ever waits for a timer, and the more there is to do, the larger the
 * batches become. Thread-safe.
 *
 * <p>Each loop of the client gathers on its own: what is asked for in a loop's thread, such as in
 * the callback of an earlier read, stays with that loop.
 */
public final class ReadCoalescer {
    private final CoalescingLoop[] loops;
    private final @Nullable InFlightLimit inFlight;

    ReadCoalescer(CoalescingLoop[] loops, @Nullable InFlightLimit inFlight) {
        this.loops = loops;
        this.inFlight = inFlight;
    }

    /**
     * Reads a record, together with others.
     *
     * @return completes with the read's own result, on a thread of the client
     */
    public <T> CompletableFuture<T> read(Key key, PreparedCommand<T> read) {
        Objects.requireNonNull(key, "key");
        InFlightLimit limit = inFlight;
        return limit == null ? loopForCaller().read(key, read) : readWithin(limit, key, read);
    }

    private <T> CompletableFuture<T> readWithin(
            InFlightLimit limit, Key key, PreparedCommand<T> read) {
        long size = Call.ABOUT_A_HEADER;
        if (isOwnThread(Thread.currentThread())) {
            limit.enterAnyway(size);
        } else {
            try {
                limit.enter(size, read.times().totalNanos(), read.describe(key));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(
                        new CallInterruptedException(
                                read.describe(key) + ": the calling thread was interrupted.",
                                e,
                                false));
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        AtomicBoolean out = new AtomicBoolean();
        Runnable leave =
                () -> {
                    if (out.compareAndSet(false, true)) {
                        limit.leave(size);
                    }
                };
        CompletableFuture<T> future = loopForCaller().read(key, read, leave);
        // One that is cancelled may never be answered.
        future.whenComplete((result, failure) -> leave.run());
        return future;
    }

    private boolean isOwnThread(Thread thread) {
        for (CoalescingLoop loop : loops) {
            if (loop.isRunBy(thread)) {
                return true;
            }
        }
        return false;
    }

    private CoalescingLoop loopForCaller() {
        Thread caller = Thread.currentThread();
        for (CoalescingLoop loop : loops) {
            if (loop.isRunBy(caller)) {
                return loop;
            }
        }
        // The reads of one thread stay together.
        return loops[(int) (caller.getId() % loops.length)];
    }
}
