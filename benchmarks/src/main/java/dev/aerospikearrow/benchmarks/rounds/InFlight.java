package dev.aerospikearrow.benchmarks.rounds;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a number of calls under way until enough are done: each that completes starts the next, in
 * the thread that completes it. To be run once.
 */
public final class InFlight {
    /** Starts a call. */
    @FunctionalInterface
    public interface Start {
        /** Starts the call for {@code row}, and tells {@code lane} when it is over. */
        void start(int row, Lane lane);
    }

    private final int total;
    private final int lanes;
    private final Start call;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch running;
    private @Nullable LatencyLog latencies;

    /**
     * Some calls.
     *
     * @param total how many there are
     * @param lanes how many are under way at any time
     */
    public InFlight(int total, int lanes, Start call) {
        this.total = total;
        this.lanes = lanes;
        this.call = call;
        running = new CountDownLatch(lanes);
    }

    /** Logs from the start of each call to its end. */
    public InFlight logging(LatencyLog log) {
        log.expect(total);
        latencies = log;
        return this;
    }

    /**
     * Calls for the rows from {@code firstRow} on, and waits.
     *
     * @return how many succeeded
     * @throws IllegalStateException if one failed
     */
    public int run(int firstRow) throws InterruptedException {
        for (int i = 0; i < lanes; i++) {
            new Lane(firstRow).next();
        }
        running.await();
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("A call failed: " + first.getMessage(), first);
        }
        return done.get();
    }

    /** One of the calls that are under way, and those after it. */
    public final class Lane {
        private final int firstRow;
        private int index;
        private long startNanos;

        private Lane(int firstRow) {
            this.firstRow = firstRow;
        }

        private void next() {
            index = started.getAndIncrement();
            if (index >= total || failure.get() != null) {
                running.countDown();
                return;
            }
            startNanos = System.nanoTime();
            try {
                call.start(firstRow + index, this);
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        /** The call is over, and did something or found something, or not. */
        public void done(boolean success) {
            LatencyLog log = latencies;
            if (log != null) {
                log.set(index, System.nanoTime() - startNanos);
            }
            if (success) {
                done.incrementAndGet();
            }
            next();
        }

        /** The call failed; no further ones are started. */
        public void failed(Throwable cause) {
            failure.compareAndSet(null, cause);
            running.countDown();
        }
    }
}
