package dev.aerospikearrow.client.transport;

import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link IoLoop} that a daemon thread of its own runs, for the tasks of any thread. Tasks that
 * are submitted together are written together. Deadlines are checked on a coarse tick.
 */
public final class BackgroundLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long TRIM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final IoLoop loop;
    private final Thread thread;
    private final long maxIdleNanos;
    private final Queue<LoopTask> submitted = new ConcurrentLinkedQueue<>();
    private final ArrayList<LoopTask> active = new ArrayList<>();

    /** Set when the loop has to look at the queue: the first of many wakeups is enough. */
    private final AtomicBoolean signalled = new AtomicBoolean();

    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param maxIdleNanos how long a connection may be idle before it is closed
     */
    public BackgroundLoop(
            Machine machine, String threadName, TransportSettings settings, long maxIdleNanos) {
        loop = new IoLoop(machine, settings.with(TransportSettings.Pipelining.SHORT_REQUESTS));
        this.maxIdleNanos = maxIdleNanos;
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** The time as the loop knows it. */
    public long nanoTime() {
        return loop.nanoTime();
    }

    /** Whether this is the loop's thread. */
    public boolean isRunBy(Thread candidate) {
        return candidate == thread;
    }

    /** Hands a task to the loop's thread. */
    public void submit(LoopTask task) {
        submitted.add(task);
        if (closed) {
            // The loop may have looked at the queue for the last time already.
            failSubmitted();
        } else if (signalled.compareAndSet(false, true) && Thread.currentThread() != thread) {
            loop.wakeup();
        }
    }

    private void run() {
        loop.enter();
        try {
            long nextTick = loop.nanoTime() + TICK_NANOS;
            long nextTrim = loop.nanoTime() + TRIM_NANOS;
            while (!closed) {
                startSubmitted();
                long now = loop.nanoTime();
                if (now - nextTick >= 0) {
                    tick(now);
                    nextTick = now + TICK_NANOS;
                    if (now - nextTrim >= 0) {
                        loop.closeIdleConnections(maxIdleNanos);
                        nextTrim = now + TRIM_NANOS;
                    }
                }
                loop.poll(!submitted.isEmpty() ? 0 : active.isEmpty() ? TRIM_NANOS : TICK_NANOS);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("{} ends after an unexpected failure", thread.getName(), e);
            closed = true;
        } finally {
            loop.leave();
            loop.close();
            failActive();
            failSubmitted();
        }
    }

    private void startSubmitted() {
        signalled.set(false);
        LoopTask task;
        while ((task = submitted.poll()) != null) {
            task.start(loop);
            if (!task.isDone()) {
                active.add(task);
            }
        }
    }

    private void tick(long nowNanos) {
        int kept = 0;
        for (int i = 0; i < active.size(); i++) {
            LoopTask task = active.get(i);
            if (!task.isDone()) {
                task.check(nowNanos);
            }
            if (!task.isDone()) {
                active.set(kept++, task);
            }
        }
        active.subList(kept, active.size()).clear();
    }

    private void failActive() {
        for (LoopTask task : active) {
            if (!task.isDone()) {
                task.fail(new IllegalStateException("The client was closed."));
            }
        }
        active.clear();
    }

    private void failSubmitted() {
        LoopTask task;
        while ((task = submitted.poll()) != null) {
            task.fail(new IllegalStateException("The client was closed."));
        }
    }

    /** Ends the thread; tasks that are not done fail. */
    @Override
    public void close() {
        closed = true;
        loop.wakeup();
        if (Thread.currentThread() != thread) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
