package dev.aerospikearrow.client.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Loops that synchronous calls borrow, the one that was given back last first: its connections are
 * the warmest. There are as many loops as there were calls at once. Thread-safe.
 */
public final class LoopPool implements AutoCloseable {
    /** A loop that was idle for longer has its connections looked at before it is used. */
    private static final long SURELY_ALIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Machine machine;
    private final TransportSettings settings;
    private final ConcurrentLinkedDeque<IoLoop> free = new ConcurrentLinkedDeque<>();
    private final Set<IoLoop> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** An empty pool. */
    public LoopPool(Machine machine, TransportSettings settings) {
        this.machine = machine;
        this.settings = settings.with(TransportSettings.Pipelining.NONE);
    }

    /** A loop for the caller alone, until it is given back; null if the pool is closed. */
    public @Nullable IoLoop borrow() {
        IoLoop loop = free.pollFirst();
        if (loop == null) {
            loop = new IoLoop(machine, settings);
            all.add(loop);
        } else if (machine.nanoTime() - loop.lastPollNanos() > SURELY_ALIVE_NANOS && !closed) {
            loop.enter();
            try {
                if (!loop.isClosing()) {
                    loop.noticeClosedConnections();
                }
            } finally {
                loop.leave();
            }
        }
        if (closed) {
            discard(loop);
            return null;
        }
        return loop;
    }

    /** Gives a loop back. */
    public void giveBack(IoLoop loop) {
        free.addFirst(loop);
        if (closed && free.remove(loop)) {
            discard(loop);
        }
    }

    /** Gives back nothing: a loop that failed is closed. */
    public void discard(IoLoop loop) {
        all.remove(loop);
        loop.close();
    }

    /** Closes what has not been used for so long; loops without connections go too. */
    public void trim(long idleNanos) {
        int count = free.size();
        for (int i = 0; i < count; i++) {
            // From the far end: the loops that are used least.
            IoLoop loop = free.pollLast();
            if (loop == null) {
                return;
            }
            loop.enter();
            boolean empty;
            try {
                if (loop.isClosing()) {
                    continue;
                }
                // Also reads off what abandoned requests still get.
                loop.noticeClosedConnections();
                loop.closeIdleConnections(idleNanos);
                empty = loop.connectionCount() == 0;
            } finally {
                loop.leave();
            }
            if (empty) {
                discard(loop);
            } else {
                // One full turn, so that the order is kept.
                giveBack(loop);
            }
        }
    }

    /** How many loops there are, borrowed or not. */
    public int size() {
        return all.size();
    }

    /** Closes all loops, borrowed ones too; their tasks fail. */
    @Override
    public void close() {
        closed = true;
        for (IoLoop loop : all) {
            loop.close();
        }
        all.clear();
        free.clear();
    }
}
