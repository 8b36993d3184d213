package dev.aerospikearrow.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a number of gets under way until enough are done: each that completes starts the next, in
 * the thread that completes it. To be run once.
 */
final class InFlight {
    /** Starts one get. */
    @FunctionalInterface
    interface Get {
        /** Starts a get of {@code row}, and tells {@code lane} when it is over. */
        void start(int row, Lane lane);
    }

    private final int total;
    private final int lanes;
    private final Get get;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger found = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch running;

    InFlight(int total, int lanes, Get get) {
        this.total = total;
        this.lanes = lanes;
        this.get = get;
        running = new CountDownLatch(lanes);
    }

    /**
     * Gets the rows from {@code firstRow} on, and waits.
     *
     * @return how many records were found
     * @throws IllegalStateException if a get failed
     */
    int run(int firstRow) throws InterruptedException {
        for (int i = 0; i < lanes; i++) {
            new Lane(firstRow).next();
        }
        running.await();
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("A get failed.", first);
        }
        return found.get();
    }

    /** One of the gets that are under way, and those after it. */
    final class Lane {
        private final int firstRow;

        private Lane(int firstRow) {
            this.firstRow = firstRow;
        }

        private void next() {
            int index = started.getAndIncrement();
            if (index >= total || failure.get() != null) {
                running.countDown();
                return;
            }
            try {
                get.start(firstRow + index, this);
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        /** The get is over. */
        void done(boolean recordFound) {
            if (recordFound) {
                found.incrementAndGet();
            }
            next();
        }

        /** The get failed; no further ones are started. */
        void failed(Throwable cause) {
            failure.compareAndSet(null, cause);
            running.countDown();
        }
    }
}
