package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.client.transport.IoLoop.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The making of one connection of a loop to each of some nodes, before anything needs it. What
 * cannot be made in time is left to whoever needs it.
 */
public final class WarmUp implements LoopTask {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final List<Endpoint> waiting;
    private final List<Endpoint> tried = new ArrayList<>();
    private final List<Endpoint> ready = new ArrayList<>();
    private final long limitNanos;
    private final CountDownLatch done = new CountDownLatch(1);
    private long deadlineNanos;
    private @Nullable IoLoop loop;

    /**
     * @param limitNanos how long it may take
     */
    public WarmUp(List<Endpoint> endpoints, long limitNanos) {
        waiting = new ArrayList<>(endpoints);
        this.limitNanos = limitNanos;
    }

    /** Those that there is a connection to, once it is done. */
    List<Endpoint> ready() {
        return ready;
    }

    @Override
    public void start(IoLoop runningLoop) {
        deadlineNanos = runningLoop.nanoTime() + limitNanos;
        loop = runningLoop;
        goOn(runningLoop);
    }

    private void goOn(IoLoop running) {
        waiting.removeIf(endpoint -> isSettled(running, endpoint));
        if (waiting.isEmpty()) {
            done.countDown();
        }
    }

    private boolean isSettled(IoLoop running, Endpoint endpoint) {
        Readiness readiness = running.readinessFor(endpoint);
        if (readiness == Readiness.READY) {
            ready.add(endpoint);
            return true;
        }
        if (readiness == Readiness.UNDER_WAY) {
            return false;
        }
        if (tried.contains(endpoint) || endpoint.isFull() || endpoint.isLeftAlone()) {
            return true;
        }
        if (running.prepare(endpoint)) {
            tried.add(endpoint);
        }
        return false;
    }

    @Override
    public boolean isDone() {
        return done.getCount() == 0;
    }

    @Override
    public long check(long nowNanos) {
        IoLoop running = loop;
        if (running != null) {
            goOn(running);
        }
        if (deadlineNanos - nowNanos <= 0) {
            done.countDown();
        }
        return LOOK_AGAIN_NANOS;
    }

    @Override
    public void fail(Throwable reason) {
        done.countDown();
    }

    /** Waits for its end, from another thread than the loop's. */
    public void await() throws InterruptedException {
        done.await(2 * limitNanos, TimeUnit.NANOSECONDS);
    }
}
