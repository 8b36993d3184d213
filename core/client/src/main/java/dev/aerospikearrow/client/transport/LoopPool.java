package dev.aerospikearrow.client.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loops that synchronous calls borrow, the one that was given back last first: its connections are
 * the warmest. There are as many loops as there were calls at once. Thread-safe.
 */
public final class LoopPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopPool.class);

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

    /**
     * A loop for the caller alone, until it is given back; null if the pool is closed.
     *
     * @throws LoopBrokenException if another one is needed and cannot be made
     */
    public @Nullable IoLoop borrow() {
        IoLoop loop = free.pollFirst();
        if (loop == null) {
            loop = new IoLoop(machine, settings);
            all.add(loop);
        }
        if (closed) {
            discard(loop);
            return null;
        }
        return loop;
    }

    /** Gives a loop back, or closes it if it is broken. */
    public void giveBack(IoLoop loop) {
        if (loop.isBroken()) {
            discard(loop);
            return;
        }
        free.addFirst(loop);
        if (closed && free.remove(loop)) {
            discard(loop);
        }
    }

    private void discard(IoLoop loop) {
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
            // What one of them meets does not keep the others from being looked at.
            try {
                if (loop.isClosing()) {
                    continue;
                }
                // Also reads off what abandoned requests still get.
                loop.noticeClosedConnections();
                loop.closeIdleConnections(idleNanos);
                empty = loop.connectionCount() == 0;
            } catch (RuntimeException | Error e) {
                LOG.warn("A loop of idle connections failed and is closed", e);
                empty = true;
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
        close(CloseLimit.NONE);
    }

    /** The same. Loops that are not given up in time are closed when they are. */
    public void close(CloseLimit limit) {
        closed = true;
        all.forEach(IoLoop::stop);
        for (IoLoop loop : all) {
            loop.close(limit);
        }
        all.clear();
        free.clear();
    }
}
