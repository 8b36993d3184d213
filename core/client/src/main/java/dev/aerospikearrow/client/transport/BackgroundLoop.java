package dev.aerospikearrow.client.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link IoLoop} that a daemon thread of its own runs, for the tasks of any thread. Tasks that
 * are submitted together are written together. Deadlines are checked on a coarse tick, or sooner if
 * a task asks for that.
 *
 * <p>What goes wrong with a task or a connection ends that one. Should the loop itself fail, its
 * tasks do, and the thread goes on with another one.
 */
public final class BackgroundLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SHORTEST_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TRIM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Machine machine;
    private final TransportSettings settings;
    private final Thread thread;
    private final long maxIdleNanos;
    private final Queue<LoopTask> submitted = new ConcurrentLinkedQueue<>();
    private final ArrayList<LoopTask> active = new ArrayList<>();

    /** When the tasks are looked at next. */
    private long nextTickNanos;

    /** Set when the loop has to look at the queue: the first of many wakeups is enough. */
    private final AtomicBoolean signalled = new AtomicBoolean();

    private volatile IoLoop loop;
    private volatile boolean closed;
    private final AtomicInteger failureCount = new AtomicInteger();

    /** Why there is no loop at the moment; null if there is one. */
    private volatile @Nullable Throwable lastFailure;

    /**
     * Starts the thread.
     *
     * @param maxIdleNanos how long a connection may be idle before it is closed
     */
    public BackgroundLoop(
            Machine machine, String threadName, TransportSettings settings, long maxIdleNanos) {
        this.machine = machine;
        this.settings = settings.with(TransportSettings.Pipelining.SHORT_REQUESTS);
        loop = new IoLoop(machine, this.settings);
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
        while (!closed) {
            IoLoop running = loop;
            Throwable reason = new IllegalStateException("The client was closed.");
            running.enter();
            try {
                serve(running);
            } catch (RuntimeException | Error e) {
                reason =
                        new LoopBrokenException(
                                thread.getName() + " failed and began anew: " + e, e);
                noteFailure(e);
            } finally {
                running.stop();
                running.leave();
            }
            failActive(reason);
            if (!closed) {
                replaceLoop();
            }
        }
        failSubmitted();
    }

    private void serve(IoLoop running) {
        nextTickNanos = running.nanoTime() + TICK_NANOS;
        long nextTrim = running.nanoTime() + TRIM_NANOS;
        while (!closed) {
            startSubmitted(running);
            long now = running.nanoTime();
            if (now - nextTickNanos >= 0) {
                nextTickNanos = now + TICK_NANOS;
                tick(running, now);
                if (now - nextTrim >= 0) {
                    running.closeIdleConnections(maxIdleNanos);
                    nextTrim = now + TRIM_NANOS;
                }
            }
            running.poll(
                    !submitted.isEmpty()
                            ? 0
                            : active.isEmpty() ? TRIM_NANOS : Math.max(0, nextTickNanos - now));
        }
    }

    private void noteFailure(Throwable e) {
        failureCount.incrementAndGet();
        LOG.error("{} failed; it begins anew with other connections", thread.getName(), e);
    }

    /** Not before there is another one can the thread go on; until then what is submitted waits. */
    private void replaceLoop() {
        while (!closed) {
            // A pause, so that one that fails over and over does not keep the machine busy.
            LockSupport.parkNanos(TICK_NANOS);
            try {
                loop = new IoLoop(machine, settings);
                lastFailure = null;
                return;
            } catch (RuntimeException | Error e) {
                lastFailure = e;
            }
        }
    }

    private void startSubmitted(IoLoop running) {
        signalled.set(false);
        LoopTask task;
        while ((task = submitted.poll()) != null) {
            try {
                task.start(running);
                if (!task.isDone()) {
                    active.add(task);
                    lookAgainWithin(running, task.firstCheckNanos());
                }
            } catch (RuntimeException | Error e) {
                fail(task, e);
            }
        }
    }

    private void lookAgainWithin(IoLoop running, long nanos) {
        if (nanos < TICK_NANOS) {
            long wanted = running.nanoTime() + Math.max(SHORTEST_TICK_NANOS, nanos);
            if (wanted - nextTickNanos < 0) {
                nextTickNanos = wanted;
            }
        }
    }

    /** What is wrong with one task is no other's affair. */
    private void fail(LoopTask task, Throwable reason) {
        try {
            if (!task.isDone()) {
                task.fail(reason);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A task of {} failed to end for {}", thread.getName(), reason, e);
        }
    }

    private void tick(IoLoop running, long nowNanos) {
        int kept = 0;
        for (int i = 0; i < active.size(); i++) {
            LoopTask task = active.get(i);
            try {
                if (!task.isDone()) {
                    lookAgainWithin(running, task.check(nowNanos));
                }
            } catch (RuntimeException | Error e) {
                fail(task, e);
                continue;
            }
            if (!task.isDone()) {
                active.set(kept++, task);
            }
        }
        active.subList(kept, active.size()).clear();
    }

    private void failActive(Throwable reason) {
        List<LoopTask> failed = List.copyOf(active);
        active.clear();
        failed.forEach(task -> fail(task, reason));
    }

    private void failSubmitted() {
        LoopTask task;
        while ((task = submitted.poll()) != null) {
            // Also one that is done when it has started: it never does.
            task.fail(new IllegalStateException("The client was closed."));
        }
    }

    /** How often the loop was replaced because it had failed. */
    public int failureCount() {
        return failureCount.get();
    }

    /** What is not well with it at the moment. */
    public Optional<String> trouble() {
        if (!thread.isAlive()) {
            return Optional.of("Thread " + thread.getName() + " has ended.");
        }
        Throwable failure = lastFailure;
        return failure == null
                ? Optional.empty()
                : Optional.of(
                        "Thread " + thread.getName() + " does not come back: " + failure + ".");
    }

    /** Ends the thread; tasks that are not done fail. */
    @Override
    public void close() {
        close(CloseLimit.NONE);
    }

    /** The same. A thread that does not end in time ends later. */
    public void close(CloseLimit limit) {
        stop();
        limit.join(thread);
    }

    /** The thread is to end. */
    public void stop() {
        closed = true;
        loop.wakeup();
        LockSupport.unpark(thread);
    }
}
