package dev.aerospikearrow.benchmarks.duckdb.official;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do parts of a task beside each other, as many as there are processors. */
final class Workers implements AutoCloseable {
    private final int count = Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newFixedThreadPool(count);

    /** A part of a task. */
    @FunctionalInterface
    interface Part {
        void run(int index) throws Exception;
    }

    int count() {
        return count;
    }

    /** Runs a part in each thread, and waits for all of them. */
    void run(Part part) throws Exception {
        List<Callable<Void>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            parts.add(
                    () -> {
                        part.run(index);
                        return null;
                    });
        }
        for (Future<Void> done : threads.invokeAll(parts)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A part failed: " + e.getCause(), e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
