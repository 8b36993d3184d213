package dev.aerospikearrow.client.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loops that synchronous calls borrow, the one that was given back last first: its connections are
 * the warmest. There are as many loops as there were calls at once, up to a limit: a call more
 * waits for a loop, because there would be no connection for it either. Thread-safe.
 */
public final class LoopPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopPool.class);

    private final Machine machine;
    private final TransportSettings settings;
    private final ConcurrentLinkedDeque<IoLoop> free = new ConcurrentLinkedDeque<>();
    private final Set<IoLoop> all = ConcurrentHashMap.newKeySet();
    private final Semaphore permits;

    /** So many loops keep their connections, however idle they are. */
    private final int kept;

    private volatile boolean closed;

    /**
     * An empty pool.
     *
     * @param maxBorrowed how many loops may be borrowed at the same time
     * @param kept how many keep their connections, however idle they are
     */
    public LoopPool(Machine machine, TransportSettings settings, int maxBorrowed, int kept) {
        this.machine = machine;
        this.kept = kept;
        permits = new Semaphore(maxBorrowed);
        this.settings = settings.with(TransportSettings.Pipelining.NONE);
    }

    /**
     * A loop for the caller alone, until it is given back; null if there is none now, because as
     * many as may be are borrowed or the pool is closed.
     *
     * @throws LoopBrokenException if another one is needed and cannot be made
     */
    public @Nullable IoLoop borrow() {
        return permits.tryAcquire() ? permitted() : null;
    }

    /** The same, but waits for a loop; null if there is none in that time, or no pool. */
    public @Nullable IoLoop borrowWithin(long nanos) throws InterruptedException {
        return permits.tryAcquire(nanos, TimeUnit.NANOSECONDS) ? permitted() : null;
    }

    private @Nullable IoLoop permitted() {
        IoLoop loop = free.pollFirst();
        if (loop == null) {
            try {
                loop = new IoLoop(machine, settings);
            } catch (RuntimeException | Error e) {
                permits.release();
                throw e;
            }
            all.add(loop);
        }
        if (closed) {
            end(loop);
            permits.release();
            return null;
        }
        return loop;
    }

    /** Gives a loop back, or closes it if it is broken. */
    public void giveBack(IoLoop loop) {
        if (loop.isBroken()) {
            end(loop);
        } else {
            keep(loop);
        }
        permits.release();
    }

    private void keep(IoLoop loop) {
        free.addFirst(loop);
        if (closed && free.remove(loop)) {
            end(loop);
        }
    }

    private void end(IoLoop loop) {
        all.remove(loop);
        loop.close();
    }

    /** Makes connections to all these in as many loops as keep theirs, one after the other. */
    public void prepare(List<Endpoint> endpoints) {
        List<IoLoop> prepared = new ArrayList<>();
        List<Endpoint> open = endpoints;
        try {
            while (prepared.size() < kept && !open.isEmpty()) {
                IoLoop loop = borrow();
                if (loop == null) {
                    return;
                }
                prepared.add(loop);
                WarmUp warmUp = new WarmUp(open, settings.connectTimeoutNanos());
                loop.run(warmUp);
                // Who does not answer is not waited for once more.
                open = warmUp.ready();
            }
        } finally {
            Collections.reverse(prepared);
            prepared.forEach(this::giveBack);
        }
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
                loop.closeIdleConnections(i < count - kept ? idleNanos : Long.MAX_VALUE);
                empty = loop.connectionCount() == 0;
            } catch (RuntimeException | Error e) {
                LOG.warn("A loop of idle connections failed and is closed", e);
                empty = true;
            } finally {
                loop.leave();
            }
            if (empty) {
                end(loop);
            } else {
                // One full turn, so that the order is kept.
                keep(loop);
            }
        }
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
        // Who waits for a loop hears of it, one after the other.
        permits.release();
        for (IoLoop loop : all) {
            loop.close(limit);
        }
        all.clear();
        free.clear();
    }
}
