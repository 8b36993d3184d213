package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.ClientBusyException;
import dev.aerospikearrow.client.ClientLimits;
import dev.aerospikearrow.client.ClientLimits.WhenFull;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bound of what a client has under way: calls, and the bytes of their requests. Who has to wait
 * is let in in the order in which it came. Thread-safe.
 */
final class InFlightLimit {
    private final int maxCommands;
    private final long maxBytes;
    private final WhenFull whenFull;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Condition> waiting = new ArrayDeque<>();
    private int commands;
    private long bytes;

    private InFlightLimit(ClientLimits limits) {
        maxCommands = limits.maxCommandsInFlight();
        maxBytes = limits.maxBytesInFlight();
        whenFull = limits.whenFull();
    }

    /** Null if there is none. */
    static @Nullable InFlightLimit of(ClientLimits limits) {
        return limits.maxCommandsInFlight() == 0 && limits.maxBytesInFlight() == 0
                ? null
                : new InFlightLimit(limits);
    }

    /**
     * Lets a call in, when there is room for it.
     *
     * @param size how many bytes its request has
     * @param waitNanos how long it may wait; {@link Long#MAX_VALUE} for any time
     * @param call for messages
     * @throws ClientBusyException if it is not to wait and there is no room
     * @throws RequestTimeoutException if there is none in that time
     */
    void enter(long size, long waitNanos, String call) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (waiting.isEmpty() && fits(size)) {
                take(size);
                return;
            }
            if (whenFull == WhenFull.FAIL) {
                throw new ClientBusyException(call + ": " + underWay() + ". Nothing was sent.");
            }
            await(size, waitNanos, call);
        } finally {
            lock.unlock();
        }
    }

    private void await(long size, long waitNanos, String call) throws InterruptedException {
        Condition turn = lock.newCondition();
        waiting.add(turn);
        try {
            long left = waitNanos;
            while (waiting.peek() != turn || !fits(size)) {
                if (left <= 0) {
                    throw new RequestTimeoutException(
                            call
                                    + " was not complete within "
                                    + TimeUnit.NANOSECONDS.toMillis(waitNanos)
                                    + " ms. It was not sent: "
                                    + underWay()
                                    + ".",
                            null,
                            false);
                }
                left = turn.awaitNanos(left);
            }
            take(size);
        } finally {
            waiting.remove(turn);
            wakeFirst();
        }
    }

    /** Lets a call in that must not wait, whatever there is. */
    void enterAnyway(long size) {
        lock.lock();
        try {
            take(size);
        } finally {
            lock.unlock();
        }
    }

    /** A call that was let in has ended. */
    void leave(long size) {
        lock.lock();
        try {
            commands--;
            bytes -= size;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void wakeFirst() {
        Condition first = waiting.peek();
        if (first != null) {
            first.signal();
        }
    }

    private void take(long size) {
        commands++;
        bytes += size;
    }

    private boolean fits(long size) {
        return (maxCommands == 0 || commands < maxCommands)
                && (maxBytes == 0 || commands == 0 || bytes + size <= maxBytes);
    }

    private String underWay() {
        return "the client has "
                + Quantity.of(commands, "call")
                + " with "
                + Quantity.of(bytes, "byte")
                + " under way, and its limits are"
                + (maxCommands == 0 ? "" : " maxCommandsInFlight " + maxCommands)
                + (maxCommands > 0 && maxBytes > 0 ? " and" : "")
                + (maxBytes == 0 ? "" : " maxBytesInFlight " + maxBytes);
    }
}
