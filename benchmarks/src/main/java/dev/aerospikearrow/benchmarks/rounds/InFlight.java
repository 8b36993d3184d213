package dev.aerospikearrow.benchmarks.rounds;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A task that keeps a number of calls under way until the round is over: each that completes starts
 * the next, in the thread that completes it. To be run once.
 */
public final class InFlight {
    /** Starts a call. */
    @FunctionalInterface
    public interface Start {
        /** Starts the call with that index, and tells {@code lane} when it is over. */
        void start(int index, Lane lane);
    }

    private final Extent extent;
    private final int lanes;
    private final LatencyLog latencies;
    private final Start call;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicLong operations = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch running;
    private long startNanos;

    /**
     * The calls of a round.
     *
     * @param lanes how many are under way at any time
     * @param latencies takes from the start of each call to its end
     */
    public InFlight(Extent extent, int lanes, LatencyLog latencies, Start call) {
        this.extent = extent;
        this.lanes = Math.min(lanes, extent.mostCalls());
        this.latencies = latencies;
        this.call = call;
        running = new CountDownLatch(this.lanes);
    }

    /**
     * Calls, and waits.
     *
     * @return how many operations the calls did
     * @throws IllegalStateException if one failed
     */
    public long run() throws InterruptedException {
        startNanos = System.nanoTime();
        for (int i = 0; i < lanes; i++) {
            new Lane().next();
        }
        running.await();
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("A call failed: " + first.getMessage(), first);
        }
        latencies.expect(Math.min(started.get(), extent.mostCalls()));
        return operations.get();
    }

    /** One of the calls that are under way, and those after it. */
    public final class Lane {
        private int index;
        private long callStartNanos;

        private Lane() {}

        private void next() {
            long now = System.nanoTime();
            boolean isOver =
                    failure.get() != null
                            || (now - startNanos >= extent.mostNanos() && started.get() >= lanes);
            // An index that is taken is also used, so that the log has no gaps.
            index = isOver ? Integer.MAX_VALUE : started.getAndIncrement();
            if (index >= extent.mostCalls()) {
                running.countDown();
                return;
            }
            callStartNanos = now;
            try {
                call.start(index, this);
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        /** The call is over, and did so many operations. */
        public void done(int count) {
            latencies.set(index, System.nanoTime() - callStartNanos);
            operations.addAndGet(count);
            next();
        }

        /** The call failed; no further ones are started. */
        public void failed(Throwable cause) {
            failure.compareAndSet(null, cause);
            running.countDown();
        }
    }
}
